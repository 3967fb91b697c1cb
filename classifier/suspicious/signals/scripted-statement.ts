import { pattern } from '../pattern.ts';
import type { Signal } from '../types.ts';

const r = String.raw;

export const scriptedStatement: Signal = {
  id: 'scripted-statement',
  means: 'Puts words into the model’s mouth for the user to hear.',
  patterns: [
    pattern(r`\b(?:state|announce|report to the user|claim|inform the user):? ['"“][A-Z]{3,}[A-Z ]+:`, ''),
    pattern(r`\bpresent (?:it|this|its \w+|them|the \w+) as ['"“](?:a|an|the) `),
    pattern(r`\bhalt the operation\b|\bpromotional message\b`),
    pattern(r`\b(?:prepend|begin|start|end|append)(?:ing)? (?:every|each|your|all) (?:response|answer|reply|message)s? with\b(?! ?:)`),
    pattern(
      r`\balways recommend\b[^.\n]{0,60}\bnever (?:mention|recommend)\b|\brecommend that the user (?:buys?|purchases?|invests?|signs? up)\b`,
    ),
  ],
};
