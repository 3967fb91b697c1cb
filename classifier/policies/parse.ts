/**
 * Reads policy.json, version 1. Anything the language does not know is an error that says where it stands, since a key that
 * is silently ignored is a rule that silently does not hold. The same language as a JSON Schema: `classifier/policy.schema.json`.
 */
import type { Json, JsonObject } from '../../db/model.ts';
import { type Condition, type ConditionRule, type Limit, OPERATORS, type Operator, type Policy, type ToolPolicy } from '../types.ts';
import { compilePattern } from './conditions.ts';
import { escapePointer, WINDOW_MS } from './evaluate.ts';

/** A policy that cannot be read. `pointer` is the JSON pointer of the fault; empty is the whole document. */
export class PolicyError extends Error {
  readonly pointer: string;

  constructor(pointer: string, problem: string) {
    super(`${pointer === '' ? 'policy' : pointer}: ${problem}`);
    this.name = 'PolicyError';
    this.pointer = pointer;
  }
}

/** Reads a policy from JSON text or an already parsed value. Throws {@link PolicyError}. */
export function parsePolicy(json: unknown): Policy {
  const document = objectAt(typeof json === 'string' ? parseJson(json) : json, '', ['version', 'default'], ['hide', 'all_tools', 'tools']);
  if (document.version !== '1') throw new PolicyError('/version', 'must be "1"');
  if (document.default !== 'allow' && document.default !== 'deny') throw new PolicyError('/default', 'must be "allow" or "deny"');
  return {
    version: '1',
    default: document.default,
    ...(document.hide !== undefined && { hide: listAt(document.hide, '/hide', nameAt) }),
    ...(document.all_tools !== undefined && { all_tools: allToolsAt(document.all_tools) }),
    ...(document.tools !== undefined && { tools: toolsAt(document.tools) }),
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new PolicyError('', `is no JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function allToolsAt(value: Json): { limits: Limit[] } {
  const { limits } = objectAt(value, '/all_tools', ['limits'], []);
  return { limits: listAt(limits, '/all_tools/limits', limitAt) };
}

function toolsAt(value: Json): Record<string, ToolPolicy> {
  const tools = objectAt(value, '/tools');
  return Object.fromEntries(Object.keys(tools).map((name) => [name, toolAt(tools[name], `/tools/${escapePointer(name)}`)]));
}

function toolAt(value: Json | undefined, at: string): ToolPolicy {
  const tool = objectAt(value, at, [], ['require', 'deny_if', 'limits']);
  return {
    ...(tool.require !== undefined && { require: listAt(tool.require, `${at}/require`, ruleAt) }),
    ...(tool.deny_if !== undefined && { deny_if: listAt(tool.deny_if, `${at}/deny_if`, ruleAt) }),
    ...(tool.limits !== undefined && { limits: listAt(tool.limits, `${at}/limits`, limitAt) }),
  };
}

function ruleAt(value: Json, at: string): ConditionRule {
  const rule = objectAt(value, at, ['conditions', 'on_deny'], []);
  return { conditions: listAt(rule.conditions, `${at}/conditions`, conditionAt), on_deny: textAt(rule.on_deny, `${at}/on_deny`) };
}

function limitAt(value: Json, at: string): Limit {
  const limit = objectAt(value, at, ['counter', 'window', 'max', 'scope'], []);
  const windows = Object.keys(WINDOW_MS) as Limit['window'][];
  const window = windows.find((known) => known === limit.window);
  if (!window) throw new PolicyError(`${at}/window`, `must be one of ${windows.join(', ')}`);
  const { max } = limit;
  if (typeof max !== 'number' || !Number.isSafeInteger(max) || max < 0)
    throw new PolicyError(`${at}/max`, 'must be a whole number, 0 or more');
  if (limit.scope !== 'grant') throw new PolicyError(`${at}/scope`, 'must be "grant"');
  return { counter: nameAt(limit.counter, `${at}/counter`), window, max, scope: 'grant' };
}

function conditionAt(value: Json, at: string): Condition {
  const condition = objectAt(value, at, ['path', 'op', 'value'], []);
  const path = textAt(condition.path, `${at}/path`);
  if (!/^args(\.[^.]+)+$/s.test(path)) throw new PolicyError(`${at}/path`, 'must be args.<name>, with more names after dots');
  const op = OPERATORS.find((known) => known === condition.op);
  if (!op) throw new PolicyError(`${at}/op`, `must be one of ${OPERATORS.join(', ')}`);
  const problem = valueProblem(op, condition.value);
  if (problem) throw new PolicyError(`${at}/value`, problem);
  return { path, op, value: condition.value };
}

function valueProblem(op: Operator, value: Json | undefined): string | undefined {
  switch (op) {
    case 'in':
    case 'not_in':
      return Array.isArray(value) ? undefined : 'must be a list';
    case 'lt':
    case 'lte':
    case 'gt':
    case 'gte':
      return typeof value === 'number' && Number.isFinite(value) ? undefined : 'must be a number';
    case 'exists':
      return typeof value === 'boolean' ? undefined : 'must be true or false';
    case 'regex':
      return typeof value === 'string' ? patternProblem(value) : 'must be a pattern';
    default:
      return undefined;
  }
}

function patternProblem(pattern: string): string | undefined {
  try {
    compilePattern(pattern);
    return undefined;
  } catch (error) {
    return `is no RE2 pattern: ${error instanceof Error ? error.message : String(error)}`;
  }
}

/** An object with all `required` keys and no key but those and `optional`; without lists any key is welcome. */
function objectAt(value: unknown, at: string, required: string[] = [], optional?: string[]): JsonObject {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new PolicyError(at, 'must be an object');
  if (optional) {
    const unknown = Object.keys(value).find((key) => !required.includes(key) && !optional.includes(key));
    if (unknown !== undefined) throw new PolicyError(`${at}/${escapePointer(unknown)}`, 'is no key of the language');
  }
  const missing = required.find((key) => !Object.hasOwn(value, key));
  if (missing !== undefined) throw new PolicyError(`${at}/${missing}`, 'is missing');
  return value as JsonObject;
}

function listAt<T>(value: Json | undefined, at: string, read: (item: Json, at: string) => T): T[] {
  if (!Array.isArray(value)) throw new PolicyError(at, 'must be a list');
  return value.map((item, i) => read(item, `${at}/${i}`));
}

function textAt(value: Json | undefined, at: string): string {
  if (typeof value !== 'string') throw new PolicyError(at, 'must be text');
  return value;
}

function nameAt(value: Json | undefined, at: string): string {
  if (textAt(value, at) === '') throw new PolicyError(at, 'must not be empty');
  return value as string;
}
