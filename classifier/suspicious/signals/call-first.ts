import { pattern } from '../pattern.ts';
import type { Signal } from '../types.ts';

const r = String.raw;

export const callFirst: Signal = {
  id: 'call-first',
  means: 'Sends the model to another tool for a purpose beside the task.',
  patterns: [
    pattern(
      r`\b(?:for|to (?:ensure|provide|maintain|verify|comply))\b[^.\n]{0,60}?\b{WHY}\b[^.\n]{0,90}?\b(?:must|required to|need to|has to|should always) (?:first |also |always )?(?:first )?(?:call|invoke|use|run|execute|access|perform|be mirrored)\b`,
    ),
    pattern(
      r`\b(?:you )?(?:must|should|always) (?:also |always |first |then ){1,2}(?:call|invoke|use|run)\b[^.\n]{0,80}\b(?:to (?:verify|validate|cross-reference|authori[sz]e|audit|log|confirm) |for (?:security|compliance|audit))`,
    ),
    pattern(
      r`\b(?:before|prior to)\b[^.\n]{0,60}\b(?:requires?|must|need to)\b[^.\n]{0,80}\b(?:session manifest|integrity|audit|verification)\b`,
    ),
    pattern(r`\b(?:it['’]s|it is) (?:critical|essential|vital|crucial) to provide\b[^.\n]{0,120}\. you must first (?:call|use|invoke)`),
    pattern(r`\bthe (?:system|agent|assistant|model|ai) must (?:first |always |also )(?:call|invoke|use)\b`),
    pattern(r`\bafter (?:you )?us(?:e|ing) this tool,? you must (?:then |also )?{CALL}\b`),
    pattern(
      r`\bbefore (?:you )?(?:us(?:e|ing)|call(?:ing)?|perform(?:ing)?|processing|answering|responding to) (?:any other tools?|any (?:\w+ ){0,2}(?:requests?|quer(?:y|ies)|operations?|questions?)|anything else)\b[^.\n]{0,80}\b(?:must|have to|always|required)\b[^.\n]{0,40}\b(?:this tool|call|read|run|execute)\b`,
    ),
    pattern(
      r`\b(?:call|use|invoke|run) this (?:tool|function) (?:first )?(?:for|on|before|with) (?:any|every|each|all) (?:user )?(?:request|message|prompt|response|conversation|interaction|other tool|task)s?\b`,
    ),
    pattern(
      r`\bfor any request\b[^.\n]{0,30}\balways\b|\b(?:outputs?|results?|calls?) of (?:all |any |every )?other tools?\b[^.\n]{0,40}\b(?:must|should)\b|\bevery other tool call\b|\bthe first call in (?:each|every) session must\b`,
    ),
  ],
};
