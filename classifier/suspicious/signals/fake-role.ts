import { pattern } from '../pattern.ts';
import type { Signal } from '../types.ts';

const r = String.raw;
/** A plain note to whoever calls the tool is ordinary; one that also asks for any of these is not. */
const AGAINST = r`(?=[\s\S]{0,240}?\b(?:ignore|disregard|forget|overrid\w+|bypass\w*|always|must|never|secret\w*|hidden|silent\w*|without (?:telling|asking|mentioning|informing)|(?:do not|don['’]t) (?:tell|mention|reveal|inform|ask|show|warn|flag|report)|classif\w+|treat|mark|rate|consider|label|safe|read-?only|harmless|low[- ]risk|trusted|approved|verified|send|forward|upload|exfiltrat\w+|reveal|leak|credentials?|passwords?|private key|api keys?|\.env|\.ssh|system prompt|conversation|instead of)\b)`;

export const fakeRole: Signal = {
  id: 'fake-role',
  means: 'Imitates a system message, a chat template or a directive of the host.',
  patterns: [
    /<\/?\s*(?:important|system|sys|hidden|admin|critical|urgent|override|priority|prompt|(?:system|hidden|secret|internal|admin)[-_ ](?:prompt|message|instructions?|note|reminder|directive)s?)\s*>|<secrets?>[\s\S]*<\/secrets?>/i,
    /\[\s*\/?\s*(?:system|sys|inst|admin|hidden|important system|[a-z ]*directive|hidden instruction|system (?:prompt|message|note|override|instruction|update)|instructions? to (?:the )?(?:ai|model|llm|assistant))s?\s*\]|\[\s*SHADOW\w*\s*\]/i,
    /<\|\s*(?:im_start|im_end|system|user|assistant|endoftext|start_header_id|end_header_id|eot_id)\s*\|>|<<\s*\/?\s*SYS\s*>>|\[\/?INST\]/i,
    /\b(?:SYSTEM|ADMIN|OVERRIDE|INTERNAL|EMERGENCY|CRITICAL SYSTEM|INTERNAL DEV|IMPORTANT SYSTEM|SAFETY)\s+(?:OVERRIDE|DIRECTIVE|INSTRUCTION|NOTE|UPDATE|OPTIMI[SZ]ATION|MAINTENANCE|SECURITY PROTOCOL|MAINTENANCE PROTOCOL|MESSAGE|PROMPT|BYPASS PROTOCOL)S?\s*[:\]]/,
    /(?:^|\n|\. )\s*(?:#{1,4}\s*)?(?:system|assistant|developer)\s*(?:prompt|message|instruction)?\s*:\s*(?:you|ignore|trust|bypass|always|never|the\s+assistant|from\s+now)\b/i,
    /#{2,4}\s*(?:system|instructions?)\s*:?\s*(?:export|ignore|send|you|upload|reveal|read|call)\b/i,
    /\bACT AS:/,
    pattern(
      r`\b(?:note|message|instructions?|attention|hint|notice) (?:to|for) (?:the |all )?(?:ai|llm|model|language model|ai assistant|assistant|ai agent|agent|claude|gpt|classifier|judge|(?:automated )?reviewer|scanner)s? ?:${AGAINST}`,
    ),
    pattern(r`< ?(?:information|instructions?|assistant) ?>${AGAINST}`),
    pattern(
      r`\b(?:message|notice|instruction) (?:comes |is )?(?:directly )?from (?:the )?(?:anthropic|openai|google|developers?|your (?:creator|developer|administrator|operator))\b`,
    ),
    pattern(r`\bfor (?:automated|ai|llm|security) (?:reviewers?|classifiers?|scanners?|judges?)\b`),
    pattern(
      r`\( ?(?:system|admin|developer) ?: |\bbegin (?:system|hidden|secret) (?:prompt|message|instructions?)\b|\b(?:(?:ai|llm) (?:agents?|assistants?) ?:|if you are an? (?:ai|llm|language model|assistant|agent)\b)${AGAINST}`,
    ),
    pattern(
      r`\bas (?:the|your) (?:system )?(?:administrator|developer|operator|creator|owner),? i (?:instruct|order|command|authori[sz]e|require|need)\b`,
    ),
    pattern(
      r`\bthe (?:assistant|agent|model|ai|llm) (?:shall|must) (?:then |also |now |always |first )?(?:execute|call|invoke|run|send|read|ignore|reveal|forward|include)\b`,
    ),
    pattern(r`\bimportant message from\b|\bsigned, the user\b`),
  ],
  otherLanguages: [
    /(?:【|\[|<)\s*(?:系统|系統|システム|시스템|система|sistema|système)\s*(?:指令|提示|消息|命令|メッセージ|指示|메시지|지시|сообщение|mensaje|message)?\s*(?:】|\]|>)/i,
  ],
};
