/** The program's functions: made where they are written, followed where they are called. */
import type { ArrowFunctionExpression, Expression, FunctionBody, Function as FunctionNode, Statement } from 'oxc-parser';
import { bind } from './assign.ts';
import { rememberDormant } from './dormant.ts';
import { Thrown } from './errors.ts';
import { evaluate } from './expressions.ts';
import { iteratorOver } from './iterate.ts';
import { arrayOf } from './literals.ts';
import type { Machine } from './machine.ts';
import { promiseOf, settle } from './promises.ts';
import { set } from './properties.ts';
import { declare, declaredByBody, type Frame, innerScope, namesOf, type Scope } from './scope.ts';
import { run } from './statements.ts';
import { type Callable, choose, isUnknown, type Obj, object, unknown, type Value } from './values.ts';

const MAX_DEPTH = 220;
const MAX_REENTRY = 24;
const MAX_BLIND_REENTRY = 2;
/** Steps that one body may take itself, its calls not counted: on the usual way, and on one that may not be taken. */
const MAX_SPENT = { usual: 3_000_000, doubtful: 500_000 } as const;

export type Closure = Extract<Callable, { type: 'closure' }>;

export function makeClosure(node: FunctionNode | ArrowFunctionExpression, scope: Scope, home?: Obj): Obj {
  const { machine } = scope.frame;
  const made = object(machine.protos.function, { file: scope.frame.module.path, offset: node.start });
  let inside = scope;
  if (node.type === 'FunctionExpression' && node.id) {
    inside = innerScope(scope);
    declare(inside, node.id.name, made);
  }
  made.fn = { type: 'closure', node, scope: inside, home };
  rememberDormant(machine, node, scope.frame.module, made);
  return made;
}

/** What a constructor call is about; `made` appears once the base has made it. */
interface Building {
  newTarget?: Obj;
  building?: { made?: Obj };
}

/** How often a body runs inside itself, how doubtful the first of these runs was, and the steps it has taken itself. */
interface Trace {
  running: number;
  speculating: number;
  spent: number;
}

const traces = new WeakMap<object, Trace>();

function traceOf(node: object): Trace {
  let trace = traces.get(node);
  if (!trace) {
    trace = { running: 0, speculating: 0, spent: 0 };
    traces.set(node, trace);
  }
  return trace;
}

/** Recursion that cannot be seen to end, and bodies that took too much already, are not followed again. */
function isEnough(machine: Machine, trace: Trace, args: Value[]): boolean {
  if (
    machine.depth >= MAX_DEPTH ||
    trace.running >= MAX_REENTRY ||
    trace.spent > (machine.speculating > 0 ? MAX_SPENT.doubtful : MAX_SPENT.usual)
  )
    return true;
  if (trace.running > 1 && machine.speculating > trace.speculating) return true;
  return trace.running >= MAX_BLIND_REENTRY && args.length > 0 && args.every((each) => isUnknown(each));
}

/** Follows a call. What is cut off gives a value that is not known. */
export function callClosure(machine: Machine, fn: Closure, self: Value, args: Value[], extra: Building = {}): Value {
  const { node } = fn;
  const trace = traceOf(node);
  if (!node.body || isEnough(machine, trace, args)) return unknown('recursion()');
  machine.visited.add(node);
  if (trace.running === 0) trace.speculating = machine.speculating;
  trace.running += 1;
  machine.depth += 1;
  const before = { steps: machine.steps, inner: machine.innerSteps };
  machine.innerSteps = 0;
  try {
    return wrapped(machine, node, () => body(machine, fn, self, args, extra));
  } finally {
    const taken = machine.steps - before.steps;
    trace.spent += taken - machine.innerSteps;
    machine.innerSteps = before.inner + taken;
    machine.depth -= 1;
    trace.running -= 1;
  }
}

/** An async function gives a promise, also of what it throws. */
function wrapped(machine: Machine, node: Closure['node'], follow: () => Value): Value {
  if (!node.async || ('generator' in node && node.generator)) return follow();
  try {
    return promiseOf(machine, settle(follow()));
  } catch (error) {
    if (error instanceof Thrown) return promiseOf(machine, error.value, true);
    throw error;
  }
}

function body(machine: Machine, fn: Closure, self: Value, args: Value[], extra: Building): Value {
  const { node } = fn;
  const arrow = node.type === 'ArrowFunctionExpression';
  const frame: Frame = {
    machine,
    module: fn.scope.frame.module,
    around: arrow ? fn.scope.frame : undefined,
    self,
    home: fn.home,
    newTarget: extra.newTarget,
    building: extra.building,
    args,
    early: [],
    maybeExits: 0,
    yields: node.type !== 'ArrowFunctionExpression' && node.generator ? [] : undefined,
  };
  const scope = innerScope(fn.scope, frame);
  bindParameters(node, args, scope);
  if (node.type === 'ArrowFunctionExpression' && node.expression) {
    return evaluate(node.body as Expression, scope);
  }
  return result(machine, frame, follow(node, scope));
}

function follow(node: Closure['node'], scope: Scope): Outcome {
  const statements = ((node.body as FunctionBody).body ?? []) as Statement[];
  const declared = declaredByBody(node, statements);
  for (const name of declared.vars) declare(scope, name);
  for (const name of declared.lexical) declare(scope, name);
  for (const each of declared.functions) declare(scope, each.id?.name ?? '', makeClosure(each, scope));
  try {
    const completion = run(statements, scope);
    return { returned: completion?.type === 'return' ? completion.value : undefined };
  } catch (error) {
    if (error instanceof Thrown) return { thrown: error };
    throw error;
  }
}

type Outcome = { returned: Value } | { thrown: Thrown };

/** What a call gives, with what it may have returned earlier; a throw only if nothing could be returned before it. */
function result(machine: Machine, frame: Frame, outcome: Outcome): Value {
  const early = { usual: frame.early.filter((each) => each.usual), other: frame.early.filter((each) => !each.usual) };
  if ('thrown' in outcome && frame.early.length === 0) throw outcome.thrown;
  const last = 'thrown' in outcome ? [] : [outcome.returned];
  const value = choose([...early.usual.map((each) => each.value), ...last, ...early.other.map((each) => each.value)]);
  if (!frame.yields) return value;
  return iteratorOver(machine, { items: frame.yields, open: false }, value);
}

function bindParameters(node: Closure['node'], args: Value[], scope: Scope): void {
  const { machine } = scope.frame;
  const names: string[] = [];
  for (const each of node.params) namesOf(each, names);
  for (const name of names) declare(scope, name);
  for (const [index, parameter] of node.params.entries()) {
    if (parameter.type === 'RestElement') bind(parameter, arrayOf(machine.protos.array, args.slice(index)), scope);
    else {
      bind(parameter, args[index], scope);
      if (parameter.type === 'TSParameterProperty') {
        const target: string[] = [];
        namesOf(parameter, target);
        for (const name of target) set(machine, scope.frame.self, name, scope.names.get(name)?.value);
      }
    }
  }
}
