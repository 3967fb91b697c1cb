/** What a Python expression stands for, as far as that can be seen without running anything. */
import { declare, lookUp, type Meaning } from './program.ts';
import { cleanDoc } from './text.ts';
import { type Argument, type ClassDef, dotted, type Expr, type FunctionDef, statementsOf } from './tree.ts';
import { binary, bound, GAP, joined, type Place, type PyValue, plain, textValue, UNKNOWN } from './values.ts';

const MAX_DEPTH = 40;
const MAX_ITEMS = 5_000;

/** What an expression stands for at its place; of what is too deep, or only known when it runs, nothing. */
export function evaluate(expr: Expr | undefined, at: Place): PyValue {
  if (!expr || at.depth > MAX_DEPTH) return UNKNOWN;
  const place = { ...at, depth: at.depth + 1 };
  switch (expr.type) {
    case 'text':
    case 'number':
    case 'constant':
      return plain(expr.value);
    case 'format':
      return joined(expr.parts.map((part) => (typeof part === 'string' ? plain(part) : evaluate(part, place))));
    case 'name':
      return nameValue(expr.name, place);
    case 'attribute':
      return attribute(evaluate(expr.object, place), expr.name, place, expr.object);
    case 'list':
    case 'tuple':
    case 'set':
      return listOf(expr.items, place);
    case 'dict':
      return dictOf(expr.entries, place);
    case 'binary':
      return binary(expr.operator, evaluate(expr.left, place), evaluate(expr.right, place));
    case 'choice': {
      const yes = evaluate(expr.yes, place);
      return yes.kind === 'unknown' ? evaluate(expr.no, place) : yes;
    }
    case 'comprehension':
      return comprehension(expr, place);
    case 'index':
      return indexed(evaluate(expr.object, place), evaluate(expr.items[0], place));
    case 'call':
      return call(expr.callee, expr.args, place);
    default:
      return UNKNOWN;
  }
}

function nameValue(name: string, place: Place): PyValue {
  const local = place.locals.get(name);
  if (local) return 'kind' in local ? local : meant(local, place);
  const found = lookUp(place.program, place.module, name);
  if (!found) return UNKNOWN;
  if (!('meaning' in found)) return { kind: 'module', module: found.module };
  return meant(found.meaning, { ...place, module: found.module, locals: new Map() });
}

function meant(meaning: Meaning, place: Place): PyValue {
  if (meaning.type === 'function') return { kind: 'function', def: meaning.def, module: place.module };
  if (meaning.type === 'class') return { kind: 'class', def: meaning.def, module: place.module };
  if (meaning.type === 'import') return UNKNOWN;
  const value = evaluate(meaning.value, place);
  if (meaning.appended.length === 0 || value.kind !== 'list') return value;
  const more = listOf(meaning.appended, place);
  return {
    kind: 'list',
    items: [...value.items, ...(more.kind === 'list' ? more.items : [])],
    open: value.open || (more.kind === 'list' && more.open),
  };
}

function listOf(exprs: Expr[], place: Place): PyValue {
  const items: PyValue[] = [];
  let open = false;
  for (const expr of exprs) {
    if (expr.type !== 'star') items.push(evaluate(expr, place));
    else {
      const spread = evaluate(expr.value, place);
      if (spread.kind === 'list') items.push(...spread.items);
      if (spread.kind !== 'list' || spread.open) open = true;
    }
  }
  return { kind: 'list', items: items.slice(0, MAX_ITEMS), open };
}

function dictOf(pairs: { key: Expr | undefined; value: Expr }[], place: Place): PyValue {
  const entries: [PyValue, PyValue][] = [];
  let open = false;
  for (const { key, value } of pairs) {
    const found = evaluate(value, place);
    if (key) entries.push([evaluate(key, place), found]);
    else if (found.kind === 'dict') entries.push(...found.entries);
    else open = true;
  }
  return { kind: 'dict', entries: entries.slice(0, MAX_ITEMS), open };
}

