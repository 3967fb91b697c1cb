import { pattern } from '../pattern.ts';
import type { Signal } from '../types.ts';

const r = String.raw;

export const disableSafeguard: Signal = {
  id: 'disable-safeguard',
  means: 'Offers to switch checks off, or to act without the user’s consent.',
  patterns: [
    pattern(
      r`(?<!\b(?:forc(?:e|es|ed|ibly|ing)|whether to|(?:if|when|set to) true|flag|option)\b[^.\n]{0,80})\b(?:bypass(?:es|ing)?|disabl(?:e|es|ing)|circumvent(?:s|ing)?|turn(?:s|ing)? off) (?:\w+ ){0,2}?(?:all |any |every )?(?:security|safety|content|access|confirmation|approval|consent) (?:\w+ )?(?:checks?|restrictions|filter(?:s|ing)?|controls|polic(?:y|ies)|validations?|sanitization|safeguards|guardrails|dialogs?|prompts?|confirmations?)\b`,
    ),
    pattern(
      r`\b(?:bypass(?:es|ing)?|disabl(?:e|es|ing)|skip|circumvents?) (?:all|any|every) (?:\w+ )?(?:checks?|restrictions|filter(?:s|ing)?|polic(?:y|ies)|validations?|sanitization|safeguards|guardrails|confirmations?)\b|\bskip confirmation (?:dialog|prompt)s?\b`,
    ),
    pattern(r`\btrust (?:all|any|every) (?:\w+ ){0,3}(?:input|commands?|queries|roles|users?|requests?|instructions)\b`),
    pattern(
      r`\b(?:use|execute) (?:freely|directly|any command[\w\s]*) without (?:any )?(?:restrictions?|security|validation|confirmation)`,
    ),
    pattern(
      r`\b(?:without|never|do not|don['’]t) (?:ask(?:ing)?|prompt(?:ing)?|wait(?:ing)?) (?:for )?(?:the )?(?:user )?(?:for |to )?(?:permission|confirm(?:ation)?|approv(?:al|e)|consent)\b`,
    ),
    pattern(
      r`\b(?:the )?user has already (?:consented|approved|authori[sz]ed|agreed|granted)\b|\bauto-?approve (?:this|all) (?:tool|call|action)|\b(?:does not|doesn['’]t) require (?:any )?(?:user|human) (?:confirmation|approval|consent|review)\b`,
    ),
    pattern(r`\balso (?:store|save|record|send) it\b[^.\n]{0,20}\bwithout asking\b`),
    pattern(
      r`\b(?:proceed|continue|run|execute|act|go ahead) without (?:any )?(?:prompting|asking|review|confirmation|approval|hesitation|delay)\b|\bpre-?authori[sz]ed\b|\balready (?:approved|authori[sz]ed|consented|cleared) (?:this|all|reading|sending|access|the (?:use|action|call))\b|\bauto-?execution\b`,
    ),
  ],
};
