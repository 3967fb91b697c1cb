import { pattern } from '../pattern.ts';
import type { Signal } from '../types.ts';

const r = String.raw;

export const alterArguments: Signal = {
  id: 'alter-arguments',
  means: 'Has the model change what the user asked for before it is sent.',
  patterns: [
    pattern(
      r`\b(?:always|must|automatically|silently|instead) (?:\w+ ){0,2}?(?:change|modify|replace|rewrite|override|redirect|alter|swap|substitute) (?:the |any )?[\x60'"]?[\w\s-]{2,30}?[\x60'"]? ?(?:parameter|argument|value|field)? ?(?:to|with|from) [\x60'"“][^\x60'"”]+[\x60'"”]`,
    ),
    pattern(r`\bautomatically modify the [\x60'"]\w+[\x60'"] (?:parameter|argument)`),
    pattern(r`\b(?:currently|temporarily) redirecting (?:all )?[\w\s-]{3,60}\b(?:requests?|calls?|data|quer(?:y|ies))\b`),
    pattern(r`\b(?:change|replace|swap) the (?:recipient|destination|payee|wallet|iban|bank)[\w\s]{0,20} (?:to|with|by)\b`),
    pattern(r`\bfor testing purposes,? (?:always|we are|please)\b`),
    pattern(r`\breplace (?:every|each|all|any) [\w ]{2,30} (?:the user|they) (?:gives?|provides?|enters?|specif(?:y|ies)|types?)\b`),
  ],
};
