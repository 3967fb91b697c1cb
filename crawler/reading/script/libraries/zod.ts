/** The namespace `z`: schemas made by our own zod, from what the program asks for. */
import { z } from 'zod';
import { install, nativeFunction } from '../builtins/native.ts';
import { invoke } from '../calls.ts';
import { elements } from '../iterate.ts';
import { fromHost } from '../json-values.ts';
import type { Machine } from '../machine.ts';
import { get } from '../properties.ts';
import { isFunction, isObj, type Native, newSlot, object, unknown, usual, type Value } from '../values.ts';
import { enumOf, hostSchema, literalOf, reviveShape, unionOf, withDefault } from './schema-revival.ts';
import { schemaToJson, wrapSchema } from './schema-values.ts';

type Maker = (machine: Machine, args: Value[]) => z.ZodType;

/** Kinds without arguments that matter. */
const PLAIN: Record<string, () => z.ZodType> = {
  string: () => z.string(),
  number: () => z.number(),
  boolean: () => z.boolean(),
  bigint: () => z.int(),
  int: () => z.int(),
  int32: () => z.int32(),
  uint32: () => z.uint32(),
  float32: () => z.number(),
  float64: () => z.number(),
  date: () => z.iso.datetime(),
  null: () => z.null(),
  any: () => z.any(),
  unknown: () => z.unknown(),
  undefined: () => z.any().optional(),
  void: () => z.any().optional(),
  never: () => z.never(),
  symbol: () => z.any(),
  nan: () => z.number(),
  function: () => z.any(),
  custom: () => z.any(),
  instanceof: () => z.any(),
  file: () => z.any(),
  promise: () => z.any(),
  json: () => z.any(),
  email: () => z.email(),
  url: () => z.url(),
  httpUrl: () => z.url(),
  uuid: () => z.uuid(),
  uuidv4: () => z.uuid(),
  guid: () => z.guid(),
  cuid: () => z.cuid(),
  cuid2: () => z.cuid2(),
  ulid: () => z.ulid(),
  nanoid: () => z.nanoid(),
  ipv4: () => z.ipv4(),
  ipv6: () => z.ipv6(),
  base64: () => z.base64(),
  jwt: () => z.string(),
  e164: () => z.e164(),
  templateLiteral: () => z.string(),
  stringbool: () => z.string(),
  stringFormat: () => z.string(),
  transform: () => z.any(),
};

const ISO: Record<string, () => z.ZodType> = {
  date: () => z.iso.date(),
  datetime: () => z.iso.datetime(),
  time: () => z.iso.time(),
  duration: () => z.iso.duration(),
};

function schemaOr(machine: Machine, value: Value): z.ZodType {
  return hostSchema(machine, value) ?? z.any();
}

const MADE_OF: Record<string, Maker> = {
  object: (machine, [shape]) => z.object(reviveShape(machine, shape)),
  strictObject: (machine, [shape]) => z.strictObject(reviveShape(machine, shape)),
  looseObject: (machine, [shape]) => z.looseObject(reviveShape(machine, shape)),
  interface: (machine, [shape]) => z.object(reviveShape(machine, shape)),
  array: (machine, [element]) => z.array(schemaOr(machine, element)),
  set: (machine, [element]) => z.array(schemaOr(machine, element)),
  tuple: (machine, [parts]) => z.tuple(elements(machine, parts).items.map((each) => schemaOr(machine, each)) as [z.ZodType]),
  record: (machine, args) => z.record(z.string(), schemaOr(machine, args.length > 1 ? args[1] : args[0])),
  partialRecord: (machine, [, value]) => z.record(z.string(), schemaOr(machine, value)),
  map: (machine, [, value]) => z.record(z.string(), schemaOr(machine, value)),
  union: (machine, [options]) => unionOf(elements(machine, options).items.map((each) => schemaOr(machine, each))),
  discriminatedUnion: (machine, [, options]) => unionOf(elements(machine, options).items.map((each) => schemaOr(machine, each))),
  xor: (machine, [options]) => unionOf(elements(machine, options).items.map((each) => schemaOr(machine, each))),
  intersection: (machine, [left, right]) => z.intersection(schemaOr(machine, left), schemaOr(machine, right)),
  enum: (machine, [values]) => enumOf(machine, values),
  nativeEnum: (machine, [values]) => enumOf(machine, values),
  literal: (machine, [value]) => literalOf(machine, value),
  optional: (machine, [inner]) => schemaOr(machine, inner).optional(),
  nullable: (machine, [inner]) => schemaOr(machine, inner).nullable(),
  nullish: (machine, [inner]) => schemaOr(machine, inner).nullish(),
  readonly: (machine, [inner]) => schemaOr(machine, inner),
  _default: (machine, [inner, value]) => withDefault(machine, schemaOr(machine, inner), value),
  preprocess: (machine, [, inner]) => schemaOr(machine, inner),
  effect: (machine, [inner]) => schemaOr(machine, inner),
  pipe: (machine, [inner]) => schemaOr(machine, inner),
  pipeline: (machine, [inner]) => schemaOr(machine, inner),
  codec: (machine, [inner]) => schemaOr(machine, inner),
  lazy: (machine, [getter]) => lazily(machine, getter),
};

