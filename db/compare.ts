/** What changed between two nights, and how much it matters. Pure. */
import { canonicalJson } from './hash.ts';
import type { Change, Json, ToolDefinition } from './model.ts';

type Diff = NonNullable<Change['diff']>;
const DIFF_MOST = 40;
const VALUE_LONGEST = 2_000;

/** Field by field, into objects as deep as they go; lists and leaves as wholes. At most 40 fields, long values cut. */
function diffDefinitions(before: ToolDefinition, after: ToolDefinition): Diff {
  const diff: Diff = [];
  walk('', before as unknown as Json, after as unknown as Json, diff);
  return diff;
}

function walk(field: string, before: Json | undefined, after: Json | undefined, diff: Diff): void {
  if (diff.length >= DIFF_MOST || canonicalJson(before) === canonicalJson(after)) return;
  if (isObject(before) && isObject(after)) {
    for (const key of new Set([...Object.keys(before), ...Object.keys(after)])) {
      const own = (object: { [key: string]: Json }) => (Object.hasOwn(object, key) ? object[key] : undefined);
      walk(field === '' ? key : `${field}.${key}`, own(before), own(after), diff);
    }
    return;
  }
  diff.push({ field, ...(before === undefined ? {} : { before: shown(before) }), ...(after === undefined ? {} : { after: shown(after) }) });
}

function isObject(value: Json | undefined): value is { [key: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function shown(value: Json): Json {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  if (text.length <= VALUE_LONGEST) return value;
  return `${text.slice(0, VALUE_LONGEST).toWellFormed()}…`;
}

export type DraftChange = Omit<Change, 'at' | 'server' | 'tool'>;

/** A changed definition. Without a new version of the server it is the rug-pull signal. */
export function definitionChange(before: ToolDefinition, after: ToolDefinition, newVersion: boolean): DraftChange {
  const diff = diffDefinitions(before, after);
  const fields = [...new Set(diff.map(({ field }) => field.split('.')[0] ?? field))];
  const onlyAnnotations = fields.length > 0 && fields.every((field) => field === 'annotations');
  return {
    kind: onlyAnnotations ? 'annotation-changed' : 'definition-changed',
    severity: newVersion ? 'notice' : 'alarm',
    summary: `${fields.join(', ') || 'definition'} changed${newVersion ? '' : ' without a new version'}`,
    diff,
  };
}

export function addedTool(newVersion: boolean): DraftChange {
  return { kind: 'tool-added', severity: newVersion ? 'info' : 'notice', summary: newVersion ? 'added' : 'added without a new version' };
}

export function removedTool(newVersion: boolean): DraftChange {
  return {
    kind: 'tool-removed',
    severity: newVersion ? 'info' : 'notice',
    summary: newVersion ? 'removed' : 'removed without a new version',
  };
}
