/**
 * Zod schemas as values: the program's calls are repeated on our own zod, so that what comes out is what zod itself says.
 * Only the methods named here are ever called, and no function of the program is handed in.
 */
import { z } from 'zod';
import type { Json } from '../../../../db/model.ts';
import { nativeFunction } from '../builtins/native.ts';
import type { CallSite } from '../claims.ts';
import { fromHost } from '../json-values.ts';
import type { Machine } from '../machine.ts';
import { promiseOf } from '../promises.ts';
import { copyInto, get } from '../properties.ts';
import {
  alternatives,
  choose,
  isFunction,
  isObj,
  isUnknown,
  type Key,
  newSlot,
  type Obj,
  object,
  type Slot,
  unknown,
  usual,
  type Value,
} from '../values.ts';
import { hostSchema, plainArgument, reviveShape } from './schema-revival.ts';

/** Methods repeated on our own zod. */
const REPEATED = new Set(
  'min max length nonempty gt gte lt lte positive negative nonnegative nonpositive int multipleOf step finite safe regex startsWith endsWith includes trim toLowerCase toUpperCase email url uuid guid cuid cuid2 ulid nanoid ip ipv4 ipv6 cidr base64 base64url jwt datetime date time duration emoji optional nullable nullish array describe default prefault readonly or and partial required pick omit extend merge safeExtend strict strip passthrough loose catchall keyof unwrap exclude extract'.split(
    ' ',
  ),
);
/** Methods that leave what goes in as it is. */
const PASSIVE = new Set(
  'refine superRefine transform pipe brand check overwrite openapi catch register clone with withMetadata removeDefault deepPartial setKey sourceType innerType in out'.split(
    ' ',
  ),
);
/** Methods that give what they are given, with defaults put in: whether it would pass is not asked. */
const PARSERS = new Set('parse parseAsync decode encode safeParse safeParseAsync spa safeDecode'.split(' '));

type Schema = z.ZodType & Record<string, unknown>;

export function isSchema(host: unknown): host is Schema {
  return host instanceof z.ZodType;
}

export function wrapSchema(machine: Machine, schema: z.ZodType): Obj {
  const made = object(machine.protos.object);
  made.host = schema;
  return made;
}

const members = new WeakMap<Obj, Map<Key, Slot>>();

/** A member of a schema value. */
export function schemaMember(machine: Machine, target: Obj, key: Key): Slot | undefined {
  if (!isSchema(target.host) || typeof key !== 'string') return undefined;
  const known = members.get(target) ?? new Map<Key, Slot>();
  members.set(target, known);
  let slot = known.get(key);
  if (!slot) {
    const value = memberOf(machine, target, target.host, key);
    if (value === undefined) return undefined;
    slot = newSlot(value, true);
    known.set(key, slot);
  }
  return slot;
}

function memberOf(machine: Machine, target: Obj, host: Schema, key: string): Value {
  if (REPEATED.has(key)) return nativeFunction(machine, key, ({ args }) => repeat(machine, host, key, args));
  if (key === 'meta')
    return nativeFunction(machine, key, ({ args }) =>
      args.length === 0 ? fromHost(machine, { ...host.meta() } as Json) : withMeta(machine, host, args[0]),
    );
  if (PASSIVE.has(key)) return nativeFunction(machine, key, () => target, true);
  if (PARSERS.has(key)) return nativeFunction(machine, key, ({ args: [value] }) => parsed(machine, host, key, value), true);
  if (key === 'isOptional' || key === 'isNullable')
    return nativeFunction(machine, key, () => (key === 'isOptional' ? host.isOptional() : host.isNullable()), true);
  if (key === 'shape') return shapeOf(machine, host);
  if (key === 'description') return host.description;
  if (key === 'element' || key === 'options' || key === 'enum' || key === 'Enum' || key === 'Values' || key === 'value' || key === 'type')
    return partOf(machine, host, key);
  if (key === 'toJSONSchema') return nativeFunction(machine, key, () => fromHost(machine, schemaToJson(host)));
  return key === '_def' || key === 'def' || key === '_zod' ? definitionOf(machine, host, key) : undefined;
}

