/** From type hints to JSON Schema, as pydantic puts them: https://docs.pydantic.dev/latest/concepts/json_schema/ */
import type { JsonObject } from '../../../db/model.ts';
import { evaluate } from './evaluate.ts';
import { modelSchema } from './models.ts';
import { parsePython } from './parse.ts';
import { type Argument, dotted, type Expr } from './tree.ts';
import { type Place, textValue, toJson } from './values.ts';

const MAX_DEPTH = 24;

const PLAIN: Record<string, JsonObject> = {
  str: { type: 'string' },
  int: { type: 'integer' },
  float: { type: 'number' },
  bool: { type: 'boolean' },
  bytes: { type: 'string', format: 'binary' },
  None: { type: 'null' },
  Any: {},
  object: {},
  datetime: { type: 'string', format: 'date-time' },
  date: { type: 'string', format: 'date' },
  time: { type: 'string', format: 'time' },
  timedelta: { type: 'string', format: 'duration' },
  UUID: { type: 'string', format: 'uuid' },
  UUID4: { type: 'string', format: 'uuid4' },
  Path: { type: 'string', format: 'path' },
  Decimal: { type: 'string' },
  AnyUrl: { type: 'string', format: 'uri', minLength: 1 },
  AnyHttpUrl: { type: 'string', format: 'uri', minLength: 1 },
  HttpUrl: { type: 'string', format: 'uri', minLength: 1 },
  EmailStr: { type: 'string', format: 'email' },
  PositiveInt: { type: 'integer', exclusiveMinimum: 0 },
  NonNegativeInt: { type: 'integer', minimum: 0 },
  PositiveFloat: { type: 'number', exclusiveMinimum: 0 },
  NonNegativeFloat: { type: 'number', minimum: 0 },
};
const LISTS = new Set(['list', 'List', 'Sequence', 'Iterable', 'Collection', 'deque']);
const SETS = new Set(['set', 'Set', 'frozenset', 'FrozenSet']);
const DICTS = new Set(['dict', 'Dict', 'Mapping', 'MutableMapping', 'defaultdict', 'OrderedDict']);
/** Keywords of `Field(…)` and their names in JSON Schema. */
const CONSTRAINTS: Record<string, string> = {
  ge: 'minimum',
  gt: 'exclusiveMinimum',
  le: 'maximum',
  lt: 'exclusiveMaximum',
  min_length: 'minLength',
  max_length: 'maxLength',
  pattern: 'pattern',
  regex: 'pattern',
  multiple_of: 'multipleOf',
  title: 'title',
};

/** The schema of a type hint. What is not known is allowed to be anything. */
export function typeSchema(hint: Expr | undefined, place: Place, depth = 0): JsonObject {
  if (!hint || depth > MAX_DEPTH) return {};
  if (hint.type === 'constant') return { type: 'null' };
  // A hint in quotes is read as if it had none.
  if (hint.type === 'text') return typeSchema(quotedHint(hint.value), place, depth + 1);
  if (hint.type === 'binary' && hint.operator === '|') return union([hint.left, hint.right], place, depth);
  if (hint.type === 'index') return generic(hint, place, depth);
  const name = lastName(hint);
  if (LISTS.has(name)) return { type: 'array', items: {} };
  if (SETS.has(name)) return { type: 'array', items: {}, uniqueItems: true };
  if (DICTS.has(name)) return { type: 'object', additionalProperties: true };
  if (name === 'tuple' || name === 'Tuple') return { type: 'array', items: {} };
  const own = evaluateType(hint, place);
  if (own?.kind === 'class')
    return modelSchema(own.def, { ...place, module: own.module, locals: new Map(), cls: undefined, depth: place.depth + 1 }, depth + 1);
  if (own?.kind === 'alias') return typeSchema(own.expr, { ...place, module: own.module }, depth + 1);
  return Object.hasOwn(PLAIN, name) ? { ...PLAIN[name] } : {};
}

export function lastName(expr: Expr): string {
  return (dotted(expr) ?? '').split('.').at(-1) ?? '';
}

function quotedHint(text: string): Expr | undefined {
  const [statement] = text.length > 2_000 ? [] : parsePython(text);
  return statement?.type === 'expression' ? statement.value : undefined;
}

type OwnType =
  | { kind: 'class'; def: Parameters<typeof modelSchema>[0]; module: Place['module'] }
  | { kind: 'alias'; expr: Expr; module: Place['module'] };

