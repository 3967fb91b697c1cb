/**
 * What must not come out with a stranger's words or our own complaints: keys, tokens and passwords in what a server, a registry or a
 * driver said of a failure. The forms are those that their issuers publish for secret scanners
 * (https://docs.github.com/en/code-security/secret-scanning/introduction/supported-secret-scanning-patterns).
 */
const SHOWN = '[hidden]';

const TOKENS: readonly RegExp[] = [
  /\b(?:ghp|gho|ghu|ghs|ghr)_\w{20,}|\bgithub_pat_\w{20,}/g,
  /\bsk-[\w-]{16,}/g,
  /\b(?:AKIA|ASIA)[0-9A-Z]{16}\b/g,
  /\bxox[abeoprs]-[\w-]{10,}/g,
  /\bglpat-[\w-]{16,}/g,
  /\bnpm_\w{30,}/g,
  /\bpypi-[\w-]{40,}/g,
  /\bAIza[\w-]{30,}/g,
  /\b(?:sk|rk|pk)_(?:live|test)_\w{16,}/g,
  /\beyJ[\w-]{10,}\.[\w-]{10,}\.[\w-]*/g,
  /-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/g,
];
/** A scheme of HTTP authentication and what follows it. */
const AUTHENTICATION = /\b(Bearer|Basic)\s+[\w.~+/=-]{8,}/gi;
/** `password=…`, `"apiKey": "…"`, `X-Auth-Token: …`; a value that says where it comes from, such as `$TOKEN` or `<token>`, is none. */
const NAMED =
  /((?:api[_-]?key|access[_-]?key|token|secret|passw(?:or)?d|credential)s?["']?\s*(?:=|:)\s*["']?)(?![$<{[])([^\s"'&,;<>]{8,})/gi;
/** User and password of an address. */
const USER = /(\b[a-z][a-z0-9+.-]*:\/\/)[^\s/@"'<>]+@/gi;

/** The same text with what looks like a secret taken out. */
export function hideSecrets(text: string): string {
  let hidden = text.replace(USER, `$1${SHOWN}@`).replace(AUTHENTICATION, `$1 ${SHOWN}`);
  for (const token of TOKENS) hidden = hidden.replace(token, SHOWN);
  return hidden.replace(NAMED, `$1${SHOWN}`);
}

/** Whether a part of a path is likelier a key than a word: long, of letters and digits, and no name that one would type. */
export function looksLikeKey(part: string): boolean {
  if (/^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i.test(part)) return true;
  return (
    hideSecrets(part) !== part ||
    (part.length >= 20 && /\d/.test(part) && /[a-z]/i.test(part) && !/^[a-z]+(?:[-_.][a-z]+)*(?:[-_.]?v?\d{1,4})?$/i.test(part))
  );
}
