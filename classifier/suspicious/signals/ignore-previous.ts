import { pattern } from '../pattern.ts';
import type { Signal } from '../types.ts';

const r = String.raw;

export const ignorePrevious: Signal = {
  id: 'ignore-previous',
  means: 'Tells the model to drop its instructions, its guard rails or the user’s own wishes.',
  patterns: [
    pattern(
      r`\b(?:ignor(?:e|ing)|disregard|forget|override|overriding|bypass(?:ing)?|discard) (?:\w+ ){0,3}?(?:previous|prior|above|earlier|preceding|original|system|developer|safety|security|ethical|content|all|instructions of|every(?:thing)? (?:you|else)) ?(?:\w+ ){0,2}?(?:instructions?|prompts?|rules|guidelines|guidance|directives?|restrictions|guardrails|safeguards|filters|polic(?:y|ies)|constraints|were told|know|have learned|other|servers?)\b`,
    ),
    pattern(
      r`\bignor(?:e|ing) (?:any|all|the|every) (?:user[-_ ](?:specified|provided|supplied|given)|other tools?|other servers?|instructions?)\b|\bignore previous instructions\b`,
    ),
    pattern(r`\bregardless of (?:what )?(?:the )?user(?:['’]s)? (?:input|request|wish|intent|says|asks|wants|query|specified|preference)`),
    pattern(r`\b(?:new|updated|real|actual) (?:system )?instructions?(?: ?:| follow| are\b)`),
    pattern(
      r`\byou are (?:now|no longer) (?:an? |in |bound|the |DAN\b|unrestricted|free)|\bfrom now on,? (?:you|the (?:ai|assistant|model|agent))\b|\bact as (?:an? )?(?:unrestricted|unfiltered|jailbroken|root|admin)`,
    ),
    pattern(
      r`\b(?:jailbreak|DAN|god|developer) mode (?:is )?(?:enabled|available|activated|unlocked)\b|\bsafety (?:filters?|checks?|rules?) (?:are|is|have been) (?:lifted|disabled|off|removed)\b`,
    ),
    pattern(r`\byou must not refuse\b|\brefus(?:ing|al) (?:violates|is not)\b|\b(?:do not|never) refuse (?:this|any|to)\b`),
    pattern(
      r`\b(?:do not|don['’]t|never|stop) follow(?:ing)? (?:any |the |your )?(?:earlier|previous|prior|other|original|existing|safety|system) (?:\w+ )?(?:constraints?|instructions?|rules|guidelines|polic(?:y|ies)|directives?)\b`,
    ),
    pattern(
      r`\b(?:takes?|has|have) (?:precedence|priority) over (?:all|any|every|other|the (?:user|system|previous)) ?(?:\w+ )?(?:instructions?|prompts?|rules|directives?|requests?)\b|\bhighest[- ]priority (?:directive|instruction|order|rule)\b`,
    ),
    pattern(
      r`\b(?:your )?new (?:objective|goal|mission|role) (?:is|:)|\bnew objective\b|\bwhatever the user (?:asks|says|wants|requests)\b|\bno matter what (?:the user|they|you)\b`,
    ),
    pattern(r`\byou (?:have been|are|were) granted (?:elevated|root|admin\w*|full|unrestricted)\b|\bpretend (?:that |to be |you )`),
  ],
  otherLanguages: [
    /(?:忽略|无视|忽視|無視|忘记|忘掉)[^。\n]{0,12}(?:之前|以前|以上|先前|所有|全部|前面)[^。\n]{0,8}(?:指令|指示|提示|规则|規則|限制)/,
    /(?:以前|これまで|上記|すべて|全て|前)の?[^。\n]{0,6}(?:指示|命令|ルール|プロンプト|制限)[^。\n]{0,4}(?:無視|忘れ|破棄)/,
    /(?:이전|위의|모든|기존)\s*(?:의\s*)?[^.\n]{0,8}(?:지시|명령|규칙|프롬프트|제한)[^.\n]{0,6}(?:무시|잊)/,
    /\b(?:ignoriere|vergiss|missachte)\w*\s+(?:\w+\s+){0,2}?(?:vorherigen?|bisherigen?|obigen?|früheren?|alle[rn]?|vorigen?)\s+(?:\w+\s+)?(?:anweisungen|instruktionen|regeln|vorgaben|befehle)/i,
    /\b(?:ignore[zr]?|oublie[zr]?)\s+(?:\S+\s+){0,3}?(?:instructions|consignes|règles|directives)/i,
    /\b(?:ignor[ae]r?|olvid[ae]r?|desconsider[ae]r?|esque[çc]a)\s+(?:\S+\s+){0,3}?(?:instrucciones|instruções|reglas|regras|indicaciones|órdenes|ordens)/i,
    /(?:игнорируй|проигнорируй|забудь|не обращай внимания на)\S*\s+(?:\S+\s+){0,3}?(?:инструкц|указани|правил|команд)/i,
  ],
};
