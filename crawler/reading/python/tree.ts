/** A Python program as far as it matters here: expressions and statements, each with its offset in the text. */

export type Expr =
  | { type: 'text'; value: string; at: number }
  /** A format string with something that is filled in. */
  | { type: 'format'; parts: (string | Expr)[]; at: number }
  | { type: 'number'; value: number; at: number }
  | { type: 'constant'; value: boolean | null; at: number }
  | { type: 'ellipsis'; at: number }
  | { type: 'name'; name: string; at: number }
  | { type: 'attribute'; object: Expr; name: string; at: number }
  | { type: 'index'; object: Expr; items: Expr[]; at: number }
  | { type: 'call'; callee: Expr; args: Argument[]; at: number }
  | { type: 'list' | 'tuple' | 'set'; items: Expr[]; at: number }
  | { type: 'dict'; entries: { key: Expr | undefined; value: Expr }[]; at: number }
  | { type: 'star'; value: Expr; at: number }
  | { type: 'binary'; operator: string; left: Expr; right: Expr; at: number }
  | { type: 'choice'; test: Expr; yes: Expr; no: Expr; at: number }
  | { type: 'comprehension'; element: Expr; key: Expr | undefined; target: Expr; over: Expr; at: number }
  | { type: 'other'; at: number };

/** `name` for keyword arguments, `star` for `*x` and `**x`. */
export interface Argument {
  name?: string | undefined;
  star?: '*' | '**' | undefined;
  value: Expr;
}

export interface Parameter {
  name: string;
  star: '' | '*' | '**';
  annotation: Expr | undefined;
  default: Expr | undefined;
}

export interface FunctionDef {
  type: 'function';
  name: string;
  parameters: Parameter[];
  decorators: Expr[];
  body: Stmt[];
  at: number;
}

export interface ClassDef {
  type: 'class';
  name: string;
  bases: Argument[];
  decorators: Expr[];
  body: Stmt[];
  at: number;
}

/** `from <level dots><module> import <name> as <alias>`, or `import module as alias` with `name` undefined. */
export interface Imported {
  module: string;
  level: number;
  name: string | undefined;
  alias: string;
}

export type Stmt =
  | FunctionDef
  | ClassDef
  | { type: 'assign'; targets: Expr[]; annotation: Expr | undefined; operator: string; value: Expr | undefined; at: number }
  | { type: 'expression'; value: Expr; at: number }
  | { type: 'return'; value: Expr | undefined; at: number }
  | { type: 'for'; target: Expr; over: Expr; body: Stmt[]; at: number }
  | { type: 'block'; body: Stmt[]; at: number }
  | { type: 'import'; names: Imported[]; at: number };

/** Every statement of a body and of the bodies inside it. `into`: whether to go into functions and classes. */
export function* statementsOf(body: readonly Stmt[], into = true): Generator<Stmt> {
  for (const statement of body) {
    yield statement;
    if ('body' in statement && (into || (statement.type !== 'function' && statement.type !== 'class')))
      yield* statementsOf(statement.body, into);
  }
}

/** An expression and all expressions inside it. */
export function* expressionsIn(expr: Expr | undefined): Generator<Expr> {
  if (!expr) return;
  yield expr;
  switch (expr.type) {
    case 'format':
      for (const part of expr.parts) if (typeof part !== 'string') yield* expressionsIn(part);
      return;
    case 'attribute':
      return yield* expressionsIn(expr.object);
    case 'index':
      yield* expressionsIn(expr.object);
      for (const each of expr.items) yield* expressionsIn(each);
      return;
    case 'call':
      yield* expressionsIn(expr.callee);
      for (const each of expr.args) yield* expressionsIn(each.value);
      return;
    case 'list':
    case 'tuple':
    case 'set':
      for (const each of expr.items) yield* expressionsIn(each);
      return;
    case 'dict':
      for (const each of expr.entries) {
        yield* expressionsIn(each.key);
        yield* expressionsIn(each.value);
      }
      return;
    case 'star':
      return yield* expressionsIn(expr.value);
    case 'binary':
      yield* expressionsIn(expr.left);
      return yield* expressionsIn(expr.right);
    case 'choice':
      yield* expressionsIn(expr.yes);
      return yield* expressionsIn(expr.no);
    case 'comprehension':
      yield* expressionsIn(expr.element);
      return yield* expressionsIn(expr.over);
    default:
  }
}

/** The expressions that a statement itself holds, those of its body excepted. */
export function expressionsOf(statement: Stmt): Expr[] {
  const own = (...all: (Expr | undefined)[]): Expr[] => all.filter((each) => each !== undefined);
  switch (statement.type) {
    case 'function':
    case 'class':
      return statement.decorators;
    case 'assign':
      return own(statement.value);
    case 'expression':
    case 'return':
      return own(statement.value);
    case 'for':
      return [statement.over];
    default:
      return [];
  }
}

/** `a.b.c` as text, `undefined` for anything else. */
export function dotted(expr: Expr): string | undefined {
  if (expr.type === 'name') return expr.name;
  if (expr.type !== 'attribute') return undefined;
  const object = dotted(expr.object);
  return object === undefined ? undefined : `${object}.${expr.name}`;
}
