/**
 * Argument rules made from a tool's own parameters: URL, path, SQL, shell command, amount, dry run. Patterns are RE2.
 * A pattern on text is a filter, not a proof: every note says what it does not stop.
 */
import type { JudgedTool } from '../../db/model.ts';
import type { Condition, ConditionRule } from '../types.ts';
import { isOnly, type Parameter, parametersOf } from './parameters.ts';

/** Rules on one parameter. `note` says in words what they do and do not do. */
export interface Guard {
  kind: 'url' | 'path' | 'sql' | 'shell' | 'amount' | 'dry-run';
  params: string[];
  require: ConditionRule[];
  denyIf: ConditionRule[];
  note: string;
}

const NAMES = {
  url: /(?:^|_|-|[a-z](?=U))(?:url|uri|href|link|endpoint)$/i,
  path: /(?:^|_|-|[a-z](?=[FPD]))(?:path|file|filename|filepath|directory|dir|folder|destination)$/i,
  sql: /^(?:sql|query|statement|sql_?query|sql_?statement|query_?string)$/i,
  shell: /^(?:command|cmd|shell_?command|command_?line)$/i,
  amount: /^(?:amount|amount_?in_?cents|amount_?cents|amount_?usd|total|total_?amount|sum)$/i,
  reason: /^(?:reason|justification)$/i,
  dryRun: /^(?:dry_?run|dryrun|simulate|preview_?only|what_?if|validate_?only|check_?only)$/i,
  currency: /currency/i,
  moreProgram: /^(?:args|arguments|argv|env|environment|shell|stdin|input|script)$/i,
};

const PRIVATE_HOST =
  '(?i)^\\s*(?:(?:file|ftp|gopher|dict|ldap|jar|php|phar|smb|ssh):|(?:[a-z][a-z0-9+.-]*:)?[/\\\\]*(?:[^/?#]*@)?(?:localhost|[^/?#:]*\\.(?:localhost|local|internal)|metadata(?:[:/?#]|$)|0\\.|127\\.|10\\.|192\\.168\\.|169\\.254\\.|172\\.(?:1[6-9]|2\\d|3[01])\\.|0x|\\d+(?:[:/?#]|$)|\\[))';
const TRAVERSAL = '(?:^|[/\\\\])\\.\\.(?:[/\\\\]|$)';
const SENSITIVE_PATH =
  '(?i)(?:^|[/\\\\])(?:\\.ssh|\\.aws|\\.gnupg|\\.kube|\\.docker|\\.netrc|\\.npmrc|\\.pypirc|\\.env(?:\\.[^/\\\\]*)?|id_(?:rsa|dsa|ecdsa|ed25519)|[^/\\\\]*\\.(?:pem|key|p12|pfx|kdbx))(?:[/\\\\]|$)|^[/\\\\]*(?:etc|proc|sys|root|boot|dev)(?:[/\\\\]|$)';
const INSTRUCTION_PATH =
  '(?i)(?:^|[/\\\\])(?:\\.claude|\\.cursor|\\.gemini|\\.codex|\\.vscode|\\.git|\\.github|\\.husky)(?:[/\\\\]|$)|(?:^|[/\\\\])(?:(?:CLAUDE|AGENTS|GEMINI)\\.md|\\.mcp\\.json|\\.bash[^/\\\\]*|\\.zsh[^/\\\\]*|\\.profile|authorized_keys)$';
const READS_SQL = '(?i)^\\s*(?:select|with|explain|show|describe|values)\\b[^;]*;?\\s*$';
const CHANGES_SQL =
  '(?i)\\b(?:insert|update|delete|merge|replace|upsert|drop|alter|create|truncate|rename|grant|revoke|copy|load|call|exec|execute|do|attach|detach|pragma|vacuum|set|into|outfile|dumpfile|pg_read_file|pg_sleep|lo_import|lo_export|dblink|xp_cmdshell)\\b';
const READS_SHELL = '^(?:pwd|date|whoami|uname|ls|git status|git log|git diff)(?: +[A-Za-z0-9._/][A-Za-z0-9._/=:@-]*)*$';

/** A text that each denying pattern matches, for showing that it does. */
export const DENIED_EXAMPLES: ReadonlyMap<string, string> = new Map([
  [PRIVATE_HOST, 'http://169.254.169.254/latest/meta-data/'],
  [TRAVERSAL, '../../secret'],
  [SENSITIVE_PATH, '/root/.ssh/id_rsa'],
  [INSTRUCTION_PATH, '.claude/settings.json'],
  [CHANGES_SQL, 'SELECT 1 INTO t'],
]);

export function urlGuard(tool: JudgedTool): Guard | undefined {
  const found = textParameters(tool, NAMES.url);
  if (found.length === 0) return undefined;
  return {
    kind: 'url',
    params: found.map(({ name }) => name),
    require: [],
    denyIf: found.map(({ name }) => rule('Private, local or non-web address.', { path: `args.${name}`, op: 'regex', value: PRIVATE_HOST })),
    note: 'Local files, private networks and cloud metadata addresses are denied. A public name that resolves to a private address is not seen: list the hosts you need instead.',
  };
}

