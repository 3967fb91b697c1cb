/** Loops: as often as the program would, and once where that cannot be known. */
import type { Node, Statement } from 'oxc-parser';
import { bind, store } from './assign.ts';
import { bothWays } from './branches.ts';
import { evaluate } from './expressions.ts';
import { elements } from './iterate.ts';
import { step } from './machine.ts';
import { settle } from './promises.ts';
import { ownKeys } from './properties.ts';
import { declare, innerScope, namesOf, type Scope } from './scope.ts';
import { afterBoth, type Completion, runOne } from './statements.ts';
import { alternatives, isObj, isUnknown, truth, unknown, type Value } from './values.ts';

type Kind<T extends Node['type']> = Extract<Node, { type: T }>;
type Loop = Kind<'ForStatement' | 'ForInStatement' | 'ForOfStatement' | 'WhileStatement' | 'DoWhileStatement'>;

const MAX_ROUNDS = 50_000;
/** Rounds of a loop that may have been left already. */
const MAX_DOUBTFUL_ROUNDS = 40;

export function runLoop(node: Loop, scope: Scope, label: string | undefined): Completion {
  if (node.type === 'ForOfStatement') return overElements(node, scope, label);
  if (node.type === 'ForInStatement') return overKeys(node, scope, label);
  return whileTrue(node, scope, label);
}

/** Whether a completion ends this loop; `continue` goes on with it. */
function leaves(completion: Completion, label: string | undefined): boolean {
  return completion !== undefined && !(completion.type === 'continue' && (completion.label === undefined || completion.label === label));
}

function outOf(completion: Completion, label: string | undefined): Completion {
  return completion?.type === 'break' && (completion.label === undefined || completion.label === label) ? undefined : completion;
}

function whileTrue(
  node: Kind<'ForStatement' | 'WhileStatement' | 'DoWhileStatement'>,
  outer: Scope,
  label: string | undefined,
): Completion {
  const scope = innerScope(outer);
  const { frame } = scope;
  if (node.type === 'ForStatement' && node.init) {
    if (node.init.type === 'VariableDeclaration') {
      const names: string[] = [];
      for (const each of node.init.declarations) namesOf(each.id, names);
      if (node.init.kind !== 'var') for (const name of names) declare(scope, name);
      runOne(node.init, scope);
    } else evaluate(node.init, scope);
  }
  const exits = frame.maybeExits;
  let current = scope;
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    step(frame.machine);
    if (!(node.type === 'DoWhileStatement' && round === 0) && node.test) {
      const test = truth(evaluate(node.test, current));
      if (test === false) return undefined;
      if (typeof test !== 'boolean') return onceOrNot(() => runOne(node.body, current), scope, label);
    }
    const completion = runOne(node.body, current);
    if (leaves(completion, label)) return outOf(completion, label);
    if (frame.maybeExits > exits && round >= MAX_DOUBTFUL_ROUNDS) return undefined;
    // Closures made in a round keep that round's variables.
    if (node.type === 'ForStatement') {
      const next = innerScope(outer);
      for (const [name, cell] of current.names) declare(next, name, cell.value);
      current = next;
      if (node.update) evaluate(node.update, current);
    }
  }
  return undefined;
}

/** The body perhaps runs: followed once, its writes kept as alternatives. */
function onceOrNot(body: () => Completion, scope: Scope, label: string | undefined): Completion {
  const ways = bothWays<Completion>(scope.frame.machine, () => undefined, body);
  const completion = 'value' in ways.other ? ways.other.value : undefined;
  return completion?.type === 'return' ? afterBoth(scope.frame, { value: undefined }, { value: completion }) : outOf(undefined, label);
}

function overElements(node: Kind<'ForOfStatement'>, scope: Scope, label: string | undefined): Completion {
  const { items, open, perhaps } = elements(scope.frame.machine, evaluate(node.right, scope));
  for (const item of items) {
    step(scope.frame.machine);
    const body = (): Completion => round(node.left, node.await ? settle(item) : item, node.body, scope);
    const completion = perhaps?.has(item) ? onceOrNot(body, scope, label) : body();
    if (leaves(completion, label)) return outOf(completion, label);
  }
  return open ? onceOrNot(() => round(node.left, unknown('element'), node.body, scope), scope, label) : undefined;
}

function overKeys(node: Kind<'ForInStatement'>, scope: Scope, label: string | undefined): Completion {
  const target = evaluate(node.right, scope);
  const keys = new Set(alternatives(target).flatMap((one) => ownKeys(one)));
  for (const key of keys) {
    step(scope.frame.machine);
    const completion = round(node.left, key, node.body, scope);
    if (leaves(completion, label)) return outOf(completion, label);
  }
  const more = alternatives(target).some((one) => isUnknown(one) || (isObj(one) && one.open));
  return more ? onceOrNot(() => round(node.left, unknown('key'), node.body, scope), scope, label) : undefined;
}

function round(left: Kind<'ForOfStatement'>['left'], value: Value, body: Statement, outer: Scope): Completion {
  const scope = innerScope(outer);
  if (left.type === 'VariableDeclaration') {
    const pattern = left.declarations[0]?.id;
    if (pattern) {
      const names: string[] = [];
      namesOf(pattern, names);
      if (left.kind !== 'var') for (const name of names) declare(scope, name);
      bind(pattern, value, scope);
    }
  } else store(left, value, scope);
  return runOne(body, scope);
}
