/** Schemas of the program's own classes: pydantic models, dataclasses, typed dictionaries, enumerations. */
import type { Json, JsonObject } from '../../../db/model.ts';
import { annotated, fieldSchema, lastName, typeSchema } from './annotations.ts';
import { docOf, evaluate } from './evaluate.ts';
import { type ClassDef, type Expr, type Stmt, statementsOf } from './tree.ts';
import { type Place, toJson } from './values.ts';

const MAX_DEPTH = 12;

/** One field or parameter with its schema; `required` where it has no default. */
export interface FieldOf {
  schema: JsonObject;
  required: boolean;
}

export function modelSchema(def: ClassDef, place: Place, depth = 0): JsonObject {
  const bases = def.bases.filter((each) => !each.name).map((each) => lastName(each.value));
  if (bases.some((base) => /Enum$/.test(base))) return enumSchema(def, place);
  if (depth > MAX_DEPTH) return { type: 'object' };
  const properties: { [name: string]: Json } = {};
  const required: string[] = [];
  for (const [name, { schema, required: needed }] of fieldsOf(def, place, depth)) {
    Object.defineProperty(properties, name, { value: schema, enumerable: true, configurable: true, writable: true });
    if (needed) required.push(name);
  }
  if (Object.keys(properties).length === 0 && !bases.some((base) => /Model$|TypedDict$/.test(base))) return {};
  const doc = docOf(def.body);
  const said = doc?.kind === 'plain' && typeof doc.value === 'string' ? { description: doc.value } : {};
  return { ...said, properties, ...(required.length > 0 ? { required } : {}), title: def.name, type: 'object' };
}

function enumSchema(def: ClassDef, place: Place): JsonObject {
  const values = def.body.flatMap((each) =>
    each.type === 'assign' && each.value && each.targets[0]?.type === 'name' ? [toJson(evaluate(each.value, place)) ?? null] : [],
  );
  const kinds = new Set(values.map((each) => (typeof each === 'number' ? 'integer' : typeof each)));
  const [kind] = kinds;
  return { enum: values, title: def.name, ...(kinds.size === 1 && kind ? { type: kind } : {}) };
}

/** Fields in order, those of base classes first. */
function fieldsOf(def: ClassDef, place: Place, depth: number): Map<string, FieldOf> {
  const fields = new Map<string, FieldOf>();
  for (const base of def.bases) {
    const value = base.name || depth > MAX_DEPTH ? undefined : evaluate(base.value, place);
    if (value?.kind === 'class')
      for (const [name, field] of fieldsOf(value.def, { ...place, module: value.module }, depth + 1)) fields.set(name, field);
  }
  for (const statement of statementsOf(def.body, false)) {
    const name = fieldName(statement);
    if (name === undefined || statement.type !== 'assign') continue;
    const field = fieldOf(statement.annotation, statement.value, place, depth);
    fields.set(name, { ...field, schema: { ...titled(name, field.schema) } });
  }
  return fields;
}

function fieldName(statement: Stmt): string | undefined {
  if (statement.type !== 'assign' || !statement.annotation || statement.targets[0]?.type !== 'name') return undefined;
  const { name } = statement.targets[0];
  const hint = statement.annotation.type === 'index' ? lastName(statement.annotation.object) : '';
  return name.startsWith('_') || name === 'model_config' || hint === 'ClassVar' ? undefined : name;
}

/** Schema and need of something with a type hint and perhaps a default, which may be `Field(…)`. */
export function fieldOf(annotation: Expr | undefined, fallback: Expr | undefined, place: Place, depth = 0): FieldOf {
  const schema: JsonObject = { ...typeSchema(annotation, place, depth + 1) };
  if (!fallback) return { schema, required: !annotatedDefault(annotation, place, schema) };
  if (fallback.type === 'call' && /^(Field|Query|Body|Param|Parameter|field)$/.test(lastName(fallback.callee))) {
    Object.assign(schema, fieldSchema(fallback.args, place));
    return { schema, required: !takeDefault(fallback, place, schema) };
  }
  if (fallback.type === 'ellipsis') return { schema, required: true };
  const json = toJson(evaluate(fallback, place));
  if (json !== undefined) schema.default = json;
  return { schema, required: false };
}

/** `Annotated[int, Field(default=3)]` has a default as well. */
function annotatedDefault(annotation: Expr | undefined, place: Place, schema: JsonObject): boolean {
  if (annotation?.type !== 'index' || lastName(annotation.object) !== 'Annotated') return false;
  Object.assign(schema, annotated(annotation.items.slice(1), place));
  return annotation.items.some((each) => each.type === 'call' && lastName(each.callee) === 'Field' && takeDefault(each, place, schema));
}

/** Puts the default of `Field(…)` into a schema; false where there is none. */
function takeDefault(field: Extract<Expr, { type: 'call' }>, place: Place, schema: JsonObject): boolean {
  const given = field.args.find((each) => each.name === 'default') ?? field.args.find((each) => !each.name && !each.star);
  if (given && given.value.type !== 'ellipsis') {
    const json = toJson(evaluate(given.value, place));
    if (json !== undefined) schema.default = json;
    return true;
  }
  return field.args.some((each) => each.name === 'default_factory');
}

/** Pydantic gives every property a title made of its name; references to classes keep their own. */
export function titled(name: string, schema: JsonObject): JsonObject {
  if (schema.title !== undefined) return schema;
  const title = name.replaceAll('_', ' ').replace(/[A-Za-z]+/g, (word) => word.charAt(0).toUpperCase() + word.slice(1).toLowerCase());
  return { ...schema, title };
}