export function pathGuard(tool: JudgedTool): Guard | undefined {
  const found = textParameters(tool, NAMES.path);
  if (found.length === 0) return undefined;
  const changes = tool.verdict.category !== 'Read';
  return {
    kind: 'path',
    params: found.map(({ name }) => name),
    require: [],
    denyIf: found.flatMap(({ name }) => {
      const path = `args.${name}`;
      return [
        rule('Path leaves its folder.', { path, op: 'regex', value: TRAVERSAL }),
        rule('Path of credentials or of the system.', { path, op: 'regex', value: SENSITIVE_PATH }),
        ...(changes ? [rule("Path of the agent's or the shell's own configuration.", { path, op: 'regex', value: INSTRUCTION_PATH })] : []),
      ];
    }),
    note: 'Parent folders and well-known places of credentials are denied. Symbolic links are not seen: give the server a folder of its own.',
  };
}

export function sqlGuard(tool: JudgedTool): Guard | undefined {
  const [found] = textParameters(tool, NAMES.sql);
  if (!found || !/(?<!no)sql/i.test(textsOf(tool, found))) return undefined;
  const path = `args.${found.name}`;
  return {
    kind: 'sql',
    params: [found.name],
    require: [rule('Only one reading statement is allowed.', { path, op: 'regex', value: READS_SQL })],
    denyIf: [rule('Statement may change data.', { path, op: 'regex', value: CHANGES_SQL })],
    note: 'One SELECT-like statement without words that change data. Functions with side effects are not all known: use a read-only database role as well.',
  };
}

export function shellGuard(tool: JudgedTool): Guard | undefined {
  const [found] = textParameters(tool, NAMES.shell);
  const others = parametersOf(tool.definition).filter(({ name }) => NAMES.moreProgram.test(name));
  if (!found || others.length > 0 || !/shell|bash|terminal|command/i.test(textsOf(tool, found))) return undefined;
  return {
    kind: 'shell',
    params: [found.name],
    require: [
      rule('Only pwd, date, whoami, uname, ls, git status, git log and git diff are allowed, without options.', {
        path: `args.${found.name}`,
        op: 'regex',
        value: READS_SHELL,
      }),
    ],
    denyIf: [],
    note: 'A short list of reading commands, no options, no pipes or substitution. Extend the list; do not turn it into a list of forbidden words.',
  };
}

/**
 * A cap on a sum of ordinary money. Always with `exists: false`, since leaving the amount out often means all of it, and with a
 * number required, since text is not compared. Where the schema does not tell cents from dollars, the cap is safe in both.
 */
export function amountGuard(tool: JudgedTool): Guard | undefined {
  const parameters = parametersOf(tool.definition);
  const amount = parameters.find((parameter) => NAMES.amount.test(parameter.name) && isOnly(parameter, 'number', 'integer'));
  if (!amount) return undefined;
  const text = textsOf(tool, amount);
  const named =
    parameters.some(({ name }) => NAMES.currency.test(name)) || /\b(?:usd|eur|gbp|dollars?|euros?|cents?|pence)\b|[$€£]/i.test(text);
  if (!named || /\b(?:eth|btc|sol|wei|gwei|lamports?|satoshis?|tokens?|crypto\w*|wallet)\b/i.test(text)) return undefined;
  const path = `args.${amount.name}`;
  const inCents = /cents?\b|minor unit|smallest (?:currency )?unit|pence/i.test(`${amount.name} ${amount.description}`);
  const cap = inCents ? 10_000 : 100;
  const reason = parameters.find((parameter) => NAMES.reason.test(parameter.name));
  return {
    kind: 'amount',
    params: [amount.name],
    require: [
      ...(reason ? [rule('A reason is required.', { path: `args.${reason.name}`, op: 'exists', value: true })] : []),
      rule('The amount must be a number.', { path, op: 'gte', value: 0 }),
    ],
    denyIf: [
      rule(inCents ? 'Amounts over 100.00 need a human.' : 'Amounts over 100 need a human.', { path, op: 'gt', value: cap }),
      rule('Without an amount, all of it may move: needs a human.', { path, op: 'exists', value: false }),
    ],
    note: `At most ${inCents ? '100.00 (10000 in the smallest unit)' : 'an amount of 100'} a call. Spending in total is bounded only by the number of calls.`,
  };
}

export function dryRunGuard(tool: JudgedTool): Guard | undefined {
  const found = parametersOf(tool.definition).find((parameter) => NAMES.dryRun.test(parameter.name) && isOnly(parameter, 'boolean'));
  return (
    found && {
      kind: 'dry-run',
      params: [found.name],
      require: [rule('Only as a dry run.', { path: `args.${found.name}`, op: 'eq', value: true })],
      denyIf: [],
      note: `Only with ${found.name}: true. What the server does then is its own promise.`,
    }
  );
}

function textParameters(tool: JudgedTool, name: RegExp): Parameter[] {
  return parametersOf(tool.definition).filter((parameter) => name.test(parameter.name) && isOnly(parameter, 'string'));
}

function textsOf(tool: JudgedTool, parameter: Parameter): string {
  return `${tool.name} ${parameter.name} ${parameter.description} ${(tool.definition.description ?? '').slice(0, 2000)}`;
}

function rule(onDeny: string, condition: Condition): ConditionRule {
  return { conditions: [condition], on_deny: onDeny };
}