/** A name of the program: a class, or an alias such as `Limit = Annotated[int, Field(…)]`. */
function evaluateType(hint: Expr, place: Place): OwnType | undefined {
  if (hint.type === 'name') {
    const meaning = place.module.names.get(hint.name);
    if (meaning?.type === 'value' && (meaning.value.type === 'index' || meaning.value.type === 'binary'))
      return { kind: 'alias', expr: meaning.value, module: place.module };
  }
  const value = evaluate(hint, place);
  return value.kind === 'class' ? { kind: 'class', def: value.def, module: value.module } : undefined;
}

function generic(hint: Extract<Expr, { type: 'index' }>, place: Place, depth: number): JsonObject {
  const name = lastName(hint.object);
  const items = hint.items.flatMap((each) => (each.type === 'tuple' ? each.items : [each]));
  const of = (expr: Expr | undefined): JsonObject => typeSchema(expr, place, depth + 1);
  if (LISTS.has(name)) return { type: 'array', items: of(items[0]) };
  if (SETS.has(name)) return { type: 'array', items: of(items[0]), uniqueItems: true };
  if (DICTS.has(name)) {
    const value = of(items[1]);
    return { type: 'object', additionalProperties: Object.keys(value).length === 0 ? true : value };
  }
  if (name === 'Optional') return union([...items, { type: 'constant', value: null, at: hint.at }], place, depth);
  if (name === 'Union') return union(items, place, depth);
  if (name === 'Literal') return literal(items, place);
  if (name === 'Annotated') return { ...of(items[0]), ...annotated(items.slice(1), place) };
  if (name === 'tuple' || name === 'Tuple') {
    if (items[1]?.type === 'ellipsis') return { type: 'array', items: of(items[0]) };
    return { type: 'array', prefixItems: items.map(of), minItems: items.length, maxItems: items.length };
  }
  if (['Final', 'Required', 'NotRequired', 'ReadOnly', 'ClassVar', 'SkipValidation'].includes(name)) return of(items[0]);
  return typeSchema(hint.object, place, depth + 1);
}

function union(parts: Expr[], place: Place, depth: number): JsonObject {
  const flat = parts.flatMap((each): Expr[] => (each.type === 'binary' && each.operator === '|' ? [...flatten(each)] : [each]));
  const anyOf = flat.map((each) => typeSchema(each, place, depth + 1));
  return anyOf.length === 1 && anyOf[0] ? anyOf[0] : { anyOf };
}

function* flatten(expr: Expr): Generator<Expr> {
  if (expr.type === 'binary' && expr.operator === '|') {
    yield* flatten(expr.left);
    yield* flatten(expr.right);
  } else yield expr;
}

function literal(items: Expr[], place: Place): JsonObject {
  const values = items.map((each) => toJson(evaluate(each, place)) ?? null);
  const kinds = new Set(values.map((each) => (typeof each === 'number' ? 'integer' : each === null ? 'null' : typeof each)));
  const [kind] = kinds;
  const type: JsonObject = kinds.size === 1 && kind !== undefined ? { type: kind } : {};
  return values.length === 1 ? { const: values[0] ?? null, ...type } : { enum: values, ...type };
}

/** What stands behind the type in `Annotated[…]`: `Field(…)`, or a bare description. */
export function annotated(parts: Expr[], place: Place): JsonObject {
  const made: JsonObject = {};
  for (const part of parts) {
    if (part.type === 'call' && /^(Field|Param|Query|Body|Doc|Parameter)$/.test(lastName(part.callee)))
      Object.assign(made, fieldSchema(part.args, place));
    else {
      const said = textValue(evaluate(part, place));
      if (said) made.description = said.text;
    }
  }
  return made;
}

/** The keywords of `Field(…)`; its default is the caller's business. */
export function fieldSchema(args: Argument[], place: Place): JsonObject {
  const made: JsonObject = {};
  for (const { name, value } of args) {
    if (name === 'description' || name === 'documentation') {
      const said = textValue(evaluate(value, place));
      if (said) made.description = said.text;
    } else if (name && Object.hasOwn(CONSTRAINTS, name)) {
      const json = toJson(evaluate(value, place));
      if (json !== undefined) made[CONSTRAINTS[name] as string] = json;
    } else if (name === 'examples' || name === 'json_schema_extra') {
      const json = toJson(evaluate(value, place));
      if (name === 'examples' && json !== undefined) made.examples = json;
      else if (typeof json === 'object' && json !== null && !Array.isArray(json)) Object.assign(made, json);
    }
  }
  return made;
}