const CLASSES: Record<string, unknown> = {
  ZodType: z.ZodType,
  ZodSchema: z.ZodType,
  Schema: z.ZodType,
  ZodObject: z.ZodObject,
  ZodString: z.ZodString,
  ZodNumber: z.ZodNumber,
  ZodBoolean: z.ZodBoolean,
  ZodArray: z.ZodArray,
  ZodEnum: z.ZodEnum,
  ZodNativeEnum: z.ZodEnum,
  ZodOptional: z.ZodOptional,
  ZodNullable: z.ZodNullable,
  ZodDefault: z.ZodDefault,
  ZodUnion: z.ZodUnion,
  ZodLiteral: z.ZodLiteral,
  ZodRecord: z.ZodRecord,
  ZodTuple: z.ZodTuple,
  ZodIntersection: z.ZodIntersection,
  ZodAny: z.ZodAny,
  ZodUnknown: z.ZodUnknown,
  ZodNull: z.ZodNull,
  ZodDate: z.ZodDate,
  ZodEffects: z.ZodPipe,
};

/** Our own zod asks for the inner schema when it is needed; by then the program's variables are set. */
function lazily(machine: Machine, getter: Value): z.ZodType {
  let inner: z.ZodType | undefined;
  let asking = false;
  return z.lazy(() => {
    if (!inner && !asking) {
      asking = true;
      inner = isFunction(getter) ? hostSchema(machine, invoke(machine, getter, undefined, [])) : undefined;
      asking = false;
    }
    inner ??= z.any();
    return inner;
  });
}

/** Options after the schema's own arguments: zod 3 takes a description there. */
function withOptions(machine: Machine, schema: z.ZodType, options: Value): z.ZodType {
  const description = isObj(options) && !options.host ? usual(get(machine, options, 'description')) : undefined;
  return typeof description === 'string' ? schema.describe(description) : schema;
}

function maker(make: Maker): Native {
  return ({ machine, args }) => {
    try {
      const last = args.at(-1);
      return wrapSchema(machine, withOptions(machine, make(machine, args), args.length > 1 ? last : undefined));
    } catch {
      // Zod throws plain errors of many kinds on arguments it refuses.
      return wrapSchema(machine, z.any());
    }
  };
}

export function zodNamespace(machine: Machine): Value {
  const made = object(machine.protos.object);
  const plain = (table: Record<string, () => z.ZodType>): Record<string, Native> =>
    Object.fromEntries(
      Object.entries(table).map(([name, make]) => [
        name,
        ({ machine: owner, args }) => wrapSchema(owner, withOptions(owner, make(), args[0])),
      ]),
    );
  install(machine, made, plain(PLAIN));
  install(machine, made, Object.fromEntries(Object.entries(MADE_OF).map(([name, make]) => [name, maker(make)])), ['lazy']);
  for (const [name, value] of [
    ['iso', ISO],
    ['coerce', PLAIN],
  ] as const)
    made.slots.set(name, newSlot(install(machine, object(machine.protos.object), plain(value)), true));
  for (const [name, host] of Object.entries(CLASSES))
    made.slots.set(
      name,
      newSlot(
        Object.assign(
          nativeFunction(machine, name, () => unknown(`${name}()`, true)),
          { host },
        ),
        true,
      ),
    );
  install(machine, made, {
    toJSONSchema: ({ machine: owner, args: [value] }) => {
      const schema = hostSchema(owner, value);
      return schema ? fromHost(owner, schemaToJson(schema)) : unknown('toJSONSchema()');
    },
    getErrorMap: () => unknown('getErrorMap()'),
    setErrorMap: () => undefined,
    config: () => undefined,
    registry: () => unknown('registry()', true),
  });
  const types = object(unknown('zod#.ZodFirstPartyTypeKind', true));
  for (const name of Object.keys(CLASSES)) types.slots.set(name, newSlot(name, true));
  made.slots.set('ZodFirstPartyTypeKind', newSlot(types, true));
  made.proto = unknown('zod#', true);
  for (const name of ['z', 'default']) made.slots.set(name, newSlot(made, true));
  return made;
}
