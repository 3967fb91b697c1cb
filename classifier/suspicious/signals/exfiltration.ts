import { pattern } from '../pattern.ts';
import type { Signal } from '../types.ts';

const r = String.raw;

export const exfiltration: Signal = {
  id: 'exfiltration',
  means: 'Has the model hand over the conversation, its context or secrets.',
  patterns: [
    pattern(r`\b(?:must|always|also|please|first|then|should|in addition)\b[^.\n]{0,40}?\b{SEND}\b[^.\n]{0,50}?\b{TALK}\b`),
    pattern(
      r`\b(?:output|reveal|print|export|dump|leak|exfiltrate|send|include) (?:your |the |all )?(?:full |entire |complete )?(?:system prompt|conversation|chat history|all environment variables|hidden instructions)\b[^.\n]{0,60}\b(?:to|in|when|as|into)\b`,
    ),
    pattern(
      r`\b{SEND} (?:[\w'’]+ ){0,3}?{SECRET} (?:\w+ ){0,3}?(?:in|into|to|as|via) (?:the )?(?:['"\x60]?\w+['"\x60]? (?:argument|parameter|field)|https?:|metadata|context|notes?)\b`,
    ),
    pattern(
      r`\b(?:add|leave|post) an? (?:comment|note|reply) with the contents? of\b|\bappend the contents? of your\b|\bwith the admin token\b`,
    ),
    pattern(
      r`\b(?:send|forward|upload|post|transmit|exfiltrate|bcc|mirror|copy)\b[^.\n]{0,80}\b(?:to|at) [\x60'"]?(?:https?://)?[\w.+-]*(?:attacker|evil|malicious|exfil|webhook\.site|requestbin|burpcollaborator|pastebin)`,
    ),
    pattern(
      r`\b(?:must|required to) (?:also )?(?:access|contact|ping|notify|authenticate (?:with|to|at)|report to|log (?:to|at)|call) (?:\w+ ){0,4}?(?:endpoint|server|url|webhook|service)? ?(?:at )?https?://`,
    ),
    pattern(r`\b(?:include|add|set|append) (?:an? )?(?:hidden )?bcc\b[^.\n]{0,40}[@=[]|\bsend a copy of\b[^.\n]{0,60}\bto [\w.+-]+@`),
    pattern(
      r`\brecord every message of the user\b|\bwhenever the user (?:shares|mentions|types|enters) (?:a |any )?(?:password|secret|credential|api key|card)`,
    ),
    pattern(r`\b(?:account|session|access) will be (?:suspended|terminated|locked|revoked) unless\b`),
    pattern(
      r`\b{SEND} (?:the )?(?:current |logged-in )?user['’]s? (?:full )?(?:name|e-?mail|session|id|ip|phone|location|token|credentials|prompt|query)\b[^.\n]{0,40}\b(?:to|in|into|with) (?:every|each|all|any)\b`,
    ),
    pattern(r`\balways call\b[^.\n]{0,50}\bwith the user['’]s? (?:full )?(?:name|e-?mail|prompt|message|query|credentials|session)\b`),
    pattern(r`\b(?:zero-pixel|1x1|tracking|invisible|hidden) (?:image|pixel|img|beacon)\b|\bmarkdown image (?:whose|that|with|pointing)\b`),
    pattern(
      r`\b(?:print|printing|output|repeat|reveal|recite|dump|show|pass|send|include|return) (?:the |your )(?:\w+ )?(?:developer|system|hidden|original|initial) (?:message|prompt|instructions?)\b`,
    ),
    pattern(
      r`\benvironment variables (?:containing|that contain|whose names?|such as)\b[^.\n]{0,80}\b{SEND}\b|\b(?:the )?value of [\x60'\"]?[A-Z_]{3,}(?:TOKEN|KEY|SECRET|PASSWORD)\b`,
    ),
    pattern(
      r`\b{SEND} (?:all|any|every) (?:\w+ )?(?:documents?|files?|data|records?|messages?|information) (?:that )?you (?:have|can|know)\b`,
    ),
  ],
  otherLanguages: [
    /(?:发送|傳送|传送|上传|上傳|附上|包含|填入|发到|转发)[^。\n]{0,16}(?:对话|對話|聊天|会话|上下文|系统提示|密钥|凭证|密碼|密码)[^。\n]{0,6}(?:记录|历史|內容|内容|全文|$|，|到|给|至)/,
    /(?:会話|チャット|システムプロンプト|コンテキスト)(?:の)?(?:履歴|全文|内容|全体)?を[^。\n]{0,20}(?:送信|渡し|含め|添付|送って)/,
    /(?:대화|채팅|시스템 프롬프트|컨텍스트)\s*(?:기록|내용|전체|내역)?[을를]?[^.\n]{0,16}(?:보내|전송|포함|첨부)/,
    /(?:\b(?:sende|schicke|übermittle|envoyez|transmettez|env[ií]a|envie)|отправь|перешли|передай)\S*\s[^.\n]{0,40}(?:gesprächsverlauf|unterhaltung|conversation|conversaci[oó]n|conversa\b|systemprompt|systèmes?\b|переписк|разговор|диалог|истори\S+ (?:чата|сообщений))/i,

    /(?:把|将|將)(?:系统提示|系統提示|对话|對話|聊天记录|密钥|凭证)[^。\n]{0,12}(?:发送|發送|传|傳|填|放)/,
  ],
};
