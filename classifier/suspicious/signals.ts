/**
 * What text addressed to the model looks like. One entry per tactic; a match anywhere in a definition is a signal, never a
 * verdict. Patterns are written against the look of real attacks and against ordinary prose of a large catalogue:
 * "IMPORTANT:", "call X first to get the id" and "use this before Y" are not attacks by themselves.
 * `OTHER_LANGUAGES` (languages.ts) adds to the same ids.
 */

export interface Signal {
  /** Stable, kebab-case, published with every excerpt. */
  id: string;
  /** What it means, in words for a reader. */
  means: string;
  patterns: RegExp[];
}

/** Words before or after a call to another tool that give it a purpose beside the task. */
const PRETEXT = String.raw`(?:security|compliance|regulat\w+|audit\w*|verification|validation purposes|quality assurance|integrity|enhanced|optimal|holistic|contextual|historical context|romantic|promotional|mandatory|personali[sz]ed|analytics)`;
const TOOL = '[`\'"“]?[\\w.-]{3,}[`\'"”]?';
const SECRET_FILE = String.raw`(?:~|\$HOME|/root|/home/\w+)?/?\.(?:ssh|aws|gnupg|kube|docker|cursor|claude|bashrc|zshrc|profile|bash_history|netrc|npmrc|git-credentials)\b|\bid_(?:rsa|ed25519|dsa)\b|\bmcp\.json\b|(?<![\w/])\.env\b|/etc/(?:passwd|shadow)\b|claude_desktop_config`;
const CONTEXT = String.raw`(?:(?:full|entire|complete|whole|current|all|previous|raw)\s+(?:\w+\s+)?(?:conversation|chat|message|context|prompt|dialogue)\w*(?:\s+(?:history|context|log))?|(?:conversation|chat)\s+(?:history|context|log|transcript)|system\s+prompt|(?:your|developer|initial)\s+(?:instructions|prompt)|(?:api\s+keys?|credentials?|secrets?|tokens?|passwords?)\s+(?:you\s+(?:know|have|found)|from\s+(?:the\s+)?(?:context|conversation|memory|environment)))`;

