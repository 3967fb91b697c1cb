/** Names and what they stand for: scopes, the frames of running functions, and what a body declares up front. */
import type { BindingPattern, Class, Function as FunctionNode, Node, ParamPattern, Statement } from 'oxc-parser';
import type { Machine } from './machine.ts';
import type { Module } from './modules.ts';
import { type Cell, newCell, type Obj, type Value } from './values.ts';

/** One running function, or the top of a module. */
export interface Frame {
  machine: Machine;
  module: Module;
  /** The frame around an arrow function, which has no `this` of its own. */
  around: Frame | undefined;
  self: Value;
  /** The object whose prototype `super` looks into. */
  home: Obj | undefined;
  newTarget: Obj | undefined;
  building: { made?: Obj } | undefined;
  args: Value[];
  /** What was returned where it could not be known whether that return is reached. */
  early: { value: Value; usual: boolean }[];
  /** Counts the ways out of a loop or function that may have been taken. */
  maybeExits: number;
  yields: Value[] | undefined;
}

export interface Scope {
  names: Map<string, Cell>;
  parent: Scope | undefined;
  frame: Frame;
}

export function innerScope(parent: Scope, frame: Frame = parent.frame): Scope {
  return { names: new Map(), parent, frame };
}

export function find(scope: Scope, name: string): Cell | undefined {
  for (let at: Scope | undefined = scope; at; at = at.parent) {
    const cell = at.names.get(name);
    if (cell) return cell;
  }
  return undefined;
}

/** Declares a name in exactly this scope; a repeated declaration keeps the cell. */
export function declare(scope: Scope, name: string, value?: Value): Cell {
  let cell = scope.names.get(name);
  if (!cell) {
    cell = newCell(value);
    scope.names.set(name, cell);
  } else if (value !== undefined) cell.value = value;
  return cell;
}

/** The frame that owns `this`, `super` and `arguments` here. */
export function ownFrame(frame: Frame): Frame {
  let own = frame;
  while (own.around) own = own.around;
  return own;
}

/** What a body declares before it runs. */
export interface Declared {
  vars: string[];
  functions: FunctionNode[];
  lexical: string[];
}

const declaredIn = new WeakMap<object, Declared>();

/** What a function body or program declares: `var` from anywhere inside, functions and lexical names of its top. */
export function declaredByBody(key: object, body: readonly Statement[]): Declared {
  return remembered(key, () => {
    const declared = lexicalOf(body);
    for (const statement of body) collectVars(statement, declared.vars);
    return declared;
  });
}

/** What a block declares for itself. */
export function declaredByBlock(key: object, body: readonly Statement[]): Declared {
  return remembered(key, () => lexicalOf(body));
}

function remembered(key: object, make: () => Declared): Declared {
  let declared = declaredIn.get(key);
  if (!declared) {
    declared = make();
    declaredIn.set(key, declared);
  }
  return declared;
}

function lexicalOf(body: readonly Statement[]): Declared {
  const declared: Declared = { vars: [], functions: [], lexical: [] };
  for (const statement of body) {
    const inner =
      statement.type === 'ExportNamedDeclaration' || statement.type === 'ExportDefaultDeclaration' ? statement.declaration : statement;
    if (!inner) continue;
    if (inner.type === 'FunctionDeclaration') declared.functions.push(inner);
    else if (inner.type === 'ClassDeclaration' && (inner as Class).id) declared.lexical.push((inner as Class).id?.name ?? '');
    else if (inner.type === 'TSEnumDeclaration') declared.lexical.push(inner.id.name);
    else if (inner.type === 'VariableDeclaration' && inner.kind !== 'var')
      for (const each of inner.declarations) namesOf(each.id, declared.lexical);
  }
  return declared;
}

/** `var` names of a statement and all it contains, functions excepted. */
function collectVars(node: Node | null | undefined, into: string[]): void {
  switch (node?.type) {
    case 'VariableDeclaration':
      if (node.kind === 'var') for (const each of node.declarations) namesOf(each.id, into);
      return;
    case 'ExportNamedDeclaration':
      return collectVars(node.declaration, into);
    case 'IfStatement':
      collectVars(node.consequent, into);
      return collectVars(node.alternate, into);
    case 'ForStatement':
      collectVars(node.init, into);
      return collectVars(node.body, into);
    case 'ForInStatement':
    case 'ForOfStatement':
      collectVars(node.left, into);
      return collectVars(node.body, into);
    case 'WhileStatement':
    case 'DoWhileStatement':
    case 'LabeledStatement':
      return collectVars(node.body, into);
    case 'BlockStatement':
      for (const each of node.body) collectVars(each, into);
      return;
    case 'TryStatement':
      collectVars(node.block, into);
      collectVars(node.handler?.body, into);
      return collectVars(node.finalizer, into);
    case 'SwitchStatement':
      for (const each of node.cases) for (const statement of each.consequent) collectVars(statement, into);
      return;
    default:
  }
}

/** Names bound by a pattern. */
export function namesOf(pattern: BindingPattern | ParamPattern, into: string[]): void {
  switch (pattern.type) {
    case 'Identifier':
      into.push(pattern.name);
      return;
    case 'AssignmentPattern':
      return namesOf(pattern.left, into);
    case 'ArrayPattern':
      for (const each of pattern.elements) if (each) namesOf(each.type === 'RestElement' ? each.argument : each, into);
      return;
    case 'ObjectPattern':
      for (const each of pattern.properties) namesOf(each.type === 'RestElement' ? each.argument : each.value, into);
      return;
    case 'RestElement':
      return namesOf(pattern.argument, into);
    case 'TSParameterProperty':
      return namesOf(pattern.parameter, into);
  }
}