function comprehension(expr: Extract<Expr, { type: 'comprehension' }>, place: Place): PyValue {
  const over = evaluate(expr.over, place);
  const items = over.kind === 'list' ? over.items : over.kind === 'dict' ? over.entries.map(([key]) => key) : [];
  const made = items.slice(0, MAX_ITEMS).map((item) => {
    const inside = { ...place, locals: new Map([...place.locals, ...bound(expr.target, item)]) };
    return { key: expr.key ? evaluate(expr.key, inside) : undefined, value: evaluate(expr.element, inside) };
  });
  const open = over.kind !== 'list' && over.kind !== 'dict';
  if (expr.key) return { kind: 'dict', entries: made.map((each) => [each.key ?? UNKNOWN, each.value]), open };
  return { kind: 'list', items: made.map((each) => each.value), open };
}

function indexed(object: PyValue, key: PyValue): PyValue {
  if (key.kind !== 'plain') return UNKNOWN;
  if (object.kind === 'list' && typeof key.value === 'number') return object.items.at(key.value) ?? UNKNOWN;
  if (object.kind === 'dict') return object.entries.findLast(([each]) => each.kind === 'plain' && each.value === key.value)?.[1] ?? UNKNOWN;
  return object.kind === 'class' ? attribute(object, String(key.value), undefined) : UNKNOWN;
}

/** An attribute of a module, of a class (members of enumerations are their values) or of what a class makes. */
function attribute(object: PyValue, name: string, place: Place | undefined, expr?: Expr): PyValue {
  if (object.kind === 'module') return place ? nameValue(name, { ...place, module: object.module, locals: new Map() }) : UNKNOWN;
  if (object.kind === 'plain') return name === 'value' || name === 'name' ? object : UNKNOWN;
  if (object.kind === 'function' && name === '__doc__') return docOf(object.def.body) ?? UNKNOWN;
  if (object.kind === 'function' && name === '__name__') return plain(object.def.name);
  if (object.kind === 'class' && name === '__doc__') return docOf(object.def.body) ?? UNKNOWN;
  if (object.kind === 'class' && name === '__name__') return plain(object.def.name);
  if (object.kind === 'class' && place) return ofClass(object.def, name, { ...place, module: object.module, locals: new Map() });
  if (object.kind === 'made' && object.cls && place)
    return ofClass(object.cls.def, name, { ...place, module: object.cls.module, locals: new Map() });
  if (expr && dotted(expr) === 'self' && place?.cls) return ofClass(place.cls, name, place);
  return UNKNOWN;
}

/** A class attribute, or what its constructor sets on `self`. */
function ofClass(cls: ClassDef, name: string, place: Place): PyValue {
  for (const statement of statementsOf(cls.body, false)) {
    if (statement.type === 'assign' && statement.value && statement.targets.some((each) => each.type === 'name' && each.name === name))
      return evaluate(statement.value, place);
    if (statement.type === 'function' && statement.name === name)
      return statement.decorators.some((each) => dotted(each) === 'property')
        ? returned(statement, [], { ...place, cls })
        : { kind: 'function', def: statement, module: place.module };
  }
  for (const method of cls.body) {
    if (method.type !== 'function' || method.name !== '__init__') continue;
    for (const statement of statementsOf(method.body, false)) {
      if (statement.type === 'assign' && statement.targets.some((each) => each.type === 'attribute' && dotted(each) === `self.${name}`))
        return evaluate(statement.value, place);
      // `super().__init__("name")`, where the base keeps its first argument under that name.
      if (
        name === 'name' &&
        statement.type === 'expression' &&
        statement.value.type === 'call' &&
        statement.value.callee.type === 'attribute' &&
        statement.value.callee.name === '__init__'
      )
        return evaluate(statement.value.args[0]?.value, place);
    }
  }
  return UNKNOWN;
}

/** The docstring of a body, without its indentation. */
export function docOf(body: FunctionDef['body']): PyValue | undefined {
  const [first] = body;
  return first?.type === 'expression' && first.value.type === 'text' ? plain(cleanDoc(first.value.value)) : undefined;
}

