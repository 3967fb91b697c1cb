/** The tools that a Python program declares, in the ways of the protocol's library and of FastMCP. */
import type { Claim } from '../script/claims.ts';
import { lastName } from './annotations.ts';
import { docOf, evaluate, localsOf } from './evaluate.ts';
import { modelSchema } from './models.ts';
import type { Meaning, Program, PyModule } from './program.ts';
import { lookUp } from './program.ts';
import { inputSchema } from './signature.ts';
import { type Argument, type ClassDef, type Expr, expressionsIn, expressionsOf, type FunctionDef, type Stmt } from './tree.ts';
import { bound, type Place, type PyValue, textValue, toJson } from './values.ts';

/** Classes whose instances have a `.tool` decorator that is not the protocol's. */
const OTHER_FRAMEWORKS = /^(Agent|Group|Typer|Blueprint|Router|APIRouter|Flask)$/;

/** A place in the program while it is walked, with the class and the functions around it. */
type Walk = (body: readonly Stmt[], place: Place, see: (statement: Stmt, place: Place) => void) => void;

export function declaredTools(program: Program, modules: Iterable<PyModule>): Claim[] {
  const claims: Claim[] = [];
  for (const module of modules) {
    const place: Place = { program, module, locals: new Map(), cls: undefined, depth: 0 };
    walk(module.body, place, (statement, at) => {
      if (statement.type === 'function') claims.push(...decorated(statement, at));
      for (const expr of expressionsOf(statement)) {
        for (const each of expressionsIn(expr)) {
          if (each.type !== 'call' || (statement.type === 'function' && statement.decorators.includes(each))) continue;
          claims.push(...called(each, at));
        }
      }
    });
  }
  return claims;
}

const walk: Walk = (body, place, see) => {
  for (const statement of body) {
    see(statement, place);
    if (statement.type === 'class') walk(statement.body, { ...place, cls: statement }, see);
    else if (statement.type === 'function')
      walk(statement.body, { ...place, locals: localsOf(statement, parametersAsUnknown(statement, place)) }, see);
    else if (statement.type === 'for') inLoop(statement, place, see);
    else if ('body' in statement) walk(statement.body, place, see);
  }
};

/** A loop over a list that is known is gone through, so that `for f in (a, b): mcp.add_tool(f)` declares both. */
function inLoop(statement: Extract<Stmt, { type: 'for' }>, place: Place, see: (statement: Stmt, place: Place) => void): void {
  const over = evaluate(statement.over, place);
  const items = over.kind === 'list' ? over.items : over.kind === 'dict' ? over.entries.map(([key]) => key) : [];
  if (items.length === 0 || items.length > 500) return walk(statement.body, place, see);
  for (const item of items) walk(statement.body, { ...place, locals: new Map([...place.locals, ...bound(statement.target, item)]) }, see);
}

function parametersAsUnknown(def: FunctionDef, place: Place): Map<string, PyValue | Meaning> {
  const names = new Map(place.locals);
  for (const parameter of def.parameters)
    names.set(parameter.name, parameter.default ? evaluate(parameter.default, place) : { kind: 'unknown' });
  return names;
}

/** `@mcp.tool`, `@mcp.tool()`, `@mcp.tool(name="x", description="y")`. */
function decorated(def: FunctionDef, place: Place): Claim[] {
  for (const decorator of def.decorators) {
    const callee = decorator.type === 'call' ? decorator.callee : decorator;
    if (!isToolDecorator(callee, place)) continue;
    return [fromFunction(def, decorator.type === 'call' ? decorator.args : [], place, 'python-decorator')];
  }
  return [];
}

function isToolDecorator(callee: Expr, place: Place): boolean {
  if (callee.type === 'name') return callee.name === 'tool' && importsFrom(place, 'tool', /^(fast)?mcp\b/);
  if (callee.type !== 'attribute' || callee.name !== 'tool') return false;
  return isServer(callee.object, place);
}

function importsFrom({ module }: Place, name: string, from: RegExp): boolean {
  const meaning = module.names.get(name);
  return meaning?.type === 'import' && from.test(meaning.from.module);
}

/** Whether the receiver may be a server: anything but an instance of a class known to be something else. */
function isServer(receiver: Expr, place: Place): boolean {
  const value = receiver.type === 'name' ? serverValue(receiver.name, place) : undefined;
  const made = value?.type === 'call' ? lastName(value.callee) : undefined;
  return made === undefined || !OTHER_FRAMEWORKS.test(made);
}

function serverValue(name: string, place: Place): Expr | undefined {
  const local = place.locals.get(name);
  if (local && 'type' in local) return local.type === 'value' ? local.value : undefined;
  const found = lookUp(place.program, place.module, name);
  return found && 'meaning' in found && found.meaning.type === 'value' ? found.meaning.value : undefined;
}