/** Calls a method of our own zod; where it refuses, the schema stays as it was. */
function repeat(machine: Machine, host: Schema, key: string, args: Value[]): Value {
  const method = host[key];
  if (typeof method !== 'function') return wrapSchema(machine, host);
  try {
    const result: unknown = method.apply(
      host,
      args.map((each) => argumentFor(machine, key, each)).filter((each, index) => each !== undefined || index === 0),
    );
    return result instanceof z.ZodType ? wrapSchema(machine, result) : wrapSchema(machine, host);
  } catch {
    // Zod throws plain errors of many kinds on arguments it refuses: the schema is then kept without this step.
    return wrapSchema(machine, host);
  }
}

function argumentFor(machine: Machine, method: string, value: Value): unknown {
  const one = usual(value);
  if (method === 'extend' || method === 'safeExtend') return reviveShape(machine, one);
  const schema = hostSchema(machine, one);
  if (schema) return schema;
  if (method === 'or' || method === 'and' || method === 'merge' || method === 'catchall') return z.any();
  if (method === 'describe') return typeof one === 'string' ? one : isUnknown(one) ? (one.text ?? '') : '';
  return plainArgument(machine, one);
}

function parsed(machine: Machine, host: Schema, key: string, value: Value): Value {
  const data = isObj(value) && !value.items && host instanceof z.ZodObject ? withDefaults(machine, host, value) : value;
  if (!/safe|spa/i.test(key)) return key.endsWith('Async') ? promiseOf(machine, data) : data;
  const result = object(machine.protos.object);
  result.slots.set('success', newSlot(isUnknown(value) ? unknown('success', true) : true));
  result.slots.set('data', newSlot(data));
  return key.endsWith('Async') || key === 'spa' ? promiseOf(machine, result) : result;
}

function withDefaults(machine: Machine, host: z.ZodObject, value: Obj): Obj {
  const made = object(machine.protos.object);
  copyInto(machine, made, value);
  for (const [key, schema] of Object.entries(host.shape)) {
    if (schema instanceof z.ZodDefault && alternatives(get(machine, value, key)).includes(undefined)) {
      const rest = alternatives(get(machine, value, key)).filter((each) => each !== undefined);
      made.slots.set(key, newSlot(choose([fromHost(machine, schema.def.defaultValue as Json), ...rest])));
    }
  }
  return made;
}

function withMeta(machine: Machine, host: Schema, meta: Value): Obj {
  const description = usual(get(machine, meta, 'description'));
  return wrapSchema(machine, typeof description === 'string' ? host.describe(description) : host);
}

function shapeOf(machine: Machine, host: Schema): Value {
  if (!(host instanceof z.ZodObject)) return undefined;
  const made = object(machine.protos.object);
  for (const [key, each] of Object.entries(host.shape)) made.slots.set(key, newSlot(wrapSchema(machine, each as z.ZodType)));
  return made;
}

function partOf(machine: Machine, host: Schema, key: string): Value {
  if (key === 'type') return host.def.type;
  const part: unknown = key === 'Enum' || key === 'Values' ? host.enum : host[key];
  if (part instanceof z.ZodType) return wrapSchema(machine, part);
  if (Array.isArray(part))
    return {
      ...object(machine.protos.array),
      items: part.map((each: unknown) => (each instanceof z.ZodType ? wrapSchema(machine, each) : (each as string))),
    };
  return part === undefined || typeof part === 'function' ? undefined : fromHost(machine, part as Json);
}