function call(callee: Expr, args: Argument[], place: Place): PyValue {
  const name = dotted(callee) ?? '';
  const first = (): PyValue => evaluate(args[0]?.value, place);
  if (callee.type === 'attribute') {
    const own = textMethod(evaluate(callee.object, place), callee.name, args, place);
    if (own) return own;
  }
  if (/(^|\.)(dedent|cleandoc)$/.test(name)) {
    const text = textValue(first());
    return text ? (text.known ? plain(cleanDoc(text.text)) : { kind: 'unknown', text: cleanDoc(text.text) }) : UNKNOWN;
  }
  if (/^(list|tuple|sorted|set)$/.test(name)) return first();
  if (name === 'str') return joined([first()]);
  if (name === 'dict')
    return {
      kind: 'dict',
      entries: args.flatMap((each): [PyValue, PyValue][] => (each.name ? [[plain(each.name), evaluate(each.value, place)]] : [])),
      open: args.some((each) => !each.name),
    };
  const target = evaluate(callee, place);
  if (target.kind === 'function') return returned(target.def, args, { ...place, module: target.module }, place);
  return { kind: 'made', by: name, args, place, cls: target.kind === 'class' ? { def: target.def, module: target.module } : undefined };
}

function textMethod(object: PyValue, method: string, args: Argument[], place: Place): PyValue | undefined {
  if (object.kind === 'dict' && method === 'items')
    return {
      kind: 'list',
      items: object.entries.map(([key, value]) => ({ kind: 'list', items: [key, value], open: false })),
      open: object.open,
    };
  if (object.kind === 'dict' && (method === 'values' || method === 'keys'))
    return { kind: 'list', items: object.entries.map((each) => each[method === 'keys' ? 0 : 1]), open: object.open };
  const text = textValue(object);
  if (!text) return undefined;
  if (method === 'join') {
    const items = evaluate(args[0]?.value, place);
    if (items.kind !== 'list' || items.open) return { kind: 'unknown', text: GAP };
    return joined(items.items.flatMap((each, index) => (index === 0 ? [each] : [object, each])));
  }
  const changed = {
    strip: text.text.trim(),
    lstrip: text.text.trimStart(),
    rstrip: text.text.trimEnd(),
    lower: text.text.toLowerCase(),
    upper: text.text.toUpperCase(),
  }[method];
  if (changed === undefined) return method === 'format' ? { kind: 'unknown', text: text.text.replace(/\{[^}]*\}/g, GAP) } : undefined;
  return text.known ? plain(changed) : { kind: 'unknown', text: changed };
}

/** What a function gives back, from its last `return`, with its arguments as they are passed. */
function returned(def: FunctionDef, args: Argument[], inside: Place, outside: Place = inside): PyValue {
  const locals = new Map<string, PyValue | Meaning>();
  const positional = args.filter((each) => !each.name && !each.star);
  for (const [index, parameter] of def.parameters.filter((each) => each.name !== 'self' && each.name !== 'cls').entries()) {
    const given = args.find((each) => each.name === parameter.name) ?? positional[index];
    locals.set(parameter.name, given ? evaluate(given.value, outside) : parameter.default ? evaluate(parameter.default, inside) : UNKNOWN);
  }
  const place = { ...inside, locals: localsOf(def, locals) };
  const returns = [...statementsOf(def.body, false)].flatMap((each) =>
    each.type === 'return' && each.value ? [evaluate(each.value, place)] : [],
  );
  return returns.findLast((each) => each.kind !== 'unknown') ?? returns.at(-1) ?? UNKNOWN;
}

/** The names that a function's body gives meaning to. */
export function localsOf(def: FunctionDef, known: Map<string, PyValue | Meaning>): Map<string, PyValue | Meaning> {
  const own = new Map<string, Meaning>();
  for (const statement of statementsOf(def.body, false)) declare(own, statement);
  return new Map([...known, ...own]);
}
