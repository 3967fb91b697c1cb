/** Every text of a definition that a model reads, with the name of its field. */
import type { Json, ToolDefinition } from '../../db/model.ts';

/** One text and where it stands: `description`, `inputSchema.properties.query.enum.0`, … A parameter's own name stands in `….properties`. */
export interface Field {
  field: string;
  text: string;
}

const MAX_DEPTH = 16;
const MAX_FIELDS = 4000;
/** A field longer than this is looked at only so far; a judge reads less still. */
const MAX_TEXT = 40_000;

/** All texts of the definition in reading order; depth, number and length are bounded. */
export function fieldsOf(tool: ToolDefinition): Field[] {
  const fields: Field[] = [];
  add(fields, 'name', tool.name);
  add(fields, 'title', tool.title);
  add(fields, 'description', tool.description);
  walk(fields, 'inputSchema', tool.inputSchema, 0);
  walk(fields, 'outputSchema', tool.outputSchema, 0);
  walk(fields, 'annotations', tool.annotations, 0);
  return fields;
}

function add(fields: Field[], field: string, text: unknown): void {
  if (typeof text === 'string' && text.length > 0 && fields.length < MAX_FIELDS) fields.push({ field, text: text.slice(0, MAX_TEXT) });
}

function walk(fields: Field[], path: string, value: Json | undefined, depth: number): void {
  if (typeof value === 'string') add(fields, path, value);
  if (typeof value !== 'object' || value === null || depth > MAX_DEPTH) return;
  if (Array.isArray(value)) {
    value.forEach((item, index) => {
      walk(fields, `${path}.${index}`, item, depth + 1);
    });
    return;
  }
  const named = path.endsWith('properties');
  for (const [key, item] of Object.entries(value)) {
    if (named) add(fields, path, key);
    walk(fields, `${path}.${key}`, item, depth + 1);
  }
}
