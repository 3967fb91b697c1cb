/** Valibot: its schemas as those of our own zod. https://valibot.dev/api/ */
import { z } from 'zod';
import { install, nativeFunction } from '../builtins/native.ts';
import { elements } from '../iterate.ts';
import type { Machine } from '../machine.ts';
import { type Native, newSlot, object, unknown, usual, type Value } from '../values.ts';
import { enumOf, hostSchema, literalOf, reviveShape, unionOf, withDefault } from './schema-revival.ts';
import { wrapSchema } from './schema-values.ts';

const PLAIN: Record<string, () => z.ZodType> = {
  string: () => z.string(),
  number: () => z.number(),
  boolean: () => z.boolean(),
  bigint: () => z.int(),
  date: () => z.iso.datetime(),
  null: () => z.null(),
  null_: () => z.null(),
  any: () => z.any(),
  unknown: () => z.unknown(),
  undefined: () => z.any().optional(),
  undefined_: () => z.any().optional(),
  never: () => z.never(),
  custom: () => z.any(),
  instance: () => z.any(),
  lazy: () => z.any(),
};

const schemaOr = (machine: Machine, value: Value): z.ZodType => hostSchema(machine, value) ?? z.any();
const all = (machine: Machine, value: Value): z.ZodType[] => elements(machine, value).items.map((each) => schemaOr(machine, each));

function optional(machine: Machine, inner: Value, value: Value): z.ZodType {
  return value === undefined ? schemaOr(machine, inner).optional() : withDefault(machine, schemaOr(machine, inner), value);
}

const MADE_OF: Record<string, (machine: Machine, args: Value[]) => z.ZodType> = {
  object: (machine, [shape]) => z.object(reviveShape(machine, shape)),
  strictObject: (machine, [shape]) => z.strictObject(reviveShape(machine, shape)),
  looseObject: (machine, [shape]) => z.looseObject(reviveShape(machine, shape)),
  objectWithRest: (machine, [shape]) => z.looseObject(reviveShape(machine, shape)),
  array: (machine, [element]) => z.array(schemaOr(machine, element)),
  set: (machine, [element]) => z.array(schemaOr(machine, element)),
  tuple: (machine, [parts]) => z.array(unionOf(all(machine, parts))),
  record: (machine, [, value]) => z.record(z.string(), schemaOr(machine, value)),
  map: (machine, [, value]) => z.record(z.string(), schemaOr(machine, value)),
  union: (machine, [options]) => unionOf(all(machine, options)),
  variant: (machine, [, options]) => unionOf(all(machine, options)),
  intersect: (machine, [options]) => all(machine, options).reduce((left, right) => z.intersection(left, right)),
  picklist: (machine, [values]) => enumOf(machine, values),
  enum: (machine, [values]) => enumOf(machine, values),
  enum_: (machine, [values]) => enumOf(machine, values),
  literal: (machine, [value]) => literalOf(machine, value),
  optional: (machine, [inner, value]) => optional(machine, inner, value),
  exactOptional: (machine, [inner, value]) => optional(machine, inner, value),
  undefinedable: (machine, [inner, value]) => optional(machine, inner, value),
  nullable: (machine, [inner]) => schemaOr(machine, inner).nullable(),
  nullish: (machine, [inner]) => schemaOr(machine, inner).nullish(),
  fallback: (machine, [inner]) => schemaOr(machine, inner),
  partial: (machine, [inner]) => ofShape(machine, inner, (shape) => shape.partial()),
  required: (machine, [inner]) => ofShape(machine, inner, (shape) => shape.required()),
  pick: (machine, [inner, keys]) => ofShape(machine, inner, (shape) => shape.pick(mask(machine, shape, keys))),
  omit: (machine, [inner, keys]) => ofShape(machine, inner, (shape) => shape.omit(mask(machine, shape, keys))),
  pipe: (machine, [inner, ...actions]) =>
    actions.reduce<z.ZodType>(
      (schema, action) => {
        const said = descriptions.get(usual(action) as object);
        return said === undefined ? schema : schema.describe(said);
      },
      schemaOr(machine, inner),
    ),
};

function ofShape(machine: Machine, inner: Value, change: (shape: z.ZodObject) => z.ZodType): z.ZodType {
  const schema = schemaOr(machine, inner);
  return schema instanceof z.ZodObject ? change(schema) : schema;
}

function mask(machine: Machine, shape: z.ZodObject, keys: Value): Record<string, true> {
  const named = elements(machine, keys).items.map(usual);
  return Object.fromEntries(Object.keys(shape.shape).flatMap((key): [string, true][] => (named.includes(key) ? [[key, true]] : [])));
}

/** What `description(text)` made, by that object. */
const descriptions = new WeakMap<object, string>();

function maker(make: (machine: Machine, args: Value[]) => z.ZodType): Native {
  return ({ machine, args }) => {
    try {
      return wrapSchema(machine, make(machine, args));
    } catch {
      // Zod throws plain errors of many kinds on arguments it refuses.
      return wrapSchema(machine, z.any());
    }
  };
}

export function valibot(machine: Machine): Value {
  // Everything else is an action on a schema, and says nothing of its form.
  const made = object(unknown('valibot#', true));
  install(machine, made, Object.fromEntries(Object.entries({ ...PLAIN, ...MADE_OF }).map(([name, make]) => [name, maker(make)])));
  const description = nativeFunction(machine, 'description', ({ machine: owner, args: [text] }) => {
    const action = object(owner.protos.object);
    const said = usual(text);
    if (typeof said === 'string') descriptions.set(action, said);
    return action;
  });
  made.slots.set('description', newSlot(description, true));
  for (const name of ['v', 'default']) made.slots.set(name, newSlot(made, true));
  return made;
}
