/** Parameters out of an input schema, whatever its shape: `$ref` and unions resolved, cycles and size bounded. */
import type { Json, JsonObject } from '../../db/model.ts';
import type { Param, Word } from './types.ts';
import { nameWords, textWords } from './words.ts';

const MOST_PARAMS = 80;
const DEEPEST = 2;
const MOST_HOPS = 8;
/** Of JSON Schema, with a schema or several for a value: beside an object of properties they are no parameters. */
const KEYWORDS = new Set(
  'properties patternProperties additionalProperties unevaluatedProperties propertyNames definitions dependencies dependentSchemas dependentRequired not if then else items contains'.split(
    ' ',
  ),
);
/** So much of a parameter's description is read. */
const DESCRIPTION_READ = 300;

/** The parameters of a tool, fields of object parameters included to a depth of two. */
export function readParams(schema: Json | undefined): Param[] {
  const params: Param[] = [];
  if (isObject(schema)) collect(schema, schema, 'inputSchema', 0, params);
  return params;
}

export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function collect(root: JsonObject, schema: JsonObject, path: string, depth: number, into: Param[]): void {
  const resolved = resolve(root, schema);
  const properties = resolved.properties;
  if (isObject(properties)) {
    const required = Array.isArray(resolved.required) ? resolved.required : [];
    addAll(root, properties, required, `${path}.properties`, depth, into);
  }
  // Some catalogues give the properties bare, without the object around them; where there is one besides, neither hides the other.
  if (depth === 0 && resolved.type === undefined) addAll(root, isObject(properties) ? beside(resolved) : resolved, [], path, depth, into);
  for (const key of ['anyOf', 'oneOf', 'allOf']) {
    const branches = resolved[key];
    if (!Array.isArray(branches)) continue;
    for (const branch of branches.slice(0, 10))
      if (isObject(branch) && into.length < MOST_PARAMS) collect(root, branch, `${path}.${key}`, depth, into);
  }
}

/** What stands beside the object of properties and is no part of JSON Schema itself. */
function beside(schema: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(schema).filter(([name]) => !KEYWORDS.has(name)));
}

function addAll(root: JsonObject, properties: JsonObject, required: Json[], path: string, depth: number, into: Param[]): void {
  for (const name in properties) {
    if (into.length >= MOST_PARAMS) return;
    const value = properties[name];
    if (!isObject(value) || (depth === 0 && path === 'inputSchema' && name.startsWith('$'))) continue;
    const schema = resolve(root, value);
    const items = isObject(schema.items) ? resolve(root, schema.items) : undefined;
    const description = text(value.description) || text(schema.description);
    const here = `${path}.${name}`;
    into.push({
      name,
      words: nameWords(name.slice(0, 80)),
      path: here,
      type: typeOf(schema),
      description,
      says: saysOf(description),
      enum: enumOf(schema) ?? (items && enumOf(items)) ?? [],
      default: schema.default,
      required: required.includes(name),
      depth,
    });
    if (depth < DEEPEST) collect(root, items ?? schema, items ? `${here}.items` : here, depth + 1, into);
  }
}

/** The words of a parameter's description, as far as it is read. */
export function saysOf(description: string): Word[] {
  return textWords(description, 0, Math.min(description.length, DESCRIPTION_READ));
}

function text(value: Json | undefined): string {
  return typeof value === 'string' ? value : '';
}

/** The schema a `$ref` points at inside the same document, or the only real branch of a nullable union. */
function resolve(root: JsonObject, schema: JsonObject): JsonObject {
  let now = schema;
  for (let hop = 0; hop < MOST_HOPS; hop++) {
    const ref = now.$ref;
    if (typeof ref === 'string' && ref.startsWith('#/')) {
      const target = pointer(root, ref);
      if (!target || target === now) return now;
      now = target;
      continue;
    }
    const branches = Array.isArray(now.anyOf) ? now.anyOf : Array.isArray(now.oneOf) ? now.oneOf : undefined;
    const real = branches?.filter((branch) => isObject(branch) && branch.type !== 'null');
    const only = real?.length === 1 ? real[0] : undefined;
    if (only === undefined || !isObject(only) || now.properties !== undefined) return now;
    now = now.default === undefined ? only : { ...only, default: now.default };
  }
  return now;
}

function pointer(root: JsonObject, ref: string): JsonObject | undefined {
  let now: Json | undefined = root;
  for (const part of ref.slice(2).split('/')) {
    if (!isObject(now)) return undefined;
    const key: string = part.replaceAll('~1', '/').replaceAll('~0', '~');
    now = Object.hasOwn(now, key) ? now[key] : undefined;
  }
  return isObject(now) ? now : undefined;
}

function typeOf(schema: JsonObject): string {
  const { type } = schema;
  if (typeof type === 'string') return type;
  if (Array.isArray(type)) return type.find((one): one is string => typeof one === 'string' && one !== 'null') ?? '';
  if (schema.properties !== undefined) return 'object';
  return schema.enum !== undefined ? 'string' : '';
}

function enumOf(schema: JsonObject): string[] | undefined {
  if (Array.isArray(schema.enum)) return schema.enum.filter((one): one is string => typeof one === 'string').slice(0, 60);
  if (typeof schema.const === 'string') return [schema.const];
  const branches = Array.isArray(schema.anyOf) ? schema.anyOf : Array.isArray(schema.oneOf) ? schema.oneOf : undefined;
  const values = branches?.flatMap((branch) => (isObject(branch) ? (enumOf(branch) ?? []) : []));
  return values && values.length > 0 ? values : undefined;
}
