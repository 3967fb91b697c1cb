/**
 * The values of the script reader: what an expression of a stranger's program may stand for.
 * Nothing of the program runs in our engine; these are descriptions of values, of our own making.
 */
import type { ArrowFunctionExpression, Class, Function as FunctionNode } from 'oxc-parser';
import type { Machine } from './machine.ts';
import type { Scope } from './scope.ts';

export type Key = string | symbol;
export type Primitive = undefined | null | boolean | number | bigint | string | symbol;
export type Value = Primitive | Obj | Unknown | Choice;

/** A place that holds a value and can be written: a variable or a property. `born`: when it came to be, by our own count. */
export interface Cell {
  value: Value;
  born: number;
}

/** A property. `maybe`: it is there only in some mode of the program, not in the one taken as usual. */
export interface Slot extends Cell {
  get?: Value;
  set?: Value;
  hidden?: boolean;
  maybe?: boolean;
}

/** Where something was written: file inside the package and offset into its text. */
export interface Place {
  file: string;
  offset: number;
}

/** What could not be known. `path` says what was asked of whom (`zod#z.string()`); `text` is what is known of a partly known string. */
export interface Unknown {
  kind: 'unknown';
  path: string;
  /** How a test of it usually turns out, where that is known. */
  usually?: boolean;
  text?: string;
  /** What the program has written to it, and children already read. */
  slots?: Map<Key, Slot>;
}

/** One of several values, depending on what could not be known. The first is the usual one. Never nested, never fewer than two. */
export interface Choice {
  kind: 'choice';
  of: Exclude<Value, Choice>[];
}

export interface NativeCall {
  machine: Machine;
  self: Value;
  args: Value[];
  /** Present when called with `new`: whose `prototype` the result gets. */
  newTarget?: Obj | undefined;
  at: Place | undefined;
}
export type Native = (call: NativeCall) => Value;

/** What can be called. `keeps`: arguments are stored as they are, so that a choice among them is not taken apart. */
export type Callable =
  | { type: 'native'; run: Native; keeps?: boolean }
  | { type: 'closure'; node: FunctionNode | ArrowFunctionExpression; scope: Scope; home: Obj | undefined }
  | {
      type: 'class';
      node: Class;
      scope: Scope;
      superClass: Value | undefined;
      fields: Field[];
      home: Obj | undefined;
      build: FunctionNode | undefined;
    }
  | { type: 'bound'; target: Value; self: Value; args: Value[] };

export interface Field {
  key: Key;
  start: (self: Obj) => Value;
}

/** An object of the program. `proto` is unknown where a class extends what is not ours to read. */
export interface Obj {
  kind: 'object';
  born: number;
  proto: Obj | Unknown | null;
  slots: Map<Key, Slot>;
  /** Elements of an array; `open`: there may be more of them. */
  items?: Value[];
  open?: boolean;
  /** Elements, or keys of entries, that were added only in some mode of the program. */
  perhaps?: Set<Value>;
  entries?: Map<Value, Value>;
  fn?: Callable;
  promise?: { value: Value; rejected: boolean };
  proxy?: { target: Value; handler: Value };
  /** A value of our own engine that this stands for: a schema, a pattern, a date, a URL. */
  host?: unknown;
  at?: Place | undefined;
}

const MAX_CHOICES = 12;
const MAX_PATH = 200;

/** Counts what comes to be, so that older things can be told from newer ones. */
let clock = 0;

export function now(): number {
  return clock;
}

export function newCell(value: Value): Cell {
  clock += 1;
  return { value, born: clock };
}

export function newSlot(value: Value, hidden = false): Slot {
  clock += 1;
  return hidden ? { value, born: clock, hidden } : { value, born: clock };
}

export function isObj(value: Value): value is Obj {
  return typeof value === 'object' && value !== null && value.kind === 'object';
}

export function isUnknown(value: Value): value is Unknown {
  return typeof value === 'object' && value !== null && value.kind === 'unknown';
}

export function isChoice(value: Value): value is Choice {
  return typeof value === 'object' && value !== null && value.kind === 'choice';
}

export function isPrimitive(value: Value): value is Primitive {
  return typeof value !== 'object' || value === null;
}

export function isFunction(value: Value): value is Obj & { fn: Callable } {
  return isObj(value) && value.fn !== undefined;
}

export function isArray(value: Value): value is Obj & { items: Value[] } {
  return isObj(value) && value.items !== undefined;
}

export function unknown(path: string, usually?: boolean): Unknown {
  const short = path.length > MAX_PATH ? path.slice(0, MAX_PATH) : path;
  return usually === undefined ? { kind: 'unknown', path: short } : { kind: 'unknown', path: short, usually };
}

/** A string of which only a part is known. */
export function partlyKnown(text: string): Unknown {
  return { kind: 'unknown', path: '?', text };
}

export function object(proto: Obj | Unknown | null, at?: Place): Obj {
  clock += 1;
  return { kind: 'object', born: clock, proto, slots: new Map(), at };
}

/** One of `values`, flat, without repetitions; a single one is itself. */
export function choose(values: readonly Value[]): Value {
  if (values.length === 1 || (values.length === 2 && values[0] === values[1])) return values[0];
  const flat = new Set<Exclude<Value, Choice>>();
  for (const value of values) {
    if (isChoice(value)) for (const each of value.of) flat.add(each);
    else if (!(isUnknown(value) && [...flat].some((other) => isUnknown(other) && other.path === value.path && other.text === value.text)))
      flat.add(value);
    if (flat.size >= MAX_CHOICES) break;
  }
  const of = [...flat];
  return of.length === 1 ? of[0] : { kind: 'choice', of };
}

/** Every value that `value` may be. */
export function alternatives(value: Value): Exclude<Value, Choice>[] {
  return isChoice(value) ? value.of : [value];
}

/** The usual one of what `value` may be: the first that is known, else the first. */
export function usual(value: Value): Exclude<Value, Choice> {
  return isChoice(value) ? (value.of.find((each) => !isUnknown(each)) ?? value.of[0]) : value;
}

/** Applies `each` to every alternative of `value`. */
export function lift(value: Value, each: (one: Exclude<Value, Choice>) => Value): Value {
  return isChoice(value) ? choose(value.of.map(each)) : each(value);
}

/** Whether a value passes a test: known, or only how it usually turns out. */
export type Truth = boolean | { usually: boolean };

export function truth(value: Value): Truth {
  if (isUnknown(value)) return { usually: value.usually ?? false };
  if (isChoice(value)) {
    const all = value.of.map(truth);
    return all.every((each) => each === all[0] && typeof each === 'boolean') ? (all[0] as boolean) : { usually: usually(all[0] as Truth) };
  }
  return isObj(value) ? true : Boolean(value);
}

export function usually(of: Truth): boolean {
  return typeof of === 'boolean' ? of : of.usually;
}