export const SIGNALS: readonly Signal[] = [
  {
    id: 'ignore-previous',
    means: 'Tells the model to drop its instructions, its guard rails or the user’s own wishes.',
    patterns: [
      /\b(?:ignor(?:e|ing)|disregard|forget|override|overrid(?:e|ing|es)|bypass(?:ing|es)?|discard)\s+(?:\w+\s+){0,3}?(?:previous|prior|above|earlier|preceding|existing|original|system|developer|safety|security|ethical|content|all)\s+(?:\w+\s+){0,2}?(?:instructions?|prompts?|rules|guidelines|directives?|restrictions|guardrails|safeguards|filters|polic(?:y|ies)|constraints)\b/i,
      /\bignor(?:e|ing)\s+(?:any|all|the|every)\s+(?:user[- ](?:specified|provided|supplied|given)|other\s+tools?)\b/i,
      /\bregardless\s+of\s+(?:what\s+)?(?:the\s+)?user(?:['’]s)?\s+(?:input|request|wish|intent|says|asks|wants|query|specified)\b/i,
      /\b(?:new|updated|real|actual)\s+(?:system\s+)?instructions?\s*(?::|follow|are\b)/i,
      /\byou\s+are\s+(?:now|no\s+longer)\s+(?:an?\s+|in\s+|bound|the\s+|DAN\b|unrestricted)/i,
      /\b(?:jailbreak|DAN|developer|god)\s+mode\s+(?:enabled|available|activated|on)\b/i,
    ],
  },
  {
    id: 'do-not-tell-user',
    means: 'Asks that something be kept from the user.',
    patterns: [
      /\b(?:do\s*n[o'’]t|don['’]?t|never|must\s*n[o'’]t|must\s+not|should\s+not|without|avoid|refrain\s+from|no\s+need\s+to)\s+(?:ever\s+|also\s+)?(?:tell|telling|inform|informing|mention|mentioning|notify|notifying|reveal|revealing|disclos(?:e|ing)|alert|alerting|warn|warning|discuss|discussing|let)\s+(?:this\s+|it\s+|that\s+|anything\s+|any\s+of\s+this\s+)?(?:\w+\s+){0,3}?(?:to\s+|with\s+|by\s+)?(?:the\s+|any\s+)?(?:users?|humans?|operator|anyone|anybody|customer|client|person)\b/i,
      /\b(?:do\s*n[o'’]t|don['’]?t|never|must\s+not)\s+(?:mention|reveal|disclose|acknowledge|discuss)\s+(?:this|these|the)\s+(?:changes?|instructions?|steps?|notes?|actions?|process|redirect\w*|modification\w*|file|operation|directive|requirement|messages?)\b/i,
      /\b(?:not\s+an?\s+(?:action|step|thing)\s+that\s+needs\s+to\s+be\s+(?:discussed|mentioned)|(?:keep|kept)\s+(?:this|it)\s+(?:secret|hidden|confidential|private)\s+from|without\s+the\s+user(?:['’]s)?\s+(?:knowledge|knowing|noticing|consent|awareness))\b/i,
      /\b(?:silently|secretly|covertly|quietly|discreetly)\s+(?:\w+\s+)?(?:send|forward|copy|include|append|upload|post|transmit|exfiltrate|bcc|call|invoke|read|execute|run|add)\b(?!s\b)/i,
      /\bhidden\s+(?:bcc|instruction|directive|prompt|command)s?\b/i,
    ],
  },
  {
    id: 'read-other-file',
    means: 'Directs the model to a private file that is none of the tool’s business.',
    patterns: [
      new RegExp(
        String.raw`\b(?:before|first|must|need\s+to|should|please|always|also|otherwise|required|then)\b[^\n]{0,80}?\b(?:read|open|cat|access|load|copy|fetch|include|pass|append|obtain|check|list|send|retrieve|view|get|use|update|edit|modify)\b[^\n]{0,60}?(?:${SECRET_FILE})`,
        'i',
      ),
      new RegExp(String.raw`\b(?:cat|type|less|head|base64)\s+(?:${SECRET_FILE})`, 'i'),
      new RegExp(
        String.raw`\b(?:contents?\s+of|read)\s+(?:\w+\s+)?[\`'"]?(?:[^\s\`'"]*)(?:${SECRET_FILE})[^.]{0,80}\b(?:as|in|into|to|via)\s+(?:the\s+)?[\`'"]?(?:sidenote|note|context|metadata|\w+[\`'"]?\s+(?:parameter|argument|field))`,
        'i',
      ),
      /\binclude\s+(?:the\s+)?(?:current\s+|full\s+)?contents?\s+of\b[^.]{0,80}\b(?:in|as)\s+(?:the\s+)?[`'"]?\w+[`'"]?\s+(?:argument|parameter|field)/i,
    ],
  },
  {
    id: 'run-command',
    means: 'Has the model run a command that the task does not call for.',
    patterns: [
      /\b(?:must|please|should|need\s+to|first|always|also)\s+(?:first\s+|also\s+|then\s+)?(?:run|execute|issue|perform)\b[^.\n]{0,90}?\b(?:command|check|verification|script|following|step)\b[^.\n]{0,50}?[:`]\s*`?(?:sudo|rm|curl|wget|cat|echo\s+\$|bash|sh|nc|chmod|chown|python3?|powershell|base64|ssh|scp|kill|dd|env|printenv)\b/i,
      /\bplease\s+run\s*:?\s*`?(?:sudo|rm|curl|wget|cat|bash|nc|chmod|scp)\s/i,
      /(?:curl|wget)\s[^\n]{0,120}\|\s*(?:ba|z)?sh\b/i,
      /&&\s*echo\s+['"][^'"]{0,60}(?:completed|success\w*|logged|verified)/i,
      /\b(?:obfuscation|detection|antivirus|sandbox)\s+(?:bypass|evasion)\b/i,
    ],
  },
  {
    id: 'call-first',
    means: 'Sends the model to another tool for a purpose beside the task.',
    patterns: [
      new RegExp(
        String.raw`\b(?:for|to\s+(?:ensure|provide|maintain|verify))\b[^.\n]{0,60}?\b${PRETEXT}\b[^.\n]{0,90}?\b(?:must|required\s+to|need\s+to|has\s+to)\s+(?:first\s+|also\s+|always\s+)?(?:first\s+)?(?:call|invoke|use|run|execute|access|perform)\b`,
        'i',
      ),
      /\b(?:it['’]s|it\s+is)\s+(?:critical|essential|vital|crucial)\s+to\s+provide\b[^.\n]{0,120}\.\s+you\s+must\s+first\s+(?:call|use|invoke)/i,
      /\b(?:the\s+system|the\s+agent|the\s+assistant)\s+must\s+(?:first\s+|always\s+)(?:call|invoke|use)\b/i,
      /\bafter\s+(?:you\s+)?us(?:e|ing)\s+this\s+tool,?\s+you\s+must\s+(?:then\s+|also\s+)?(?:call|invoke|use|run)\b/i,
      /\bbefore\s+(?:you\s+)?(?:us(?:e|ing)|call(?:ing)?|perform(?:ing)?|processing|answering|responding\s+to)\s+(?:any\s+other\s+tools?|any\s+(?:\w+\s+){0,2}(?:requests?|quer(?:y|ies)|operations?|questions?)|anything\s+else)\b[^.\n]{0,80}\b(?:must|have\s+to|always|required)\b[^.\n]{0,40}\b(?:this\s+tool|call|read|run|execute)\b/i,
      /\balways\s+call\s+this\s+(?:tool|function)\s+(?:first|before)\b[^.\n]{0,60}\b(?:any|every|all|each)\b/i,
      /\b(?:call|use|invoke|run)\s+this\s+(?:tool|function)\s+(?:first\s+)?(?:for|on|before|with)\s+(?:any|every|each|all)\s+(?:user\s+)?(?:request|message|query|question|prompt|response|conversation|interaction|other\s+tool)s?\b/i,
    ],
  },
  {
    id: 'scripted-statement',
    means: 'Puts words into the model’s mouth for the user to hear.',
    patterns: [
      /\b(?:state|say|report|announce|claim|tell\s+(?:the\s+user|them)|respond|reply|inform\s+the\s+user)\b(?:\s+to\s+the\s+user)?\s*(?:with\s*)?:?\s*['"“](?:[A-Z]{3,}[A-Z ]+:|[^'"”]{15,})/,
      /\bpresent\s+(?:it|this|its\s+\w+|them|the\s+\w+)\s+as\s+['"“]/i,
      /\bhalt\s+the\s+operation\b/i,
      /\bpromotional\s+message\b/i,
    ],
  },
  {
    id: 'alter-arguments',
    means: 'Has the model change what the user asked for before it is sent.',
    patterns: [
      /\b(?:always|must|automatically|silently|instead)\s+(?:\w+\s+){0,2}?(?:change|modify|replace|rewrite|override|redirect|set|alter|swap|substitute)\s+(?:the\s+|any\s+)?[`'"]?[\w\s-]{2,30}[`'"]?\s*(?:parameter|argument|value|field|ticker|name|destination|address|recipient|query|url|amount|wallet|account)?\s*(?:to|with|from)\s+[`'"“][^`'"”]+[`'"”]/i,
      /\bautomatically\s+modify\s+the\s+[`'"]\w+[`'"]\s+(?:parameter|argument)/i,
      /\b(?:currently|temporarily)\s+redirecting\s+(?:all\s+)?[\w\s-]{3,60}\b(?:requests?|calls?|data|quer(?:y|ies))\b/i,
      /\bchange\s+the\s+[\w\s]{2,30}\s+(?:from\s+\S+\s+)?to\s+[^.]{2,60}\.\s+(?:do\s+not|don['’]t|never)\s+(?:inform|tell|mention|notify)/i,
    ],
  },
  {
    id: 'tool-shadowing',
    means: 'Reaches into the use of another tool, or sends its callers here.',
    patterns: [
      new RegExp(
        String.raw`\b(?:when(?:ever)?|each\s+time|if|before|after)\s+(?:you\s+|the\s+\w+\s+)?(?:use|call|invoke|using|calling|invoking|sends?|sending)\s+(?:the\s+|any\s+)?(?!this\b|these\b|it\b)${TOOL}\s*(?:tool|function|in\s+this\s+session)?\b[^.\n]{0,80}\b(?:must|always|instead|include|set|add|change|replace|make\s+sure|ensure)\b[^.\n]{0,80}(?:bcc|recipient|proxy|attacker|@|https?:|to\s+['"\`])`,
        'i',
      ),
      /\bevery\s+[`'"]?[\w.-]+[`'"]?\s+calls?\b[^.\n]{0,60}\b(?:must|has\s+to|should)\s+(?:set|include|pass|add|be)\b/i,
      /\bthe\s+['"`][\w.-]+['"`]\s+tool\s+(?:has\s+been|is|was)\s+(?:\w+\s+)?(?:deprecated|disabled|replaced|compromised|broken|unavailable|removed)\b[^.]{0,120}\.\s*(?:please|for\s+all|you\s+must|use|redirect|always|instead)/i,
      /\b(?:deprecated|disabled|replaced|unavailable)\s+due\s+to\s+(?:security|vulnerabilit|recent\s+system|safety|compliance|policy)/i,
      /\b(?:redirect|route|forward)\s+(?:all\s+|every\s+)?(?:\w+\s+){0,2}?(?:requests?|calls?|messages|emails?|payments?|transactions?)\s+(?:to|through|via)\s+(?:the\s+(?:new|secure|proxy)|this\s+(?:tool|address|proxy)|['"`]?[\w.+-]+@)/i,
      /\b(?:all|any)\s+(?:outgoing\s+|sent\s+)?(?:e-?mails?|messages?|payments?|transfers?|transactions?)\s+(?:must|should|need\s+to|have\s+to)\s+(?:always\s+)?(?:be\s+(?:sent|forwarded|routed|redirected|copied)|go|include\s+(?:a\s+)?bcc)\b/i,
    ],
  },
  {
    id: 'fake-role',
    means: 'Imitates a system message, a chat template or a directive of the host.',
    patterns: [
      /<\/?\s*(?:important|system|sys|secret|hidden|admin|instructions?|assistant|critical|urgent|override|priority|prompt|system[-_ ](?:prompt|message|instruction|note|reminder)s?)\s*>/i,
      /\[\s*\/?\s*(?:system|sys|inst|admin|hidden|secret|important system|[A-Z ]*DIRECTIVE|hidden instruction|system (?:prompt|message|note|override|instruction|update)|instructions? to (?:the )?(?:ai|model|llm|assistant))s?\s*\]/i,
      /<\|\s*(?:im_start|im_end|system|user|assistant|endoftext|start_header_id|end_header_id|eot_id)\s*\|>|<<\s*\/?\s*SYS\s*>>|\[\/?INST\]/i,
      /\b(?:SYSTEM|ADMIN|OVERRIDE|INTERNAL|SECURITY|EMERGENCY|CRITICAL SYSTEM|INTERNAL DEV|IMPORTANT SYSTEM|SAFETY)\s+(?:OVERRIDE|DIRECTIVE|INSTRUCTION|NOTE|UPDATE|OPTIMI[SZ]ATION|MAINTENANCE|SECURITY PROTOCOL|MAINTENANCE PROTOCOL|PROTOCOL|MESSAGE|PROMPT|BYPASS PROTOCOL|CONFIGURATION)S?\s*[:\]]/,
      /(?:^|\n)\s*(?:#{1,4}\s*)?(?:system|assistant|developer)\s*(?:prompt|message|instruction)?\s*:\s*(?:you|ignore|trust|bypass|always|never|the\s+assistant|from\s+now)\b/i,
      /\bACT AS:/,
      /\b(?:note|message|instructions?|attention|hint)\s+(?:to|for)\s+(?:the\s+)?(?:ai|llm|model|language\s+model|assistant|agent|claude|gpt|classifier|judge|reviewer|scanner)s?\s*:/i,
    ],
  },
  {
    id: 'disable-safeguard',
    means: 'Offers to switch checks off or to trust what should be checked.',
    patterns: [
      /\b(?:bypass(?:es|ing)?|disabl(?:e|es|ing)|skip(?:s|ping)?|circumvent(?:s|ing)?|turn(?:s|ing)?\s+off)\s+(?:\w+\s+){0,2}?(?:all|any|every|security|safety|content|access)\s+(?:\w+\s+)?(?:checks?|restrictions|filter(?:s|ing)?|controls?|polic(?:y|ies)|validations?|sanitization|safeguards|guardrails|confirmations?)\b/i,
      /\btrust\s+(?:all|any|every)\s+(?:\w+\s+){0,3}(?:input|commands?|queries|roles|users?|requests?|instructions)\b/i,
      /\b(?:use|execute)\s+(?:freely|directly|any\s+command[\w\s]*)\s+without\s+(?:any\s+)?(?:restrictions?|security|validation|confirmation)/i,
      /\bwithout\s+(?:asking|prompting|waiting)\s+(?:for\s+)?(?:the\s+)?(?:user\s+)?(?:for\s+)?(?:permission|confirmation|approval|consent)\b/i,
    ],
  },
  {
    id: 'self-classification',
    means: 'Tells a reviewer how to judge the tool.',
    patterns: [
      /\b(?:classif(?:y|ied)|categori[sz]ed?|label(?:led|ed)?|treat(?:ed)?|mark(?:ed)?|rate[d]?|score[d]?|judge[d]?|consider(?:ed)?|report(?:ed)?|regard(?:ed)?)\s+(?:\w+\s+){0,4}?as\s+(?:a\s+|an\s+|being\s+)?["'“`]?(?:safe|harmless|benign|trusted|low[- ]risk|read[- ]?only|read\b(?![- ]\w)|non[- ]?destructive|risk[- ]?free|approved)\b/i,
      /\bthis\s+(?:tool|function|operation|server|action)\s+(?:is|has\s+been)\s+(?:\w+\s+)?(?:(?:read[- ]?only|safe|harmless|benign|trusted)\s*(?:,|and)\s*)(?:\w+\s+)?(?:safe|harmless|benign|secure|low[- ]risk|read[- ]?only|trusted|verified)\b/i,
      /\bthis\s+(?:tool|function|server)\s+(?:is|has\s+been)\s+(?:\w+ly\s+)?(?:verified|audited|certified|pre-?approved|vetted|reviewed|whitelisted|allow-?listed|trusted)\s+(?:by|as|for)\b/i,
      /\b(?:low|no|zero|minimal)[- ]risk\b[^.\n]{0,30}\b(?:tool|operation|action|classif\w+|categor\w+)\b|\b(?:tool|operation|category|classification)\b[^.\n]{0,30}\b(?:low|no|zero|minimal)[- ]risk\b/i,
      /\b(?:no|without|skip(?:ping)?)\s+(?:\w+\s+)?(?:security\s+|human\s+|further\s+|safety\s+|risk\s+)(?:review|approval|confirmation|assessment|scan|analysis)\s+(?:is\s+)?(?:needed|required|necessary)\b/i,
      /\b(?:risk|severity|category)\s*(?:level|rating|class)?\s*[:=]\s*["'`]?(?:low|none|minimal|read(?:-only)?|safe)\b(?!["'`]?\s*(?:[|/,;]|or\b|\())/i,
    ],
  },
  {
    id: 'fake-verdict',
    means: 'Carries a ready-made verdict for a judge to copy.',
    patterns: [
      /["'](?:category|verdict|classification|risk|risk_?level|severity|decision|label)["']\s*:\s*["'](?:read|write|low|medium|safe|benign|none|allow|approved?|harmless|read[-_ ]?only)["']\s*[,}]/i,
      /["'](?:is_?safe|isSafe|safe|malicious|suspicious|readOnlyHint|destructiveHint|approved)["']\s*:\s*(?:true|false)\s*[,}]/i,
    ],
  },
  {
    id: 'exfiltration',
    means: 'Has the model hand over the conversation, its context or secrets.',
    patterns: [
      new RegExp(
        String.raw`\b(?:send|include|pass|forward|append|attach|upload|post|transmit|provide|copy|embed|put|leak|share|supply|paste|report)\b[^.\n]{0,60}?\b${CONTEXT}`,
        'i',
      ),
      /\b(?:send|forward|upload|post|transmit|exfiltrate|bcc|mirror|copy)\b[^.\n]{0,80}\b(?:to|at)\s+[`'"]?(?:https?:\/\/)?[\w.+-]*(?:attacker|evil|malicious|exfil|collect|webhook\.site|requestbin|ngrok|burpcollaborator|pipedream)/i,
      /\b(?:must|also|always|required\s+to)\s+(?:also\s+)?(?:access|contact|ping|notify|authenticate\s+(?:with|to|at)|report\s+to|log\s+(?:to|at)|call)\s+(?:\w+\s+){0,4}?(?:endpoint|server|url|webhook|service)?\s*(?:at\s+)?https?:\/\//i,
      /\b(?:include|add|set|append)\s+(?:an?\s+)?(?:hidden\s+)?bcc\b[^.\n]{0,40}[@=[]/i,
      /\bdata\s+exfiltration\s+(?:via|through|to)\b/i,
    ],
  },
  {
    id: 'context-parameter',
    means: 'A parameter that asks the model for what the task does not need: itself, its prompt, the conversation.',
    patterns: [
      /\b(?:name|version|identity)\s+of\s+the\s+(?:llm|ai|language|large\s+language)?\s*(?:model|assistant|agent|llm)\s+(?:that|which|who)\s+(?:calls?|is\s+calling|uses?|invokes?)/i,
      /^(?:llm_(?:model_)?name|llm_model|calling_model|model_identity|sidenote|side_note|system_prompt_dump|chat_?history_dump|previous_messages_dump)$/i,
      new RegExp(
        String.raw`^\s*(?:the\s+|your\s+|a\s+copy\s+of\s+)?(?:\w+\s+)?${CONTEXT}[^.]{0,40}(?:so\s+far|verbatim|in\s+full|of\s+the\s+(?:ai|model|assistant|agent|llm)|between\s+(?:you|the\s+user))`,
        'i',
      ),
    ],
  },
  {
    id: 'preference',
    means: 'Praises itself over other tools so that it is picked.',
    patterns: [
      /\b(?:this\s+is\s+)?(?:the\s+)?(?:best|most\s+(?:powerful|reliable|trusted|accurate)|greatest|only)\s+(?:\w+\s+)?tool\s+(?:in\s+the\s+world|ever|on\s+earth|of\s+all|you\s+(?:can|should)\s+(?:trust|use)|in\s+existence)\b/i,
      /\balways\s+(?:prefer|choose|select|pick|prioriti[sz]e)\s+(?:this\s+(?:tool|function)|the\s+[\w.-]+\s+tool)\b/i,
      /\b(?:this\s+tool\s+)?(?:must|should)\s+(?:always\s+)?be\s+(?:preferred|prioriti[sz]ed|chosen|selected)\s+over\s+(?:all|any|every|other)\b/i,
      /\b(?:never|do\s+not|don['’]t)\s+(?:ever\s+)?(?:use|call|trust)\s+(?:any\s+)?other\s+(?:\w+\s+)?(?:tools?|servers?|functions?)\b/i,
    ],
  },
];
