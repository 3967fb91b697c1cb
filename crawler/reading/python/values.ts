/** Values as a Python expression gives them, and what can be done with them without looking further. */
import type { Json } from '../../../db/model.ts';
import type { Meaning, Program, PyModule } from './program.ts';
import type { Argument, ClassDef, Expr, FunctionDef } from './tree.ts';

/** `text` of an unknown is what is known of a string, with gaps. */
export type PyValue =
  | { kind: 'plain'; value: string | number | boolean | null }
  | { kind: 'list'; items: PyValue[]; open: boolean }
  | { kind: 'dict'; entries: [PyValue, PyValue][]; open: boolean }
  | { kind: 'function'; def: FunctionDef; module: PyModule }
  | { kind: 'class'; def: ClassDef; module: PyModule }
  | { kind: 'module'; module: PyModule }
  | { kind: 'made'; by: string; args: Argument[]; place: Place; cls: { def: ClassDef; module: PyModule } | undefined }
  | { kind: 'unknown'; text?: string | undefined };

/** Where an expression stands: its module, names that mean something only there, and the class around it. */
export interface Place {
  program: Program;
  module: PyModule;
  locals: ReadonlyMap<string, PyValue | Meaning>;
  cls: ClassDef | undefined;
  depth: number;
}

/** Stands for a part of a text that is not known. */
export const GAP = '\u2026';

/** Nothing is known of it. */
export const UNKNOWN: PyValue = { kind: 'unknown' };

/** A value that is known. */
export function plain(value: string | number | boolean | null): PyValue {
  return { kind: 'plain', value };
}

/** The text of a string value; `known` is false where it has gaps. */
export function textValue(value: PyValue): { text: string; known: boolean } | undefined {
  if (value.kind === 'plain') return typeof value.value === 'string' ? { text: value.value, known: true } : undefined;
  return value.kind === 'unknown' && value.text !== undefined ? { text: value.text, known: false } : undefined;
}

/** Parts as one text, as `str()` would write them. */
export function joined(parts: PyValue[]): PyValue {
  const pieces = parts.map((each) =>
    each.kind === 'plain'
      ? { text: each.value === null ? 'None' : String(each.value), known: true }
      : (textValue(each) ?? { text: GAP, known: false }),
  );
  const text = pieces.map((each) => each.text).join('');
  return pieces.every((each) => each.known) ? plain(text) : { kind: 'unknown', text };
}

/** What an operator makes of two values. */
export function binary(operator: string, left: PyValue, right: PyValue): PyValue {
  if (operator === '+' && left.kind === 'list' && right.kind === 'list')
    return { kind: 'list', items: [...left.items, ...right.items], open: left.open || right.open };
  if (operator === '+' && isNumber(left) && isNumber(right)) return plain(left.value + right.value);
  if (operator === '+' && (textValue(left) || textValue(right))) return joined([left, right]);
  if (operator === '*' && isNumber(left) && isNumber(right)) return plain(left.value * right.value);
  if (operator === 'or') return left.kind === 'unknown' ? right : left;
  if (operator === '|' && left.kind === 'dict' && right.kind === 'dict')
    return { kind: 'dict', entries: [...left.entries, ...right.entries], open: left.open || right.open };
  return UNKNOWN;
}

function isNumber(value: PyValue): value is { kind: 'plain'; value: number } {
  return value.kind === 'plain' && typeof value.value === 'number';
}

/** The names that a loop's target gives to one element. */
export function bound(target: Expr, value: PyValue): [string, PyValue][] {
  if (target.type === 'name') return [[target.name, value]];
  if (target.type !== 'tuple') return [];
  return target.items.flatMap((each, index) => bound(each, value.kind === 'list' ? (value.items[index] ?? UNKNOWN) : UNKNOWN));
}

/** The JSON that a value stands for; what is not known is left out. */
export function toJson(value: PyValue, depth = 0): Json | undefined {
  if (depth > 64) return undefined;
  if (value.kind === 'plain') return value.value;
  if (value.kind === 'unknown') return value.text;
  if (value.kind === 'list') return value.items.map((each) => toJson(each, depth + 1) ?? null);
  if (value.kind !== 'dict') return undefined;
  const pairs = value.entries.flatMap(([key, each]) => {
    const json = toJson(each, depth + 1);
    return key.kind === 'plain' && json !== undefined ? [[String(key.value), json] as const] : [];
  });
  return Object.fromEntries(pairs);
}
