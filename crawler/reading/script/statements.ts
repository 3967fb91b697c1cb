/** Following statements. */
import type { Node, Statement } from 'oxc-parser';
import { bind } from './assign.ts';
import { bothWays, type Outcome } from './branches.ts';
import { makeClass } from './classes.ts';
import { Thrown } from './errors.ts';
import { evaluate } from './expressions.ts';
import { makeClosure } from './functions.ts';
import { runLoop } from './loops.ts';
import { step } from './machine.ts';
import { binary } from './operators.ts';
import { define } from './properties.ts';
import { declare, declaredByBlock, type Frame, find, innerScope, type Scope } from './scope.ts';
import { alternatives, choose, isUnknown, object, truth, usually, type Value } from './values.ts';

/** How a statement ends other than by going on. */
export type Completion = { type: 'return'; value: Value } | { type: 'break' | 'continue'; label: string | undefined } | undefined;

export function run(statements: readonly Statement[], scope: Scope): Completion {
  for (const statement of statements) {
    const completion = runOne(statement, scope);
    if (completion) return completion;
  }
  return undefined;
}

/** Runs a block with the names it declares for itself. */
function runBlock(key: object, statements: readonly Statement[], outer: Scope): Completion {
  const declared = declaredByBlock(key, statements);
  if (declared.lexical.length === 0 && declared.functions.length === 0) return run(statements, outer);
  const scope = innerScope(outer);
  for (const name of declared.lexical) declare(scope, name);
  for (const each of declared.functions) declare(scope, each.id?.name ?? '', makeClosure(each, scope));
  return run(statements, scope);
}

export function runOne(node: Statement, scope: Scope): Completion {
  step(scope.frame.machine);
  switch (node.type) {
    case 'ExpressionStatement':
      evaluate(node.expression, scope);
      return undefined;
    case 'VariableDeclaration':
      return declareVariables(node, scope);
    case 'ReturnStatement':
      return { type: 'return', value: node.argument ? evaluate(node.argument, scope) : undefined };
    case 'IfStatement':
      return runIf(node, scope);
    case 'BlockStatement':
      return runBlock(node, node.body, scope);
    case 'ForStatement':
    case 'ForInStatement':
    case 'ForOfStatement':
    case 'WhileStatement':
    case 'DoWhileStatement':
      return runLoop(node, scope, undefined);
    case 'LabeledStatement':
      return runLabeled(node, scope);
    case 'BreakStatement':
      return { type: 'break', label: node.label?.name };
    case 'ContinueStatement':
      return { type: 'continue', label: node.label?.name };
    case 'ThrowStatement':
      throw new Thrown(evaluate(node.argument, scope));
    case 'TryStatement':
      return runTry(node, scope);
    case 'SwitchStatement':
      return runSwitch(node, scope);
    case 'ClassDeclaration': {
      const made = makeClass(node, scope);
      if (node.id) declare(scope, node.id.name, made);
      return undefined;
    }
    case 'TSEnumDeclaration':
      return declareEnum(node, scope);
    case 'ExportNamedDeclaration':
      return node.declaration ? runOne(node.declaration as Statement, scope) : undefined;
    default:
      return undefined;
  }
}

function declareVariables(node: Extract<Node, { type: 'VariableDeclaration' }>, scope: Scope): Completion {
  for (const each of node.declarations) {
    if (each.init) bind(each.id, evaluate(each.init, scope), scope);
  }
  return undefined;
}

function runIf(node: Extract<Node, { type: 'IfStatement' }>, scope: Scope): Completion {
  const passes = truth(evaluate(node.test, scope));
  const taken = (way: boolean) => (way ? runOne(node.consequent, scope) : node.alternate ? runOne(node.alternate, scope) : undefined);
  if (typeof passes === 'boolean') return taken(passes);
  const { machine } = scope.frame;
  const ways = bothWays(
    machine,
    () => taken(passes.usually),
    () => taken(!passes.usually),
  );
  return afterBoth(scope.frame, ways.usual, ways.other);
}