/** The part of a schema's inner definition that programs read, in the words of zod 3 and 4 at once. */
function definitionOf(machine: Machine, host: Schema, key: string): Value {
  const made = object(machine.protos.object);
  const { type } = host.def;
  const put = (name: string, value: Value): void => {
    if (value !== undefined) made.slots.set(name, newSlot(value));
  };
  put('type', type);
  put('typeName', `Zod${type.charAt(0).toUpperCase()}${type.slice(1)}`);
  put('description', host.description);
  const inner: unknown = (host.def as { innerType?: unknown }).innerType;
  if (inner instanceof z.ZodType) put('innerType', wrapSchema(machine, inner));
  const shape = shapeOf(machine, host);
  // Zod 3 has a function here, zod 4 an object; programs ask which.
  if (isObj(shape))
    put(
      'shape',
      key === '_def'
        ? Object.assign(
            nativeFunction(machine, 'shape', () => shape),
            { slots: new Map([...shape.slots]) },
          )
        : shape,
    );
  if (host instanceof z.ZodEnum) put('values', partOf(machine, host, 'options'));
  if (host instanceof z.ZodUnion) put('options', partOf(machine, host, 'options'));
  if (host instanceof z.ZodArray) put('element', partOf(machine, host, 'element'));
  if (host instanceof z.ZodDefault)
    put(
      'defaultValue',
      nativeFunction(machine, 'defaultValue', () => fromHost(machine, host.def.defaultValue as Json)),
    );
  if (key === '_zod') put('def', definitionOf(machine, host, 'def'));
  return made;
}

/** `instanceof` where either side is zod; `undefined` where neither is. */
export function schemaInstanceOf(value: Value, kind: Value): boolean | undefined {
  const wanted = isFunction(kind) ? kind.host : undefined;
  if (typeof wanted !== 'function') return undefined;
  return isObj(value) && value.host instanceof (wanted as new () => unknown);
}

/** Draft 7, of what goes in: as the protocol's library puts it into `tools/list`. */
export function schemaToJson(schema: z.ZodType): Json {
  try {
    return z.toJSONSchema(schema, { target: 'draft-7', io: 'input', unrepresentable: 'any', cycles: 'ref', reused: 'inline' }) as Json;
  } catch {
    // A schema that zod cannot put into words: its outer kind is still known.
    return schema instanceof z.ZodObject
      ? { type: 'object', properties: Object.fromEntries(Object.keys(schema.shape).map((key) => [key, {}])) }
      : {};
  }
}

const CONVERTERS = /^(?:zodToJsonSchema|toJSONSchema|toJsonSchema|toJsonSchemaCompat)\d*$/;

/** A call of a bundled library that puts a schema into JSON Schema: not followed, which would take long. */
export function schemaCall({ machine, method, self, args }: Pick<CallSite, 'machine' | 'method' | 'self' | 'args'>): Value {
  if (!CONVERTERS.test(method)) return undefined;
  return (
    converted(machine, args[0], args[1]) ??
    (args.length === 0 || method === 'toJSONSchema' ? converted(machine, self, undefined) : undefined)
  );
}

function converted(machine: Machine, value: Value, options: Value): Value {
  const schema = hostSchema(machine, value);
  if (!schema) return undefined;
  const json = schemaToJson(schema);
  // With a name, the schema stands among definitions and is referred to.
  const name = typeof options === 'string' ? options : usual(get(machine, options, 'name'));
  return fromHost(machine, typeof name === 'string' ? { $ref: `#/definitions/${name}`, definitions: { [name]: json } } : json);
}

/** `zodToJsonSchema(schema)` and kin. */
export function jsonSchemaOfZod(machine: Machine): Value {
  const convert = nativeFunction(
    machine,
    'zodToJsonSchema',
    ({ machine: owner, args: [value, options] }) => converted(owner, value, options) ?? unknown('zodToJsonSchema()'),
  );
  const made = object(machine.protos.object);
  for (const name of ['default', 'zodToJsonSchema', 'toJsonSchema']) made.slots.set(name, newSlot(convert, true));
  return made;
}
