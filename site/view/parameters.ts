/** The parameters of an input schema as rows of a table. Schemas are strangers' JSON of any shape: what cannot be read is left out. */
import type { Json, JsonObject, Verdict } from '../../db/model.ts';
import { cut } from '../words.ts';

export interface ParameterRow {
  name: string;
  type: string;
  required: boolean;
  description: string;
  /** Allowed values or the default, where stated. */
  values: string;
  /** What of it weighed in the verdict. */
  seen: string[];
}

const MOST = 60;

/** `left` counts the parameters beyond the first sixty. */
export function parametersOf(schema: Json | undefined, verdict: Verdict): { rows: ParameterRow[]; left: number } {
  const properties = isObject(schema) && isObject(schema.properties) ? Object.entries(schema.properties) : [];
  const required = new Set(isObject(schema) && Array.isArray(schema.required) ? schema.required : []);
  const rows = properties.slice(0, MOST).map(([name, property]) => {
    const described = isObject(property) && typeof property.description === 'string' ? property.description : '';
    return {
      name: cut(name, 200),
      type: typeOf(property),
      required: required.has(name),
      description: cut(described, 400),
      values: valuesOf(property),
      seen: seenIn(name, verdict),
    };
  });
  return { rows, left: Math.max(0, properties.length - MOST) };
}

function seenIn(name: string, { evidence, perAction }: Verdict): string[] {
  const place = `inputSchema.properties.${name}`;
  const quoted = evidence.some(({ field }) => field === place || field.startsWith(`${place}.`));
  const actions = perAction.filter(({ param }) => param === name);
  return [...(quoted ? ['quoted as evidence'] : []), ...actions.map(({ value, category, risk }) => `${value}: ${category}, ${risk}`)];
}

function typeOf(property: Json | undefined, depth = 0): string {
  if (!isObject(property) || depth > 3) return 'any';
  const { type, anyOf, oneOf, enum: values, items, $ref } = property;
  if (typeof type === 'string') return type === 'array' && isObject(items) ? `${typeOf(items, depth + 1)}[]` : cut(type, 30);
  if (Array.isArray(type)) return cut(type.filter((each) => typeof each === 'string').join(' or '), 60);
  const branches = Array.isArray(anyOf) ? anyOf : Array.isArray(oneOf) ? oneOf : undefined;
  if (branches) return [...new Set(branches.slice(0, 6).map((branch) => typeOf(branch, depth + 1)))].join(' or ');
  if (Array.isArray(values)) return 'one of';
  return typeof $ref === 'string' ? cut($ref.split('/').at(-1) ?? 'any', 40) : 'any';
}

function valuesOf(property: Json | undefined): string {
  if (!isObject(property)) return '';
  const { enum: values, default: preset } = property;
  const parts: string[] = [];
  if (Array.isArray(values)) {
    const shown = values.slice(0, 12).map((value) => cut(JSON.stringify(value), 60));
    parts.push(shown.join(' | ') + (values.length > 12 ? ` | ${values.length - 12} more` : ''));
  }
  if (preset !== undefined) parts.push(`default ${cut(JSON.stringify(preset), 60)}`);
  return parts.join('; ');
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
