/** Operators on values. */
import { invoke } from './calls.ts';
import { schemaInstanceOf } from './libraries/schema-values.ts';
import type { Machine } from './machine.ts';
import { get, has } from './properties.ts';
import {
  type Choice,
  choose,
  isChoice,
  isFunction,
  isObj,
  isPrimitive,
  isUnknown,
  type Key,
  lift,
  type Obj,
  type Primitive,
  partlyKnown,
  type Unknown,
  unknown,
  type Value,
} from './values.ts';

const MAX_TEXT = 2_000_000;

export function keyFrom(value: Value): Key | undefined {
  if (isChoice(value)) {
    const known = value.of.filter((each) => isPrimitive(each));
    return known.length === 0 ? undefined : keyFrom(known[0]);
  }
  if (typeof value === 'symbol') return value;
  return isPrimitive(value) ? String(value) : undefined;
}

/** The text of a value where it is put into a string. */
export function textOf(value: Value): string | undefined {
  if (isChoice(value)) return textOf(value.of[0]);
  if (isUnknown(value)) return undefined;
  if (!isObj(value)) return typeof value === 'symbol' ? value.toString() : String(value);
  if (value.items) {
    const parts = value.items.map((each) => (each === undefined || each === null ? '' : textOf(each)));
    return parts.some((each) => each === undefined) || value.open ? undefined : parts.join(',');
  }
  if (value.host instanceof RegExp || value.host instanceof URL) return String(value.host);
  const message = value.slots.get('message');
  return typeof message?.value === 'string'
    ? `Error: ${message.value}`
    : value.fn
      ? 'function'
      : value.slots.has('toString')
        ? undefined
        : '[object Object]';
}

/** Joins two strings; what is not known leaves a gap that is remembered. */
export function concat(left: Value, right: Value): Value {
  if (isChoice(left)) return choose(worthJoining(left).map((each) => concat(each, right)));
  if (isChoice(right)) return choose(worthJoining(right).map((each) => concat(left, each)));
  const [a, b] = [pieceOf(left), pieceOf(right)];
  const joined = a.text.length + b.text.length > MAX_TEXT ? (a.text + b.text).slice(0, MAX_TEXT) : a.text + b.text;
  return a.known && b.known ? joined : partlyKnown(joined);
}

/** Nobody means to put "undefined" into a text: the alternatives that are something. */
function worthJoining({ of }: Choice): Value[] {
  const something = of.filter((each) => each !== undefined && each !== null);
  return something.length > 0 ? something : of;
}

/** Stands in a partly known text for what is not known. */
const GAP = '\u2026';

function pieceOf(value: Value): { text: string; known: boolean } {
  if (isUnknown(value)) return { text: value.text ?? GAP, known: false };
  const text = textOf(value);
  return text === undefined ? { text: GAP, known: false } : { text, known: true };
}

export function typeOf(value: Value): Value {
  if (isUnknown(value)) return value.text === undefined ? unknown('typeof') : 'string';
  if (isObj(value)) return value.fn ? 'function' : 'object';
  return value === null ? 'object' : typeof value;
}

export function binary(machine: Machine, operator: string, left: Value, right: Value): Value {
  if (operator === '+') return plus(left, right);
  if (isChoice(left)) return lift(left, (one) => binary(machine, operator, one, right));
  if (isChoice(right)) return lift(right, (one) => binary(machine, operator, left, one));
  if (operator === 'in') return inOperator(machine, left, right);
  if (operator === 'instanceof') return instanceOf(machine, left, right);
  if (isUnknown(left) || isUnknown(right)) return compareUnknown(operator, left, right);
  if (operator === '===' || operator === '!==') return (left === right) === (operator === '===');
  if (operator === '==' || operator === '!=') return looselyEqual(left, right) === (operator === '==');
  if (isObj(left) || isObj(right)) return ofObjects(operator, left, right);
  return arithmetic(operator, left, right);
}

function plus(left: Value, right: Value): Value {
  if (isChoice(left)) return lift(left, (one) => plus(one, right));
  if (isChoice(right)) return lift(right, (one) => plus(left, one));
  if (typeof left === 'number' && typeof right === 'number') return left + right;
  const texts = [left, right].some((each) => typeof each === 'string' || (isUnknown(each) && each.text !== undefined) || isObj(each));
  if (texts) return concat(left, right);
  if (isUnknown(left) || isUnknown(right)) return unknown('+');
  return arithmetic('+', left as Primitive, right as Primitive);
}

