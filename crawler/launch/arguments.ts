/** The arguments and variables that a server.json asks for, with placeholders where it leaves them open. Pure. */
import type { JsonObject, ServerPackage } from '../../db/model.ts';
import { WORKSPACE_DIR } from '../sandbox/types.ts';
import { placeholderFor, placeholderOf } from './placeholders.ts';

const MOST = 50;
const LONGEST = 4_000;

/** How a server is started: its arguments, and its variables beside the sandbox's own. */
export interface Start {
  args: string[];
  env: Record<string, string>;
}

/** The first try: what the record says is required, and every default it gives. */
export function firstStart(pack: ServerPackage): Start {
  // No program can be given a NUL, and none needs a book.
  const args = (pack.packageArguments ?? [])
    .slice(0, MOST)
    .flatMap(argument)
    .map((word) => word.replaceAll('\0', '').slice(0, LONGEST));
  const wanted = (pack.environmentVariables ?? []).filter((variable) => variable.isRequired || variable.default);
  const named = Object.fromEntries(wanted.slice(0, MOST).map((variable) => [variable.name, placeholderOf(variable)]));
  return { args, env: pack.registryType === 'oci' ? { ...containerVariables(pack), ...named } : named };
}

/** What `docker run` is told by `-e NAME=value` and `-e NAME`, where a record writes that out. */
function containerVariables({ runtimeArguments = [] }: ServerPackage): Record<string, string> {
  const words = runtimeArguments.slice(0, 4 * MOST).flatMap(({ name, value, variables }) => {
    const given = typeof value === 'string' ? [filled(value, variables)] : [];
    return typeof name === 'string' ? [name, ...given] : given;
  });
  const pairs = words.flatMap((word, at) => (/^(-e|--env)$/.test(word) ? (words[at + 1] ?? []) : (/^--env=(.*)$/.exec(word)?.[1] ?? [])));
  return Object.fromEntries(
    pairs.slice(0, MOST).flatMap((pair) => {
      const [, name, value] = /^(\w+)(?:=(.*))?$/s.exec(pair) ?? [];
      return name ? [[name, (value ?? placeholderFor(name)).replaceAll('\0', '').slice(0, LONGEST)]] : [];
    }),
  );
}

/** Where that fails: every variable that the record names; and `--flag=value` in one word, which some parsers insist on. */
export function furtherStarts(pack: ServerPackage): Start[] {
  const { args, env } = firstStart(pack);
  const all = (pack.environmentVariables ?? []).slice(0, MOST).map((variable) => [variable.name, placeholderOf(variable)]);
  const joined = args
    .join('\n')
    .replaceAll(/^(--[^\n=]+)\n(?!--)/gm, '$1=')
    .split('\n');
  return [{ args, env: { ...env, ...Object.fromEntries(all) } }, ...(args.length > 0 ? [{ args: joined, env }] : [])];
}

/** https://github.com/modelcontextprotocol/registry/blob/main/docs/reference/server-json/generic-server-json.md */
function argument(source: JsonObject): string[] {
  const text = (key: string) => (typeof source[key] === 'string' ? (source[key] as string) : undefined);
  const fixed = text('value') ?? text('default');
  const name = text('name') ?? '';
  if (fixed === undefined && source.isRequired !== true && source.is_required !== true) return [];
  const value = fixed === undefined ? openValue(source, name || (text('valueHint') ?? '')) : filled(fixed, source.variables);
  if (source.type !== 'named') return [value];
  const flag = name.startsWith('-') ? name : `--${name}`;
  const bare = fixed === undefined && source.format === 'boolean' && !('valueHint' in source);
  return bare || value === '' ? [flag] : [flag, value];
}

function openValue(source: JsonObject, hint: string): string {
  const choice = Array.isArray(source.choices) ? source.choices[0] : undefined;
  if (typeof choice === 'string') return choice;
  if (typeof source.placeholder === 'string' && source.placeholder !== '') return source.placeholder;
  if (source.format === 'filepath') return WORKSPACE_DIR;
  if (source.format === 'number') return '10';
  if (source.format === 'boolean') return 'true';
  return placeholderFor(hint);
}

/** `{name}` in a value stands for a variable of the record. */
function filled(value: string, variables: unknown): string {
  return value.replace(/\{([\w-]+)\}/g, (whole, name: string) => {
    const variable = variables && typeof variables === 'object' ? (variables as JsonObject)[name] : undefined;
    if (variable === undefined || variable === null || typeof variable !== 'object' || Array.isArray(variable)) return whole;
    return typeof variable.default === 'string' ? variable.default : openValue(variable, name);
  });
}