/** Goes on after two ways. Where only one of them leaves, the other goes on and what was left with is remembered. */
export function afterBoth(frame: Frame, usual: Outcome<Completion>, other: Outcome<Completion>): Completion {
  if ('thrown' in usual) {
    if ('thrown' in other) throw usual.thrown;
    return other.value;
  }
  const first = usual.value;
  const second = 'thrown' in other ? undefined : other.value;
  if ('thrown' in other) return first;
  if (first?.type === 'return' && second?.type === 'return') return { type: 'return', value: choose([first.value, second.value]) };
  if (first && second) {
    for (const [each, isUsual] of [
      [first, true],
      [second, false],
    ] as const)
      if (each.type === 'return') frame.early.push({ value: each.value, usual: isUsual });
    return first.type === 'return' ? second : first;
  }
  if (first || second) frame.maybeExits += 1;
  if (first?.type === 'return') frame.early.push({ value: first.value, usual: true });
  if (second?.type === 'return') frame.early.push({ value: second.value, usual: false });
  return undefined;
}

function runLabeled(node: Extract<Node, { type: 'LabeledStatement' }>, scope: Scope): Completion {
  const { body } = node;
  const label = node.label.name;
  const loops =
    body.type === 'ForStatement' ||
    body.type === 'ForInStatement' ||
    body.type === 'ForOfStatement' ||
    body.type === 'WhileStatement' ||
    body.type === 'DoWhileStatement';
  const completion = loops ? runLoop(body, scope, label) : runOne(body, scope);
  return completion?.type === 'break' && completion.label === label ? undefined : completion;
}

function runTry(node: Extract<Node, { type: 'TryStatement' }>, scope: Scope): Completion {
  let completion: Completion;
  try {
    completion = runBlock(node.block, node.block.body, scope);
  } catch (error) {
    if (!(error instanceof Thrown)) throw error;
    if (node.handler) {
      const inside = innerScope(scope);
      if (node.handler.param) {
        declareNames(node.handler.param, inside);
        bind(node.handler.param, error.value, inside);
      }
      completion = runBlock(node.handler.body, node.handler.body.body, inside);
    } else if (!node.finalizer) throw error;
  }
  const last = node.finalizer ? runBlock(node.finalizer, node.finalizer.body, scope) : undefined;
  return last ?? completion;
}

function declareNames(pattern: Parameters<typeof bind>[0], scope: Scope): void {
  const names: string[] = [];
  if (pattern.type === 'Identifier') names.push(pattern.name);
  for (const name of names) declare(scope, name);
}

function runSwitch(node: Extract<Node, { type: 'SwitchStatement' }>, scope: Scope): Completion {
  const value = evaluate(node.discriminant, scope);
  const inside = innerScope(scope);
  const statements = node.cases.flatMap((each) => each.consequent);
  for (const name of declaredByBlock(node, statements).lexical) declare(inside, name);
  const { machine } = scope.frame;
  const from = (start: number): Completion => {
    for (const each of node.cases.slice(start)) {
      const completion = run(each.consequent, inside);
      if (completion) return completion.type === 'break' && completion.label === undefined ? undefined : completion;
    }
    return undefined;
  };
  const fallback = node.cases.findIndex((each) => !each.test);
  const starts = new Set<number>();
  for (const one of alternatives(value)) {
    const matches = node.cases.map((each) => (each.test ? truth(binary(machine, '===', one, evaluate(each.test, inside))) : false));
    if (isUnknown(one)) {
      starts.add(fallback);
      for (const [index, each] of node.cases.entries()) if (each.test) starts.add(index);
    } else {
      const index = matches.findIndex((each) => usually(each));
      starts.add(index === -1 ? fallback : index);
    }
  }
  const [first = -1, ...others] = starts;
  return runCases(scope.frame, [first, ...others], (start) => (start === -1 ? undefined : from(start)));
}

function runCases(frame: Frame, starts: number[], from: (start: number) => Completion): Completion {
  const [first = -1, ...rest] = starts;
  if (rest.length === 0) return from(first);
  const ways = bothWays(
    frame.machine,
    () => from(first),
    () => runCases(frame, rest, from),
  );
  return afterBoth(frame, ways.usual, ways.other);
}

function declareEnum(node: Extract<Node, { type: 'TSEnumDeclaration' }>, scope: Scope): Completion {
  const { machine } = scope.frame;
  const made = object(machine.protos.object);
  let next: Value = 0;
  for (const member of node.body.members) {
    const key = member.id.type === 'Identifier' ? member.id.name : member.id.type === 'Literal' ? String(member.id.value) : undefined;
    const value: Value = member.initializer ? evaluate(member.initializer, scope) : next;
    if (key !== undefined) define(machine, made, key, value);
    next = typeof value === 'number' ? value + 1 : undefined;
  }
  const cell = find(scope, node.id.name) ?? declare(scope, node.id.name);
  cell.value = made;
  return undefined;
}
