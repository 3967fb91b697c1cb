/** Reads the top-level parameters of a tool's input schema, leniently: the schema is whatever JSON a stranger put there. */
import type { Json, JsonObject, ToolDefinition } from '../../db/model.ts';

export interface Parameter {
  name: string;
  /** JSON Schema types named, directly or in `anyOf`/`oneOf`; empty where none is. */
  types: string[];
  description: string;
  /** Values of `enum`/`const`, also within `anyOf`/`oneOf`; undefined where the values are open. */
  values?: Json[] | undefined;
  /** Values that the members of an array may have. */
  itemValues?: Json[] | undefined;
  default?: Json | undefined;
  required: boolean;
}

/** What this parameter may be besides null. */
export function isOnly(parameter: Parameter, ...types: string[]): boolean {
  const named = parameter.types.filter((type) => type !== 'null');
  return named.length > 0 && named.every((type) => types.includes(type));
}

/**
 * The parameters that a policy's `args.<name>` path can address, in the schema's order. A name with a dot cannot be written
 * as a path, so it is left out.
 */
export function parametersOf(definition: ToolDefinition): Parameter[] {
  const schema = objectOr(definition.inputSchema);
  const properties = objectOr(schema?.properties);
  if (!properties) return [];
  const required = new Set(Array.isArray(schema?.required) ? schema.required : []);
  return Object.keys(properties)
    .filter((name) => name !== '' && !name.includes('.'))
    .map((name) => parameterOf(name, objectOr(properties[name]) ?? {}, required.has(name)));
}

function parameterOf(name: string, schema: JsonObject, required: boolean): Parameter {
  const options = [schema, ...listOf(schema.anyOf), ...listOf(schema.oneOf)];
  const types = options.flatMap((option) => (Array.isArray(option.type) ? option.type : [option.type ?? null]));
  return {
    name,
    types: [...new Set(types.filter((type) => typeof type === 'string'))],
    description: typeof schema.description === 'string' ? schema.description : '',
    values: valuesOf(options),
    itemValues: valuesOf(options.flatMap((option) => listOf([option.items ?? null]))),
    default: schema.default,
    required,
  };
}

function valuesOf(options: JsonObject[]): Json[] | undefined {
  const values = options.flatMap((option) => (Array.isArray(option.enum) ? option.enum : 'const' in option ? [option.const as Json] : []));
  return values.length > 0 ? values : undefined;
}

function listOf(value: Json | undefined): JsonObject[] {
  return Array.isArray(value) ? value.map(objectOr).filter((item) => item !== undefined) : [];
}

function objectOr(value: Json | undefined): JsonObject | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined;
}
