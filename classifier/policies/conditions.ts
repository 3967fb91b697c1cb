/**
 * Conditions of policy.json: what a path names and what an operator means. Pure and safe on hostile arguments.
 *
 * What the language leaves open is settled so that nothing slips through silently:
 * - A path reads own properties only (`__proto__`, `length` and the like are never there); digits index arrays.
 * - Where nothing stands at the path, every operator is false, except `exists: false`, `neq` and `not_in`, which are true.
 *   `null` counts as absent for `exists`, since servers treat an explicit null as "not given".
 * - `lt`, `lte`, `gt`, `gte` compare numbers with numbers. Anything else is false: `"99999"` is not greater than 10, so a
 *   money rule must also require a number (`require … gte 0`), as ours do.
 * - `regex` searches strings, in RE2 syntax (linear time, no look-around); `contains` is a part of a string or a member of an array.
 */
import { RE2JS } from 're2js';
import type { Json, JsonObject } from '../../db/model.ts';
import type { Condition } from '../types.ts';

/** Longest pattern a policy may carry. */
const MAX_PATTERN = 2000;
const REMEMBERED_PATTERNS = 256;

const compiled = new Map<string, RE2JS>();

/** Compiles a pattern in RE2 syntax, remembering the last few; throws where it is none. */
export function compilePattern(pattern: string): RE2JS {
  const known = compiled.get(pattern);
  if (known) return known;
  if (pattern.length > MAX_PATTERN) throw new Error(`pattern longer than ${MAX_PATTERN} characters`);
  const fresh = RE2JS.compile(pattern);
  if (compiled.size >= REMEMBERED_PATTERNS) compiled.clear();
  compiled.set(pattern, fresh);
  return fresh;
}

/** The value at `args.a.b`, or undefined where there is none. */
function valueAt(args: JsonObject, path: string): Json | undefined {
  let value: Json | undefined = args;
  for (const key of path.split('.').slice(1)) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
    if (Array.isArray(value) && !/^\d+$/.test(key)) return undefined;
    value = (value as JsonObject)[key];
  }
  return value;
}

/** Whether one condition holds for these arguments. */
export function holds(condition: Condition, args: JsonObject): boolean {
  const actual = valueAt(args, condition.path);
  const wanted = condition.value as Json;
  switch (condition.op) {
    case 'exists':
      return (actual !== undefined && actual !== null) === (wanted !== false);
    case 'eq':
      return actual !== undefined && same(actual, wanted);
    case 'neq':
      return actual === undefined || !same(actual, wanted);
    case 'in':
      return actual !== undefined && Array.isArray(wanted) && wanted.some((item) => same(item, actual));
    case 'not_in':
      return actual === undefined || !(Array.isArray(wanted) && wanted.some((item) => same(item, actual)));
    case 'lt':
      return numbers(actual, wanted, (a, b) => a < b);
    case 'lte':
      return numbers(actual, wanted, (a, b) => a <= b);
    case 'gt':
      return numbers(actual, wanted, (a, b) => a > b);
    case 'gte':
      return numbers(actual, wanted, (a, b) => a >= b);
    case 'regex':
      return typeof actual === 'string' && compilePattern(String(wanted)).test(actual);
    case 'contains':
      return typeof actual === 'string'
        ? typeof wanted === 'string' && actual.includes(wanted)
        : Array.isArray(actual) && actual.some((item) => same(item, wanted));
  }
}

function numbers(a: Json | undefined, b: Json, compare: (a: number, b: number) => boolean): boolean {
  return typeof a === 'number' && typeof b === 'number' && compare(a, b);
}

/** Deep equality of JSON values; the order of keys does not matter. */
function same(a: Json, b: Json): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) || Array.isArray(b)) {
    return Array.isArray(a) && Array.isArray(b) && a.length === b.length && a.every((item, i) => same(item, b[i] as Json));
  }
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => Object.hasOwn(b, key) && same(a[key] as Json, b[key] as Json));
}
