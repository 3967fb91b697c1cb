/**
 * Tools with an action-like parameter: the dangerous values are denied by an argument rule, so that the tool is not lost
 * with them (decision table, row 9).
 */
import type { ActionLabel, Json, JudgedTool } from '../../db/model.ts';
import type { Condition, ConditionRule, Posture } from '../types.ts';
import { isOnly, type Parameter, parametersOf } from './parameters.ts';
import { type Measure, rowOf, TABLE } from './table.ts';
import { type Caps, lowest, type Treatment } from './treatment.ts';

const SHOWN_VALUE = 60;

/**
 * The treatment by action, or undefined where it does not apply: no labels per action, a parameter that no path addresses,
 * a tool that is worse than every action by itself, or no action that may stay.
 */
export function treatActions(tool: JudgedTool, posture: Posture): Treatment | undefined {
  const { verdict } = tool;
  if (!verdict.perAction.some(({ category, risk }) => category === verdict.category && risk === verdict.risk)) return undefined;
  const measureOf = (label: ActionLabel): Measure => TABLE[posture][rowOf({ ...verdict, category: label.category, risk: label.risk })];

  const parameters = parametersOf(tool.definition);
  const denyIf: ConditionRule[] = [];
  let caps: Caps = {};
  for (const [name, labels] of Map.groupBy(verdict.perAction, ({ param }) => param)) {
    const parameter = parameters.find((candidate) => candidate.name === name);
    if (!parameter) return undefined;
    const kept = labels.filter((label) => typeof measureOf(label) !== 'string');
    if (kept.length === 0) return undefined;
    if (kept.length === labels.length && !hasUnjudged(parameter, labels)) continue;
    denyIf.push(...denials(parameter, new Set(kept.map(({ value }) => value)), labels, posture));
    for (const label of kept) caps = lowest(caps, measureOf(label) as Caps);
  }
  return denyIf.length > 0 ? { kind: 'use', require: [], denyIf, caps } : undefined;
}

function hasUnjudged(parameter: Parameter, labels: ActionLabel[]): boolean {
  const judged = new Set(labels.map(({ value }) => value));
  return valuesOf(parameter)?.some((value) => !judged.has(textOf(value))) ?? true;
}

/** Values that nobody judged are denied with the dangerous ones; where the values are open, all but the judged safe ones are. */
function denials(parameter: Parameter, safe: Set<string>, labels: ActionLabel[], posture: Posture): ConditionRule[] {
  const path = `args.${parameter.name}`;
  const declared = valuesOf(parameter);
  const values = declared ?? labels.map(({ value }) => value);
  const dangerous = values.filter((value) => !safe.has(textOf(value)));
  const message = `${shown(parameter.name)}: ${dangerous.map((value) => shown(textOf(value))).join(', ')} is blocked.`;
  const rules: ConditionRule[] = isList(parameter)
    ? dangerous.map((value) => rule(`${shown(parameter.name)}: ${shown(textOf(value))} is blocked.`, { path, op: 'contains', value }))
    : dangerous.length > 0
      ? [rule(message, { path, op: 'in', value: dangerous })]
      : [];
  if (!isList(parameter) && (declared === undefined || posture === 'strict')) {
    const allowed = values.filter((value) => safe.has(textOf(value)));
    rules.push(
      rule(
        `${shown(parameter.name)}: only values judged safe are allowed.`,
        { path, op: 'exists', value: true },
        { path, op: 'not_in', value: allowed },
      ),
    );
  }
  if (!parameter.required && !isSafeWhenOmitted(parameter, safe)) {
    rules.push(
      rule(`${shown(parameter.name)} must be given: what happens without it is blocked or unknown.`, { path, op: 'exists', value: false }),
    );
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

function valuesOf(parameter: Parameter): Json[] | undefined {
  if (isList(parameter)) return parameter.itemValues;
  return parameter.values ?? (isOnly(parameter, 'boolean') ? [true, false] : undefined);
}

function rule(onDeny: string, ...conditions: Condition[]): ConditionRule {
  return { conditions, on_deny: onDeny };
}

function textOf(value: Json): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** A stranger's word inside our sentence: one line, bounded. */
function shown(text: string): string {
  const line = text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ');
  return line.length > SHOWN_VALUE ? `${line.slice(0, SHOWN_VALUE)}…` : line;
}
