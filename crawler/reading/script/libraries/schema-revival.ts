/** From the program's values to our own zod: its schemas, its bundled zod's schemas (of version 3 or 4, by their definitions), plain arguments. */
import { z } from 'zod';
import { invoke } from '../calls.ts';
import { elements } from '../iterate.ts';
import { noLosses, toJson } from '../json-values.ts';
import type { Machine } from '../machine.ts';
import { get, ownKeys } from '../properties.ts';
import { alternatives, isFunction, isObj, isPrimitive, isUnknown, type Obj, usual, type Value } from '../values.ts';
import { isSchema } from './schema-values.ts';

const MAX_DEPTH = 40;

/** The schema that a value is, if it is one. */
export function hostSchema(machine: Machine, value: Value, depth = 0): z.ZodType | undefined {
  const one = alternatives(value).find((each) => isObj(each) && (isSchema(each.host) || definitionOf(machine, each))) ?? usual(value);
  if (!isObj(one) || depth > MAX_DEPTH) return undefined;
  if (isSchema(one.host)) return one.host;
  const known = revived.get(one);
  if (known) return known;
  const definition = definitionOf(machine, one);
  if (!definition) return undefined;
  // Set beforehand, so that a schema that contains itself comes to an end.
  revived.set(one, z.any());
  const schema = described(machine, one, definition, fromDefinition(machine, definition, depth));
  revived.set(one, schema);
  return schema;
}

const revived = new WeakMap<Obj, z.ZodType>();

/** What a bundled zod keeps of a schema: `_def` with `typeName` in version 3, `_zod.def` or `def` with `type` in version 4. */
function definitionOf(machine: Machine, value: Obj): { kind: string; def: Value } | undefined {
  if (value.items || value.fn?.type === 'native') return undefined;
  const old = get(machine, value, '_def');
  const name = isObj(old) ? get(machine, old, 'typeName') : undefined;
  if (typeof name === 'string' && name.startsWith('Zod')) return { kind: name.slice(3).toLowerCase(), def: old };
  const inner = get(machine, value, '_zod');
  const def = isObj(inner) ? get(machine, inner, 'def') : undefined;
  const type = isObj(def) ? get(machine, def, 'type') : undefined;
  return typeof type === 'string' ? { kind: type.toLowerCase(), def } : undefined;
}

function described(machine: Machine, value: Obj, { def }: { def: Value }, schema: z.ZodType): z.ZodType {
  const description = usual(get(machine, def, 'description'));
  const said = typeof description === 'string' ? description : usual(get(machine, value, 'description'));
  return typeof said === 'string' && said !== schema.description ? schema.describe(said) : schema;
}

/** Puts a schema together again from its definition. Kinds without a JSON meaning become "anything". */
function fromDefinition(machine: Machine, { kind, def }: { kind: string; def: Value }, depth: number): z.ZodType {
  const part = (key: string): z.ZodType => hostSchema(machine, get(machine, def, key), depth + 1) ?? z.any();
  const parts = (key: string): z.ZodType[] =>
    elements(machine, get(machine, def, key)).items.map((each) => hostSchema(machine, each, depth + 1) ?? z.any());
  switch (kind) {
    case 'string':
      return z.string();
    case 'number':
      return z.number();
    case 'int':
    case 'bigint':
      return z.int();
    case 'boolean':
      return z.boolean();
    case 'null':
      return z.null();
    case 'object': {
      const shape = get(machine, def, 'shape');
      return z.object(reviveShape(machine, isFunction(shape) ? invoke(machine, shape, def, []) : shape, depth + 1));
    }
    case 'array':
      return z.array(hostSchema(machine, get(machine, def, 'element'), depth + 1) ?? part('type'));
    case 'enum':
    case 'nativeenum':
      return enumOf(machine, get(machine, def, 'entries') ?? get(machine, def, 'values'));
    case 'literal':
      return literalOf(machine, get(machine, def, 'values') ?? get(machine, def, 'value'));
    case 'union':
    case 'discriminatedunion':
      return unionOf(parts('options'));
    case 'intersection':
      return z.intersection(part('left'), part('right'));
    case 'record':
      return z.record(z.string(), part('valueType'));
    case 'tuple':
      return z.array(z.any());
    case 'optional':
      return part('innerType').optional();
    case 'nullable':
      return part('innerType').nullable();
    case 'default':
    case 'prefault':
      return withDefault(machine, part('innerType'), get(machine, def, 'defaultValue'));
    case 'readonly':
    case 'catch':
    case 'nonoptional':
      return part('innerType');
    case 'effects':
      return part('schema');
    case 'branded':
      return part('type');
    case 'pipe':
    case 'pipeline':
      return pipeOf(machine, def, depth);
    case 'lazy': {
      const getter = get(machine, def, 'getter');
      return hostSchema(machine, isFunction(getter) ? invoke(machine, getter, undefined, []) : undefined, depth + 1) ?? z.any();
    }
    default:
      return z.any();
  }
}

