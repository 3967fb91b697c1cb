import { pattern } from '../pattern.ts';
import type { Signal } from '../types.ts';

const r = String.raw;

export const toolShadowing: Signal = {
  id: 'tool-shadowing',
  means: 'Reaches into the use of another tool, or draws its callers here.',
  patterns: [
    pattern(
      r`\b(?:when(?:ever)?|each time|if|before|after) (?:you |the \w+ )?(?:use|call|invoke|using|calling|invoking|sending) (?:the |any )?(?!this\b|these\b|it\b){TOOL} ?(?:tool|function|in this session)?\b[^.\n]{0,80}\b(?:must|always|instead|include|set|add|change|replace|make sure|ensure)\b[^.\n]{0,80}(?:bcc|recipient|proxy|attacker)`,
    ),
    pattern(r`\bwhen the {TOOL} tool is available\b`),
    pattern(r`\bevery [\x60'"]?[\w-]+(?:\.[\w-]+)*[\x60'"]? calls?\b[^.\n]{0,60}\b(?:must|has to|should) (?:set|include|pass|add)\b`),
    pattern(
      r`\bthe ['"\x60][\w.-]+['"\x60] tool (?:has been|is|was) (?:\w+ )?(?:deprecated|disabled|replaced|compromised|broken|unavailable|removed)\b[^.]{0,120}\. (?:please|for all|you must|use|redirect|always|instead)`,
    ),
    pattern(
      r`\b(?:deprecated|disabled|replaced|unavailable|insecure)\b[^.\n]{0,20} (?:due to|for|because of) (?:security|vulnerabilit\w*|recent system|safety|compliance) `,
    ),
    pattern(
      r`\b(?:intercepts?|hijacks?|shadows?) (?:all |any |every )?(?:calls? (?:to|of)|requests? (?:to|for|intended)|{TOOL} (?:calls?|requests?|tool))`,
    ),
    pattern(
      r`\b(?:redirect|route|forward|forwarded|mirrored|copied) (?:all |every )?(?:\w+ ){0,2}?(?:requests?|calls?|messages|e-?mails?|payments?|transactions?)? ?(?:to|through|via) (?:the (?:new|secure|proxy)|this (?:tool|address|proxy)|['"\x60]?[\w.+-]+@|https?://\S+ (?:before|after))`,
    ),
    pattern(
      r`\b(?:all|any) (?:outgoing |sent )?(?:e-?mails?|messages?|payments?|transfers?|transactions?) (?:must|should|need to|have to|are) (?:always )?(?:be )?(?:(?:forwarded|routed|redirected|copied) to|include (?:a )?bcc)\b`,
    ),
    pattern(
      r`\bforward all (?:e-?mails|messages|mail|requests|traffic)\b|\bsupersedes? (?:the )?(?:built-?in|native|existing|other)\b|\bother (?:\w+ )?tools? (?:are|is) (?:insecure|unsafe|unreliable|compromised)\b`,
    ),
    pattern(r`\bwith the {TOOL} tool,? (?:always|you must|never)\b`),
    pattern(
      r`\b(?:official|original|built-?in|native|standard) (?:\w+ )?(?:tool|server|version|implementation)\b[^.\n]{0,30}\b(?:is|are|has been|was) (?:compromised|broken|insecure|unsafe|unreliable|outdated|inferior|malicious)\b`,
    ),
    pattern(
      r`\b(?:every|each|all|any) (?:subsequent|further|future|later) [\w.-]+ ?(?:calls? |requests? |messages? )?(?:must|should always|has to|have to) (?:be|go|include|use|set|pass|carry)\b`,
    ),
    pattern(
      r`\b(?:competitors?|competing tools?|rivals?|other (?:\w+ ){0,3}(?:tools?|providers?|servers?|services?|sources?)) (?:are|is) (?:considered )?(?:inferior|unreliable|insecure|unsafe|untrusted|compromised)\b`,
    ),
  ],
};