function option(args: Argument[], name: string): Expr | undefined {
  return args.find((each) => each.name === name)?.value;
}

function fromFunction(def: FunctionDef, args: Argument[], place: Place, style: string): Claim {
  const gaps: string[] = [];
  const said = (expr: Expr | undefined, what: string): string | undefined => {
    const value = expr ? evaluate(expr, place) : undefined;
    // `None` is as if it was not given.
    if (!value || (value.kind === 'plain' && value.value === null)) return undefined;
    const text = textValue(value);
    if (!text?.known) gaps.push(what);
    return text?.text;
  };
  const first = args.find((each) => !each.name && !each.star)?.value;
  const positional = first && textValue(evaluate(first, place))?.known ? first : undefined;
  const doc = docOf(def.body);
  const excluded = toJson(evaluate(option(args, 'exclude_args'), place));
  return {
    name: said(option(args, 'name') ?? positional, 'name') ?? def.name,
    title: said(option(args, 'title'), 'title'),
    description: said(option(args, 'description'), 'description') ?? (doc?.kind === 'plain' ? String(doc.value) : ''),
    inputSchema: inputSchema(def, { ...place, cls: undefined }, Array.isArray(excluded) ? excluded.map(String) : []),
    annotations: annotationsOf(option(args, 'annotations'), place),
    at: { file: place.module.path, offset: def.at },
    style,
    strength: 'protocol',
    speculative: false,
    gaps,
  };
}

function annotationsOf(expr: Expr | undefined, place: Place): Claim['annotations'] {
  const value = expr ? evaluate(expr, place) : undefined;
  if (value?.kind === 'dict') return toJson(value);
  if (value?.kind !== 'made' || !value.by.endsWith('ToolAnnotations')) return undefined;
  const pairs = value.args.flatMap((each) => (each.name ? [[each.name, toJson(evaluate(each.value, place)) ?? null] as const] : []));
  return Object.fromEntries(pairs);
}

/** `mcp.add_tool(fn)`, `mcp.tool()(fn)`, `Tool.from_function(fn)`, `Tool(name=…, inputSchema=…)`. */
function called(call: Extract<Expr, { type: 'call' }>, place: Place): Claim[] {
  const { callee, args } = call;
  const first = args.find((each) => !each.name && !each.star)?.value ?? option(args, 'fn');
  if (callee.type === 'attribute' && (callee.name === 'add_tool' || callee.name === 'from_function' || callee.name === 'tool'))
    return ofFunction(first, args, callee, place);
  if (callee.type === 'call' && isToolDecorator(callee.callee, place)) return ofFunction(first, callee.args, callee.callee, place);
  if (lastName(callee) === 'Tool' && option(args, 'name')) return [...listed(call, place)];
  return [];
}

function ofFunction(expr: Expr | undefined, args: Argument[], callee: Expr, place: Place): Claim[] {
  if (!expr || (callee.type === 'attribute' && !isServer(callee.object, place))) return [];
  const value = evaluate(expr, place);
  if (value.kind !== 'function') return [];
  const options = args.filter((each) => each.name !== undefined);
  return [fromFunction(value.def, options, { ...place, module: value.module, locals: new Map() }, 'python-add-tool')];
}

/** A tool of a low-level server: its schema stands beside it, or is that of a model. */
function* listed({ args, at }: Extract<Expr, { type: 'call' }>, place: Place): Generator<Claim> {
  const input = option(args, 'inputSchema') ?? option(args, 'input_schema') ?? option(args, 'parameters');
  if (!input) return;
  const gaps: string[] = [];
  const name = textValue(evaluate(option(args, 'name'), place));
  const description = textValue(evaluate(option(args, 'description'), place));
  if (option(args, 'description') && !description?.known) gaps.push('description');
  const inputSchema = schemaOf(input, place);
  if (inputSchema === undefined) gaps.push('inputSchema');
  yield {
    name: name?.known ? name.text : '',
    title: textValue(evaluate(option(args, 'title'), place))?.text,
    description: description?.text,
    inputSchema,
    annotations: annotationsOf(option(args, 'annotations'), place),
    at: { file: place.module.path, offset: at },
    style: 'python-tool',
    strength: 'protocol',
    speculative: false,
    gaps: name?.known ? gaps : [...gaps, 'name'],
  };
}

function schemaOf(expr: Expr, place: Place): Claim['inputSchema'] {
  if (expr.type === 'call' && expr.callee.type === 'attribute' && /^(model_json_schema|schema|json_schema)$/.test(expr.callee.name)) {
    const model: PyValue = evaluate(expr.callee.object, place);
    const made: ClassDef | undefined = model.kind === 'class' ? model.def : undefined;
    return made && model.kind === 'class'
      ? modelSchema(made, { ...place, module: model.module, locals: new Map(), cls: undefined })
      : undefined;
  }
  return toJson(evaluate(expr, place));
}
