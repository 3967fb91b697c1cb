/** The JSON Schema of a tool's parameters, from whatever a program declares them with. */
import { z } from 'zod';
import type { Json } from '../../../db/model.ts';
import { noLosses, toJson } from './json-values.ts';
import { hostSchema, reviveShape } from './libraries/schema-revival.ts';
import { isSchema, schemaToJson } from './libraries/schema-values.ts';
import type { Machine } from './machine.ts';
import { get, ownKeys } from './properties.ts';
import { alternatives, isFunction, isObj, isUnknown, usual, type Value } from './values.ts';

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
