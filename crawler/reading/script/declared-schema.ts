/** The JSON Schema of a tool's parameters, from whatever a program declares them with. */
import { z } from 'zod';
import type { Json, JsonObject } from '../../../db/model.ts';
import { noLosses, toJson } from './json-values.ts';
import { hostSchema, reviveShape } from './libraries/schema-revival.ts';
import { isSchema, schemaToJson } from './libraries/schema-values.ts';
import type { Machine } from './machine.ts';
import { get, ownKeys } from './properties.ts';
import { alternatives, isFunction, isObj, isUnknown, type Obj, usual, type Value } from './values.ts';

const SCHEMA_WORDS = ['type', 'properties', '$schema', '$ref', 'anyOf', 'oneOf', 'allOf', 'additionalProperties'];

/** The schema in words of JSON Schema; without parameters an empty object schema; `undefined` where it is not known. */
export function declaredSchema(machine: Machine, value: Value, gaps: string[]): Json | undefined {
  const one = alternatives(value).find((each) => isObj(each)) ?? usual(value);
  if (one === undefined || one === null) return { type: 'object', properties: {} };
  if (!isObj(one)) {
    if (isUnknown(one)) gaps.push('inputSchema');
    return undefined;
  }
  const schema = hostSchema(machine, one);
  if (schema) return schemaToJson(schema);
  if (isShape(machine, one)) return schemaToJson(z.object(reviveShape(machine, one)));
  if (isFunction(one)) return undefined;
  const losses = noLosses();
  const json = toJson(machine, one, losses);
  if (losses.unknown > 0) gaps.push('inputSchema');
  if (losses.cyclic) gaps.push('inputSchema is cyclic');
  if (losses.tooLarge) gaps.push('inputSchema is too large');
  return json;
}

/** Whether an object holds one schema per parameter: what the protocol's library calls a raw shape. */
export function isShape(machine: Machine, value: Value): boolean {
  if (!isObj(value) || value.items || value.fn) return false;
  const keys = ownKeys(value);
  return keys.some((key) => {
    const one = usual(get(machine, value, key));
    return isObj(one) && (isSchema(one.host) || hostSchema(machine, one) !== undefined);
  });
}

/** Whether an object reads as a JSON Schema. */
export function isJsonSchema(value: Obj): boolean {
  return SCHEMA_WORDS.some((word) => value.slots.has(word));
}

/** The names of an object schema's parameters. */
export function parameterNames(schema: Json | undefined): string[] {
  const properties = typeof schema === 'object' && schema !== null && !Array.isArray(schema) ? schema.properties : undefined;
  return typeof properties === 'object' && properties !== null && !Array.isArray(properties) ? Object.keys(properties as JsonObject) : [];
}
