/**
 * Reads the part of Rego that we write. No engine of it can be had from npm, so this holds the structure of the file, and what
 * its lines mean when each helper means what its name says; the helpers' own text is held by a test of its own.
 */
import { RE2JS } from 're2js';
import type { Json, JsonObject } from '../../../../db/model.ts';
import { fileOf, type Reader } from './answers.ts';

export const opaRego: Reader = (rendered, servers) => {
  const allows = (server: string, tool: string, args: JsonObject): boolean => {
    const rules = rulesOf(fileOf(rendered, servers, server));
    const set = /^listed := (set\(\)|\{(?:\n.*)*?\n\})$/m.exec(rules.text)?.[1];
    if (set === undefined) throw new Error('no set of tools');
    const listed = set === 'set()' ? [] : (JSON.parse(`[${set.slice(1, -1).replace(/,\s*$/, '')}]`) as string[]);
    const refused = rules.named('refused').some((lines) => lines.every((line) => holds(line, tool, args)));
    const meaning: Record<string, boolean> = {
      'tool in listed': listed.includes(tool),
      'not tool in listed': !listed.includes(tool),
      'not refused': !refused,
    };
    const [conditions, ...others] = rules.named('allow');
    if (!conditions || others.length > 0) throw new Error('one rule allows');
    return conditions.every((line) => {
      if (meaning[line] === undefined) throw new Error(`unknown line: ${line}`);
      return meaning[line];
    });
  };
  return { decide: (server, tool, args) => (allows(server, tool, args) ? 'allow' : 'deny'), lists: () => true };
};

function rulesOf(text: string): { text: string; named(name: string): string[][] } {
  if (!text.startsWith('package mcp_tools\n\nimport rego.v1\n') || !text.includes('\ndefault allow := false\n')) throw new Error('no head');
  const rules = [...text.matchAll(/^(\w+) if \{\n((?:\t.*\n)+)\}$/gm)].map(([, name, body = '']) => ({
    name,
    lines: body
      .trimEnd()
      .split('\n')
      .map((line) => line.slice(1)),
  }));
  return { text, named: (wanted) => rules.filter(({ name }) => name === wanted).map(({ lines }) => lines) };
}

function holds(line: string, tool: string, args: JsonObject): boolean {
  const own = /^tool == (".*")$/.exec(line);
  if (own) return tool === JSON.parse(own[1] ?? '');
  const [, notHelper, helper, helperPath, helperValue] = /^(not )?(\w+)\(value\((\[.*?\])\), (.*)\)$/.exec(line) ?? [];
  if (helper) return meaning(helper, valueAt(args, JSON.parse(helperPath ?? '')), JSON.parse(helperValue ?? '')) !== Boolean(notHelper);
  const [, not, path, operator, value] = /^(not )?value\((\[.*?\])\) (==|!=|in) (.*)$/.exec(line) ?? [];
  if (!operator) throw new Error(`unknown line: ${line}`);
  return meaning(operator, valueAt(args, JSON.parse(path ?? '')), JSON.parse(value ?? '')) !== Boolean(not);
}

function meaning(word: string, value: Json, wanted: Json): boolean {
  const equal = (a: Json, b: Json): boolean => JSON.stringify(a) === JSON.stringify(b);
  const numbers = typeof value === 'number' && typeof wanted === 'number';
  switch (word) {
    case '==':
      return equal(value, wanted);
    case '!=':
      return !equal(value, wanted);
    case 'in':
      return (wanted as Json[]).some((item) => equal(item, value));
    case 'below':
      return numbers && value < wanted;
    case 'at_most':
      return numbers && value <= wanted;
    case 'above':
      return numbers && value > wanted;
    case 'at_least':
      return numbers && value >= wanted;
    case 'matches':
      return typeof value === 'string' && RE2JS.compile(String(wanted)).test(value);
    case 'holds_part':
      if (typeof value === 'string') return typeof wanted === 'string' && value.includes(wanted);
      return Array.isArray(value) && value.some((item) => equal(item, wanted));
    default:
      throw new Error(`unknown word: ${word}`);
  }
}

/** `object.get` with a path: null where it does not lead anywhere. */
function valueAt(args: JsonObject, path: string[]): Json {
  let value: Json = args;
  for (const key of path) {
    if (typeof value !== 'object' || value === null || Array.isArray(value) || !Object.hasOwn(value, key)) return null;
    value = value[key] as Json;
  }
  return value;
}
