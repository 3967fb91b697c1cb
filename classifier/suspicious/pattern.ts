/** A small language for the patterns of signals.ts, so that they read as sentences. */

/** Groups of words that patterns share. */
const WORDS: Readonly<Record<string, string>> = {
  NOT: "(?:do n[o'’]t|do not|don['’]?t|never|must not|mustn['’]?t|should not|shouldn['’]?t|avoid|refrain from|without)",
  TELL: '(?:tell|inform|mention|notify|reveal|disclos(?:e|ing)|alert|warn|discuss|explain|acknowledge?)(?:ing|s)?',
  USER: '(?:end[- ])?(?:users?|humans?|human operator|operator|anyone|anybody|customer|client|person|victim)',
  CALL: '(?:call|invoke|use|run|execute|trigger|access)',
  SEND: '(?:send|forward|upload|post|transmit|exfiltrate|mirror|copy|append|attach|include|pass|embed|put|leak|share|supply|paste|report|provide|add|fill)',
  READ: '(?:read|open|cat|access|load|copy|fetch|include|pass|append|obtain|check|list|send|retrieve|view|get|collect|update|edit|modify|upload)',
  FILE: String.raw`(?:(?:~|\$HOME|/root|/home/\w+)?/?\.(?:ssh|aws|gnupg|kube|docker|cursor|claude|bashrc|zshrc|bash_profile|bash_history|netrc|npmrc|pypirc|git-credentials)\b|\bid[_ ](?:rsa|ed25519|dsa)\b|\bmcp\.json\b|(?<![\w/*])\.env\b|/etc/(?:passwd|shadow|hosts)\b|claude_desktop_config|\bcredentials? files?\b|\bssh (?:private )?keys?\b|\bprivate key file)`,
  TALK: String.raw`(?:(?:full|entire|complete|whole|current|all|previous|prior|raw|every) (?:\w+ ){0,2}?(?:conversations?|chat|messages?|context|prompts?|dialogue)(?: history| context| log)?|(?:conversation|chat) (?:history|context|log|transcript)|system prompt|(?:your|developer|initial) (?:system )?(?:instructions|prompt|memory)|(?:user|human)(?:['’]s)? (?:last |previous )?(?:messages?|api keys?|passwords?|credentials?|secrets?)|contents? of (?:your|the) (?:memory|environment|context)|files? opened in this session)`,
  SECRET: '(?:api keys?|credentials?|secrets?|passwords?|private keys?|access tokens?|ssh keys?|environment variables)',
  WHY: String.raw`(?:security|compliance|regulat\w+|audit\w*|verif\w+|validation|quality assurance|integrity|authoriz\w+|gdpr|policy|enhanced|optimal|holistic|contextual|historical context|personali[sz]ed|analytics|billing|telemetry|sanitization|proxying)`,
  MILD: '(?:safe|harmless|benign|trusted|secure|low[- ]risk|no[- ]risk|read[- ]?only|non[- ]?destructive|risk[- ]?free|approved|innocuous)',
  TOOL: String.raw`[\x60'"“]?[a-z][\w.-]*[_.-]\w+[\x60'"”]?`,
};

/** Builds one pattern: `{NAME}` is a group of words, a space any white space, ` ?` perhaps some. */
export function pattern(template: string, flags = 'i'): RegExp {
  const filled = template.replace(/\{([A-Z]+)\}/g, (_, name: string) => WORDS[name] ?? '');
  return new RegExp(filled.replaceAll('[- ]', String.raw`[-\s]`).replaceAll(' ?', String.raw`\s*`).replaceAll(' ', String.raw`\s+`), flags);
}