/** What goes in counts; a mere transformation in front says nothing of it. */
function pipeOf(machine: Machine, def: Value, depth: number): z.ZodType {
  const input = get(machine, def, 'in');
  const first = isObj(input) ? definitionOf(machine, input) : undefined;
  return hostSchema(machine, first?.kind === 'transform' ? get(machine, def, 'out') : input, depth + 1) ?? z.any();
}

export function withDefault(machine: Machine, schema: z.ZodType, value: Value): z.ZodType {
  const given = isFunction(value) ? invoke(machine, value, undefined, []) : value;
  const plain = plainArgument(machine, usual(given));
  return plain === undefined ? schema.optional() : schema.default(plain as never);
}

export function unionOf(options: z.ZodType[]): z.ZodType {
  return options.length === 0 ? z.any() : z.union(options);
}

export function enumOf(machine: Machine, value: Value): z.ZodType {
  const source = usual(value);
  const given =
    isObj(source) && !source.items && !source.entries
      ? ownKeys(source).map((key) => usual(get(machine, source, key)))
      : elements(machine, source).items.map(usual);
  const texts = given.filter((each) => typeof each === 'string');
  const numbers = given.filter((each) => typeof each === 'number');
  if (numbers.length > 0)
    return z.literal([
      ...texts.filter((each) => !numbers.some((number) => isObj(source) && get(machine, source, each) === number)),
      ...numbers,
    ]);
  return texts.length > 0 ? z.enum(texts as [string, ...string[]]) : z.string();
}

export function literalOf(machine: Machine, value: Value): z.ZodType {
  const given = isObj(value) ? elements(machine, value).items.map(usual) : [usual(value)];
  const plain = given.filter((each) => isPrimitive(each) && typeof each !== 'symbol' && typeof each !== 'bigint');
  return plain.length > 0 ? z.literal(plain as [string]) : z.any();
}

/** The properties of an object schema. What is there only in some mode is left out. */
export function reviveShape(machine: Machine, value: Value, depth = 0): Record<string, z.ZodType> {
  const shape: Record<string, z.ZodType> = {};
  const one = usual(value);
  if (isUnknown(one) || !isObj(one)) return shape;
  for (const key of ownKeys(one)) {
    if (one.slots.get(key)?.maybe) continue;
    const schema = hostSchema(machine, get(machine, one, key), depth + 1) ?? z.any();
    Object.defineProperty(shape, key, { value: schema, enumerable: true, configurable: true, writable: true });
  }
  return shape;
}

/** A plain argument for our own zod: text, number, pattern, or JSON. Functions and what is not known are nothing. */
export function plainArgument(machine: Machine, value: Value): unknown {
  if (isUnknown(value) || isFunction(value)) return undefined;
  if (isObj(value) && value.host instanceof RegExp) return value.host;
  const losses = noLosses();
  const json = toJson(machine, value, losses);
  return losses.unknown > 0 || losses.tooLarge ? undefined : json;
}
