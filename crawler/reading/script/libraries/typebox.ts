/** TypeBox: schemas are plain JSON Schema objects. https://github.com/sinclairzx81/typebox */
import type { Json, JsonObject } from '../../../../db/model.ts';
import { install } from '../builtins/native.ts';
import { elements } from '../iterate.ts';
import { fromHost, toJson } from '../json-values.ts';
import type { Machine } from '../machine.ts';
import { copyInto, get, ownKeys } from '../properties.ts';
import { isObj, type Native, newSlot, type Obj, object, type Value } from '../values.ts';

const OPTIONAL = Symbol('optional');
const PLAIN: Record<string, JsonObject> = {
  String: { type: 'string' },
  Number: { type: 'number' },
  Integer: { type: 'integer' },
  Boolean: { type: 'boolean' },
  Null: { type: 'null' },
  Any: {},
  Unknown: {},
  Date: { type: 'string', format: 'date-time' },
};

function schema(machine: Machine, json: JsonObject, options: Value): Obj {
  const made = fromHost(machine, json) as Obj;
  if (isObj(options)) copyInto(machine, made, options);
  return made;
}

function withPart(made: Obj, key: string, value: Value): Obj {
  made.slots.set(key, newSlot(value));
  return made;
}

const KINDS: Record<string, Native> = {
  Object: ({ machine, args: [properties, options] }) => {
    const required = ownKeys(properties).filter((key) => {
      const property = get(machine, properties, key);
      return !(isObj(property) && property.slots.has(OPTIONAL));
    });
    return schema(
      machine,
      { type: 'object', properties: (toJson(machine, properties) ?? {}) as Json, ...(required.length > 0 ? { required } : {}) },
      options,
    );
  },
  Array: ({ machine, args: [items, options] }) => withPart(schema(machine, { type: 'array' }, options), 'items', items),
  Optional: ({ machine, args: [inner] }) => {
    const made = object(machine.protos.object);
    copyInto(machine, made, inner);
    made.slots.set(OPTIONAL, newSlot(true, true));
    return made;
  },
  Literal: ({ machine, args: [value, options] }) =>
    withPart(schema(machine, typeof value === 'string' ? { type: 'string' } : {}, options), 'const', value),
  Union: ({ machine, args: [all, options] }) => withPart(schema(machine, {}, options), 'anyOf', all),
  Intersect: ({ machine, args: [all, options] }) => withPart(schema(machine, {}, options), 'allOf', all),
  Record: ({ machine, args: [, value, options] }) => withPart(schema(machine, { type: 'object' }, options), 'additionalProperties', value),
  Enum: ({ machine, args: [values, options] }) =>
    schema(machine, { enum: ownKeys(values).map((key) => toJson(machine, get(machine, values, key)) ?? null) }, options),
  Unsafe: ({ args: [inner] }) => inner,
  Readonly: ({ args: [inner] }) => inner,
  Partial: ({ machine, args: [inner] }) => {
    const made = object(machine.protos.object);
    copyInto(machine, made, inner);
    made.slots.delete('required');
    return made;
  },
  Tuple: ({ machine, args: [items, options] }) =>
    withPart(schema(machine, { type: 'array', maxItems: elements(machine, items).items.length }, options), 'items', items),
};

export function typebox(machine: Machine): Value {
  const type = install(machine, object(machine.protos.object), KINDS);
  for (const [name, json] of Object.entries(PLAIN))
    install(machine, type, { [name]: ({ machine: owner, args: [options] }) => schema(owner, json, options) });
  const made = object(machine.protos.object);
  for (const name of ['Type', 't', 'default']) made.slots.set(name, newSlot(type, true));
  return made;
}
