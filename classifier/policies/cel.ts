/** Argument rules as expressions of the Common Expression Language, over a map of arguments. */
import type { Condition } from '../types.ts';
import type { PlannedTool } from './plan.ts';
import { quoted } from './quoting.ts';

/** An expression that is true when the rules of the tool let the call through; empty where there are none. `args` names the map. */
export function celOf(tool: PlannedTool, args: string): string {
  const needed = tool.require.flatMap(({ conditions }) => conditions.map((condition) => holds(condition, args)));
  const denied = tool.denyIf.map(({ conditions }) => `!(${conditions.map((condition) => holds(condition, args)).join(' && ')})`);
  return [...new Set([...needed, ...denied])].join(' && ');
}

function holds({ path, op, value }: Condition, args: string): string {
  const keys = path.split('.').slice(1).map(quoted);
  const at = (length: number): string => [args, ...keys.slice(0, length).map((key) => `[${key}]`)].join('');
  // Each step is asked for before it is taken: reading a key that is not there is an error, and an error denies.
  const steps = keys.map((key, i) => (i === 0 ? `${key} in ${at(0)}` : `type(${at(i)}) == map && ${key} in ${at(i)}`));
  const there = [...steps, `${at(keys.length)} != null`].join(' && ');
  const v = at(keys.length);
  const given = (test: string): string => `(${there} && ${test})`;
  switch (op) {
    case 'exists':
      return value === false ? `!(${there})` : `(${there})`;
    case 'eq':
      return given(`${v} == ${literal(value)}`);
    case 'neq':
      return `!${given(`${v} == ${literal(value)}`)}`;
    case 'in':
      return given(`${v} in ${literal(value)}`);
    case 'not_in':
      return `!${given(`${v} in ${literal(value)}`)}`;
    case 'lt':
      return given(number(v, '<', value));
    case 'lte':
      return given(number(v, '<=', value));
    case 'gt':
      return given(number(v, '>', value));
    case 'gte':
      return given(number(v, '>=', value));
    case 'regex':
      return given(`type(${v}) == string && ${v}.matches(${literal(value)})`);
    case 'contains': {
      const inText = typeof value === 'string' ? `type(${v}) == string && ${v}.contains(${literal(value)}) || ` : '';
      return given(`(${inText}type(${v}) == list && ${literal(value)} in ${v})`);
    }
  }
}

function number(v: string, operator: string, value: unknown): string {
  return `type(${v}) == double && ${v} ${operator} ${literal(value)}`;
}

/** JSON as CEL. Numbers are written as doubles, as numbers in JSON are read. */
function literal(value: unknown): string {
  if (typeof value === 'number') return Number.isInteger(value) ? `${value}.0` : String(value);
  if (typeof value === 'string') return quoted(value);
  if (Array.isArray(value)) return `[${value.map(literal).join(', ')}]`;
  if (typeof value === 'object' && value !== null) {
    return `{${Object.entries(value)
      .map(([key, item]) => `${quoted(key)}: ${literal(item)}`)
      .join(', ')}}`;
  }
  return String(value);
}
