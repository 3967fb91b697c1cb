/** What a server that would not start says it lacks, read from its own words. Pure; the words are a stranger's. */
import type { FailureCode } from '../../db/model.ts';
import type { Start } from './arguments.ts';
import { placeholderFor } from './placeholders.ts';

const MOST_CHARS = 16_000;
const MOST_VARIABLES = 12;
const MOST_FLAGS = 4;
const MOST_SUBCOMMANDS = 2;

/** Upper-case words that are no variables of the server's: error names, Node's own, log levels. */
const NO_VARIABLE =
  /^(ERR_|E[A-Z]+$|UV_|UND_ERR|NODE_|DEP\d|MODULE_|METHOD_|INVALID_|INTERNAL_|PARSE_|NOT_|DO_NOT|READ_ONLY|JSON_RPC|MCP_SERVER$)/;
const VARIABLE = /(?<![\w./<%-])([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+)(?![\w(])/g;
/** A variable of one word counts only where it is named as one. */
const NAMED_VARIABLE = /(?:process\.env\.|\benv(?:ironment)?(?: variables?)?:?\s+[`'"$]+)([A-Z][A-Z0-9_]{2,})/g;

const DEMANDS = /required|missing|must|provide|specify|need|expected|without/i;
const FLAG = /(?<![\w/.-])(--?[a-z][a-z0-9]*(?:-[a-z0-9]+)*)(?:[ =](<[^>\n]+>|\[[^\]\n]+\]|[A-Z_]{3,}))?/gi;
const NEVER = /^-(-help|-version|-verbose|-debug|-no-.*|h|v|V)$/;
/** `missing required argument: name` of yargs and its like. */
const MISSING = /missing required arguments?:?\s+['"]?([a-z][\w-]*)/gi;
/** A flag of such a name wants a value. */
const VALUED =
  /key|token|secret|password|url|uri|host|port|dir|path|file|id|name|user|email|org|project|region|database|connection|account|server|domain/i;
/** Printed by servers that speak HTTP unless told otherwise. */
const HTTP_INSTEAD = /listening (?:on|at)|HTTP endpoint|https?:\/\/(?:localhost|127\.0\.0\.1|0\.0\.0\.0):\d+/i;
const SUBCOMMANDS = ['mcp', 'stdio', 'serve', 'server', 'start', 'run'];
const POSITIONAL = [
  /\b(?:provide|specify|pass|expected|missing)\s+(?:an?|the|at least one)?\s*([\w ]{2,40}?)\s+as (?:an?|the) [\w -]*argument/i,
  /usage:?\s[^\n]*?<([^>\n]+)>/i,
];

const CANNOT_RUN =
  /Cannot find (?:module|package)|ERR_MODULE_NOT_FOUND|MODULE_NOT_FOUND|SyntaxError|ERR_REQUIRE_ESM|invalid ELF|GLIBC|ENOEXEC|ERR_DLOPEN|command not found|executable not found|native module|not supported on this platform|spawn \S+ ENOENT/i;
const WANTS_CREDENTIALS =
  /api[ _-]?key|token|credential|password|secret|log(?:ged)? ?in\b|auth(?:entic|ori[sz]|flow|\b)|sign[ -]?in|(?:access|private|oauth) keys?/i;
const WANTS_BACKEND =
  /ECONNREFUSED|ENOTFOUND|EAI_AGAIN|ENETUNREACH|getaddrinfo|fetch failed|(?:failed|unable|could not|cannot) (?:to )?(?:connect|reach)|connection (?:refused|failed)|connect to \S+ failed/i;
const WANTS_ARGUMENTS =
  /usage:?\s|missing (?:required )?argument|required (?:option|command)|unknown (?:command|option)|invalid command|must (?:be )?provide|please (?:provide|specify)/i;
const WANTS_VARIABLES = /environment variable|\benv var/i;

/** Other ways to start it that its complaint points to, likeliest first. Empty where it names nothing new. */
export function otherStarts(tried: Start, words: string): Start[] {
  const complaint = words.slice(0, MOST_CHARS);
  const starts: Start[] = [];
  if (HTTP_INSTEAD.test(complaint) && !tried.args.includes('--stdio')) starts.push({ ...tried, args: [...tried.args, '--stdio'] });

  const variables = variablesIn(complaint).filter((name) => !(name in tried.env));
  const withVariables = { ...tried.env, ...Object.fromEntries(variables.map((name) => [name, valueFor(name, complaint)])) };
  if (variables.length > 0) starts.push({ ...tried, env: withVariables });

  const flags = flagsIn(complaint).filter(({ flag, value }) => !tried.args.includes(flag) || (value && tried.args.at(-1) === flag));
  if (flags.length > 0) {
    const kept = tried.args.filter((word) => !flags.some(({ flag }) => flag === word));
    const args = [...kept, ...flags.flatMap(({ flag, value }) => (value === undefined ? [flag] : [flag, value]))];
    starts.push({ ...tried, args });
    if (variables.length > 0) starts.push({ args, env: withVariables });
  }

  const given = tried.args.filter((word) => SUBCOMMANDS.includes(word));
  if (given.length < MOST_SUBCOMMANDS) {
    const rest = tried.args.filter((word) => !SUBCOMMANDS.includes(word));
    const open = SUBCOMMANDS.filter((word) => !given.includes(word));
    const named = [...open.filter((word) => listsCommand(complaint, word)), ...open.filter((word) => namesCommand(complaint, word))];
    starts.push(...named.map((word) => ({ ...tried, args: [...given, word, ...rest] })));
  }

  const positional = POSITIONAL.map((pattern) => pattern.exec(complaint)?.[1]).find(Boolean);
  if (positional && tried.args.length === 0) starts.push({ ...tried, args: [placeholderFor(positional.replaceAll(/\W+/g, '_'))] });
  return starts;
}

/** Whether it only says that our guess was wrong: then what it said before tells more. */
export function rejectsGuess(complaint: string): boolean {
  return /(?:unknown|unrecognized|invalid|unexpected|no) (?:command|option|argument)/i.test(complaint);
}

/** The code for a server that never answered, by what it said after `tried`. */
export function complaintCode(complaint: string, fallback: FailureCode, tried: Start): FailureCode {
  if (CANNOT_RUN.test(complaint)) return 'start-failed';
  const asked = variablesIn(complaint).filter((name) => !(name in tried.env));
  if (asked.length > 0) return 'needs-credentials';
  if (WANTS_BACKEND.test(complaint)) return 'needs-backend';
  if (WANTS_CREDENTIALS.test(complaint) || WANTS_VARIABLES.test(complaint)) return 'needs-credentials';
  if (WANTS_ARGUMENTS.test(complaint)) return 'needs-arguments';
  return fallback;
}

/** The complaint may say of what form it wants the value. */
function valueFor(name: string, complaint: string): string {
  const value = placeholderFor(name);
  const words = complaint.slice(complaint.indexOf(name), complaint.indexOf(name) + 120).split('\n')[0] ?? '';
  return value === placeholderFor('') && /\burl\b|https?:\/\//i.test(words) ? placeholderFor('url') : value;
}

function variablesIn(text: string): string[] {
  const names = [...text.matchAll(VARIABLE), ...text.matchAll(NAMED_VARIABLE)].map((match) => match[1] ?? '');
  const distinct = [...new Set(names)].filter((name) => !NO_VARIABLE.test(name));
  // A key, or a file that holds it: the key is easier to make up.
  const direct = distinct.filter((name) => !/_FILE(_PATH)?$/.test(name));
  return (direct.length > 0 ? direct : distinct).slice(0, MOST_VARIABLES);
}

function flagsIn(text: string): { flag: string; value: string | undefined }[] {
  const found = new Map<string, string | undefined>();
  for (const [, name = ''] of text.matchAll(MISSING)) found.set(`--${name}`, placeholderFor(name));
  const lines = text.split('\n').filter((line) => line.length < 400);
  for (const [index, line] of lines.entries()) {
    // A line of a usage text lists what may be given; what must be is demanded there or just before.
    if (!lines.slice(Math.max(0, index - 3), index + 1).some((near) => DEMANDS.test(near))) continue;
    for (const [, flag = '', hint] of line.matchAll(FLAG)) {
      // `-t, --token`: the long name says what is meant, and one is enough.
      if (NEVER.test(flag) || (!flag.startsWith('--') && /(?<![\w-])--[a-z]/.test(line))) continue;
      found.set(flag, hint || VALUED.test(flag) ? placeholderFor(flag) : undefined);
    }
  }
  return [...found].slice(0, MOST_FLAGS).map(([flag, value]) => ({ flag, value }));
}

/** In a list of commands, at the start of a line. */
function listsCommand(text: string, word: string): boolean {
  return new RegExp(`^\\s{1,8}(?:\\S+ )?${word}(?=[\\s|]|$)`, 'im').test(text);
}

/** Between bars, in quotes, or after the program's name in a usage line. */
function namesCommand(text: string, word: string): boolean {
  return new RegExp(`\\|\\s?${word}\\b|[\`'"]${word}[\`'"]|\\b(?:command|run|use):? (?:\\S+ )?${word}\\b`, 'im').test(text);
}