function arithmetic(operator: string, left: Primitive, right: Primitive): Value {
  if (typeof left === 'symbol' || typeof right === 'symbol') return unknown(operator);
  if (typeof left === 'bigint' || typeof right === 'bigint') return bigArithmetic(operator, left, right);
  if (operator === '<' || operator === '>' || operator === '<=' || operator === '>=')
    return compare(operator, left as number, right as number);
  const [a, b] = [Number(left), Number(right)];
  switch (operator) {
    case '+':
      return a + b;
    case '-':
      return a - b;
    case '*':
      return a * b;
    case '/':
      return a / b;
    case '%':
      return a % b;
    case '**':
      return a ** b;
    case '|':
      return a | b;
    case '&':
      return a & b;
    case '^':
      return a ^ b;
    case '<<':
      return a << b;
    case '>>':
      return a >> b;
    case '>>>':
      return a >>> b;
    default:
      return unknown(operator);
  }
}

function compare(operator: string, left: number | string, right: number | string): boolean {
  if (operator === '<') return left < right;
  if (operator === '>') return left > right;
  return operator === '<=' ? left <= right : left >= right;
}

/** Big integers only where the result stays small: a stranger's power tower would take our time. */
function bigArithmetic(operator: string, left: Exclude<Primitive, symbol>, right: Exclude<Primitive, symbol>): Value {
  if (typeof left !== 'bigint' || typeof right !== 'bigint') return unknown(operator);
  if (operator === '+') return left + right;
  if (operator === '-') return left - right;
  return operator === '<' || operator === '>' || operator === '<=' || operator === '>='
    ? compare(operator, Number(left), Number(right))
    : unknown(operator);
}

function looselyEqual(left: Value, right: Value): boolean {
  if (left === undefined || left === null) return right === undefined || right === null;
  if (right === undefined || right === null) return false;
  if (isPrimitive(left) && isPrimitive(right) && typeof left !== 'symbol' && typeof right !== 'symbol')
    return String(left) === String(right) || Number(left) === Number(right);
  return left === right;
}

function ofObjects(operator: string, left: Value, right: Value): Value {
  const [a, b] = [left, right].map((each) => (isObj(each) && each.host instanceof Date ? each.host.getTime() : each));
  return isObj(a) || isObj(b) ? unknown(operator) : arithmetic(operator, a as Primitive, b as Primitive);
}

/** What is asked from outside (a variable, an option) is usually not what a test looks for. */
function compareUnknown(operator: string, left: Value, right: Value): Value {
  if (left === right && (operator === '===' || operator === '==')) return true;
  const nullish = [left, right].some((each) => each === undefined || each === null);
  const given = [left, right].find((each): each is Unknown => isUnknown(each));
  const usuallyEqual = nullish && given?.usually !== true && !given?.path.includes('()');
  if (operator === '===' || operator === '==') return unknown(operator, nullish ? usuallyEqual : false);
  if (operator === '!==' || operator === '!=') return unknown(operator, nullish ? !usuallyEqual : true);
  return unknown(operator);
}

function inOperator(machine: Machine, left: Value, right: Value): Value {
  const key = keyFrom(left);
  return key === undefined ? unknown('in') : has(machine, right, key);
}

function instanceOf(machine: Machine, left: Value, right: Value): Value {
  if (isPrimitive(left)) return false;
  if (isUnknown(left) || isChoice(left) || !isFunction(right)) return unknown('instanceof');
  const byHost = schemaInstanceOf(left, right);
  if (byHost !== undefined) return byHost;
  const custom = get(machine, right, Symbol.hasInstance);
  if (isFunction(custom) && custom.fn.type === 'closure') return invoke(machine, custom, right, [left]);
  const prototype = get(machine, right, 'prototype');
  for (let at: Obj | Unknown | null = left.proto, hops = 0; at && hops < 64; hops += 1) {
    if (at === prototype) return true;
    if (at.kind === 'unknown') return unknown('instanceof');
    at = at.proto;
  }
  return false;
}
