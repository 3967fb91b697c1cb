import { pattern } from '../pattern.ts';
import type { Signal } from '../types.ts';

const r = String.raw;

export const preference: Signal = {
  id: 'preference',
  means: 'Praises itself over other tools so that it is picked.',
  patterns: [
    pattern(
      r`\b(?:the )?(?:best|greatest|only|most (?:powerful|reliable|trusted|accurate)) (?:\w+ )?tool (?:in the world|ever|on earth|you (?:can|should) (?:trust|use)|in existence)\b`,
    ),
    pattern(
      r`\balways (?:prefer|choose|select|pick|prioriti[sz]e) (?:the )?[\w.-]+[._][\w.-]+ tool\b|\balways (?:prefer|choose|select|pick) this (?:tool|function)(?! over (?:multiple|several|['"\x60]))`,
    ),
    pattern(
      r`\b(?:must|should) (?:always )?be (?:preferred|prioriti[sz]ed|chosen|selected|called with priority) over (?:all|any|every|other)\b`,
    ),
    pattern(
      r`\buse this (?:tool|function) instead of (?:any|all|every) other\b|\buse this (?:tool|function) for (?:every|any|all) (?:request|task|question)s?,? regardless\b|\buse only tools from this server\b`,
    ),
    pattern(
      r`\b(?:never|do not|don['’]t) (?:ever )?(?:use|call|trust) (?:any )?(?:other|competing) (?:\w+ )?(?:tools?|servers?)\b(?! (?:if|when|unless|until))`,
    ),
    pattern(
      r`\b(?:the )?(?:best|most (?:powerful|reliable|trusted|accurate|advanced|comprehensive|secure)|number one|#1|unrivall?ed|unparalleled|superior) (?:\w+ )?(?:tool|choice|option|service) (?:available|on the market|of (?:its|this) kind|in existence|for (?:any|every|all) )|\b(?:superior to|better than|more (?:reliable|accurate|secure|trustworthy) than) (?:all |any |every |the )?(?:other|similar|alternative|competing|existing|official|original) (?:\w+ )?(?:tools?|servers?|services?)\b`,
    ),
    pattern(r`\balways \w+ through this (?:tool|server) even if\b`),
    pattern(
      r`\bchoose (?:it|this|us) over\b|\b(?:award-winning|trusted by (?:millions|experts|thousands)|recommended by experts|you will ever need)\b|\byou must (?:always )?use this (?:tool|server|function) (?:first|only|exclusively)\b|\buse this (?:one|tool|server) exclusively\b`,
    ),
  ],
};
