/**
 * Tools with an action-like parameter: the dangerous values are denied by an argument rule, so that the tool is not lost
 * with them (decision table, row 9).
 */
import type { ActionLabel, Json, JudgedTool } from '../../db/model.ts';
import type { Condition, ConditionRule } from '../types.ts';
import { isOnly, type Parameter, parametersOf } from './parameters.ts';
import { shown } from './quoting.ts';
import type { Treatment } from './treatment.ts';

/**
 * The denials by action, as a treatment: `stays` says which actions may be used. Undefined where they cannot be written, since
 * no path addresses the parameter, where no action may stay, and where nothing has to be denied.
 */
export function denialsOf(tool: JudgedTool, stays: (label: ActionLabel) => boolean): Treatment | undefined {
  const parameters = parametersOf(tool.definition);
  const denyIf: ConditionRule[] = [];
  for (const [name, labels] of Map.groupBy(tool.verdict.perAction, ({ param }) => param)) {
    const parameter = parameters.find((candidate) => candidate.name === name);
    const kept = labels.filter(stays);
    if (!parameter || kept.length === 0 || (isList(parameter) && !parameter.itemValues)) return undefined;
    if (kept.length < labels.length || hasUnjudged(parameter, labels)) {
      denyIf.push(...denials(parameter, new Set(kept.map(({ value }) => value)), labels));
    }
  }
  return denyIf.length > 0 ? { kind: 'use', require: [], denyIf, caps: {} } : undefined;
}

/** Whether a call may carry a value that has no label. */
function hasUnjudged(parameter: Parameter, labels: ActionLabel[]): boolean {
  const judged = new Set(labels.map(({ value }) => value));
  return declaredValues(parameter)?.some((value) => !judged.has(textOf(value))) ?? true;
}

/**
 * The dangerous values are denied by name, those that nobody judged with them; and any other spelling too (`DELETE`), since not
 * every server checks its own schema.
 */
function denials(parameter: Parameter, safe: Set<string>, labels: ActionLabel[]): ConditionRule[] {
  const path = `args.${parameter.name}`;
  const param = shown(parameter.name);
  const declared = declaredValues(parameter);
  const values = declared ?? labels.map(({ value }) => value);
  const dangerous = values.filter((value) => !safe.has(textOf(value)));
  const rules: ConditionRule[] = [];
  if (isList(parameter)) {
    for (const value of dangerous) rules.push(rule(`${param}: ${shown(textOf(value))} is blocked.`, { path, op: 'contains', value }));
  } else {
    const list = dangerous.map((value) => shown(textOf(value))).join(', ');
    if (dangerous.length > 0) rules.push(rule(`${param}: ${list} is blocked.`, { path, op: 'in', value: dangerous }));
    const allowed = values.filter((value) => safe.has(textOf(value)));
    rules.push(
      rule(`${param}: only values judged safe are allowed.`, { path, op: 'exists', value: true }, { path, op: 'not_in', value: allowed }),
    );
  }
  if (!parameter.required && !isSafeWhenOmitted(parameter, safe)) {
    rules.push(rule(`${param} must be given: what happens without it is blocked or unknown.`, { path, op: 'exists', value: false }));
  }
  return rules;
}

/** An omitted flag counts as its declared default, or false where none is declared; of other parameters nothing is known. */
function isSafeWhenOmitted(parameter: Parameter, safe: Set<string>): boolean {
  const value = parameter.default ?? (isOnly(parameter, 'boolean') ? false : undefined);
  if (Array.isArray(value)) return value.every((item) => safe.has(textOf(item)));
  return value !== undefined && safe.has(textOf(value));
}

function isList(parameter: Parameter): boolean {
  return isOnly(parameter, 'array');
}

function declaredValues(parameter: Parameter): Json[] | undefined {
  if (isList(parameter)) return parameter.itemValues;
  return parameter.values ?? (isOnly(parameter, 'boolean') ? [true, false] : undefined);
}

function rule(onDeny: string, ...conditions: Condition[]): ConditionRule {
  return { conditions, on_deny: onDeny };
}

function textOf(value: Json): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
