/** What a server that would not start says it lacks, read from its own words. Pure; the words are a stranger's. */
import type { FailureCode } from '../../db/model.ts';
import type { Start } from './arguments.ts';
import { placeholderFor } from './placeholders.ts';

const MOST_NAMES = 12;

/** Upper-case words that are no variables: error names, and variables of Node's own. */
const NO_VARIABLE =
  /^(ERR_|E[A-Z]+$|UV_|NODE_|MODULE_NOT_FOUND|NOT_FOUND|INVALID_|METHOD_NOT_FOUND|INTERNAL_|JSON_RPC|UND_ERR|DEP\d|MCP_SERVER$|DO_NOT|READ_ONLY$)/;
const VARIABLE = /(?<![\w./<-])([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+)(?![\w(])/g;
/** A variable of one word counts only where it is named as one. */
const NAMED_VARIABLE = /(?:process\.env\.|env(?:ironment)?(?: variable)?s?:?\s+[`'"]?\$?|\$\{?)([A-Z][A-Z0-9_]{2,})/g;
const REQUIRED_FLAG = [
  /(?:required|missing|must (?:specify|provide)|provide|need(?:s|ed)?|specify|set|pass|use)\b[^\n]{0,60}?(--?[a-z][\w-]*)(?:[ =,]+(?:--?[a-z][\w-]*[ =]*)*(<[^>\n]+>|\[[^\]\n]+\])?)?/gi,
];
const MISSING_ARGUMENTS = /(?:missing required arguments?|required option)s?:?\s+['"]?(?:-\w, )?-{0,2}([a-z][\w-]*)/gi;
const POSITIONAL = /usage:?\s[^\n]*?<([^>\n]+)>/i;
/** Words by which programs start their server, likeliest first. */
const SUBCOMMANDS = ['mcp', 'stdio', 'serve', 'start', 'run', 'server'];

const WANTS_CREDENTIALS =
  /api[ _-]?key|token|credential|password|secret|log ?in|auth(?:entic|oriz)|unauthorized|sign[ -]?in|access key|private key|environment variable/i;
const WANTS_BACKEND =
  /ECONNREFUSED|ENOTFOUND|EAI_AGAIN|ENETUNREACH|ETIMEDOUT|getaddrinfo|fetch failed|failed to connect|cannot connect|could not connect|connection (?:refused|failed)|network/i;
const WANTS_ARGUMENTS =
  /usage:|missing (?:required )?argument|required option|unknown command|invalid command|must (?:be )?provide|please (?:provide|specify)|expected .* argument/i;
const CANNOT_RUN =
  /Cannot find (?:module|package)|ERR_MODULE_NOT_FOUND|MODULE_NOT_FOUND|SyntaxError|ERR_REQUIRE_ESM|invalid ELF|GLIBC|ENOEXEC|command not found|spawn \S+ ENOENT|ERR_DLOPEN|not supported on this platform/i;

/** Another way to start it that its complaint asks for; `undefined` where it names nothing new. */
export function nextStart(tried: Start, complaint: string): Start | undefined {
  const variables = variablesIn(complaint).filter((name) => !(name in tried.env));
  const flags = flagsIn(complaint).filter(({ flag }) => !tried.args.includes(flag));
  if (variables.length > 0 || flags.length > 0) {
    return {
      args: [...tried.args, ...flags.flatMap(({ flag, value }) => (value === undefined ? [flag] : [flag, value]))],
      env: { ...tried.env, ...Object.fromEntries(variables.map((name) => [name, placeholderFor(name)])) },
    };
  }
  const command = SUBCOMMANDS.find((word) => commandIn(complaint, word) && !tried.args.includes(word));
  if (command && !SUBCOMMANDS.some((word) => tried.args.includes(word))) return { ...tried, args: [command, ...tried.args] };
  const positional = POSITIONAL.exec(complaint)?.[1];
  if (positional && tried.args.length === 0) return { ...tried, args: [placeholderFor(positional.replaceAll(/\W+/g, '_'))] };
  return undefined;
}

/** The code for a server that never started, by what it said. */
export function complaintCode(complaint: string, fallback: FailureCode): FailureCode {
  if (CANNOT_RUN.test(complaint)) return 'start-failed';
  if (variablesIn(complaint).length > 0 || WANTS_CREDENTIALS.test(complaint)) return 'needs-credentials';
  if (WANTS_ARGUMENTS.test(complaint)) return 'needs-arguments';
  if (WANTS_BACKEND.test(complaint)) return 'needs-backend';
  return fallback;
}

function variablesIn(text: string): string[] {
  const names = [...text.matchAll(VARIABLE), ...text.matchAll(NAMED_VARIABLE)].map((match) => match[1] ?? '');
  return [...new Set(names)].filter((name) => !NO_VARIABLE.test(name)).slice(0, MOST_NAMES);
}

function flagsIn(text: string): { flag: string; value: string | undefined }[] {
  const named = REQUIRED_FLAG.flatMap((pattern) => [...text.matchAll(pattern)]).map(([whole, flag = '', hint]) => ({
    flag,
    value: hint || /=|</.test(whole) ? placeholderFor(flag) : undefined,
  }));
  const missing = [...text.matchAll(MISSING_ARGUMENTS)].map(([, name = '']) => ({ flag: `--${name}`, value: placeholderFor(name) }));
  const seen = new Map([...missing, ...named].map((entry) => [entry.flag, entry]));
  return [...seen.values()].filter(({ flag }) => !/^-(-help|h|-version|v|V)$/.test(flag)).slice(0, 4);
}

function commandIn(text: string, word: string): boolean {
  return new RegExp(`(?:^\\s{1,8}|\\|\\s?|[\`'"]|\\b(?:command|run|use)s?:? (?:\\S+ )?)${word}(?=[\\s|\`'",.:]|$)`, 'im').test(text);
}
