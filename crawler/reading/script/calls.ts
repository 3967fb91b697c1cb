/** Calls: of the program's own functions, of built-ins, and of what is not ours to read. */
import type { Expression, Node } from 'oxc-parser';
import { bothWays } from './branches.ts';
import { type CallSite, claimCall, declares, lastName, writtenAt } from './claims.ts';
import { callSuper, instantiate } from './classes.ts';
import { evaluate, memberOf, placeOf, SHORT } from './expressions.ts';
import { callClosure } from './functions.ts';
import { elements } from './iterate.ts';
import { schemaCall } from './libraries/schema-values.ts';
import { giveAway, type Machine } from './machine.ts';
import { get } from './properties.ts';
import type { Scope } from './scope.ts';
import {
  alternatives,
  choose,
  isChoice,
  isFunction,
  isObj,
  isUnknown,
  type Key,
  type Obj,
  type Place,
  type Unknown,
  unknown,
  usual,
  type Value,
} from './values.ts';

type Arguments = Extract<Node, { type: 'CallExpression' }>['arguments'];

const MAX_SPLIT = 8;

export function call(node: Extract<Node, { type: 'CallExpression' }>, scope: Scope): Value {
  const { machine } = scope.frame;
  if (node.callee.type === 'Super') return callSuper(argumentsOf(node.arguments, scope), scope);
  let self: Value;
  let callee: Value;
  let method: Key | undefined;
  if (node.callee.type === 'MemberExpression') {
    const found = memberOf(node.callee, scope);
    if (found.target === SHORT) return SHORT;
    self = found.self;
    method = found.key;
    if (isChoice(found.target) && method !== undefined)
      return callOnEach(machine, found.target, method, argumentsOf(node.arguments, scope), placeOf(node, scope));
    callee = method === undefined ? unknown('method') : get(machine, found.target, method, found.self);
  } else {
    callee = evaluate(node.callee, scope);
    if (node.callee.type === 'Identifier') method = node.callee.name;
  }
  if (callee === SHORT || (node.optional && (callee === undefined || callee === null))) return SHORT;
  const perhaps = new Set<Value>();
  const args = argumentsOf(node.arguments, scope, perhaps);
  if (perhaps.size > 0 && (method === 'push' || method === 'unshift') && isObj(self))
    self.perhaps = new Set([...(self.perhaps ?? []), ...perhaps]);
  const site: CallSite = {
    machine,
    method: typeof method === 'string' ? method : '',
    self,
    callee,
    args,
    at: placeOfCall(node, scope, method),
  };
  const claimed = isUnknown(callee) ? undefined : claimCall(site);
  if (claimed !== undefined) return claimed;
  const schema = isFunction(callee) ? schemaCall(site) : undefined;
  if (schema !== undefined) return schema;
  if (isChoice(callee)) return choose(alternatives(callee).map((one) => invoke(machine, one, self, args, site.at)));
  if (callee === undefined && isObj(self)) callee = unknown(`missing.${site.method}`);
  return invoke(machine, callee, self, args, site.at);
}

/** Where a call stands; of one that declares a tool by `tool.name`, where that tool is written. */
function placeOfCall(node: Extract<Node, { type: 'CallExpression' }>, scope: Scope, method: Key | undefined): Place {
  const here = placeOf(node, scope);
  const [first] = node.arguments;
  if (first?.type !== 'MemberExpression' || first.object.type !== 'Identifier' || typeof method !== 'string' || !declares(method))
    return here;
  const tool = usual(evaluate(first.object, scope));
  return (isObj(tool) ? writtenAt(scope.frame.machine, tool) : undefined) ?? here;
}

/** A method of one of several: of the usual one, and of the others on a way apart. */
function callOnEach(machine: Machine, target: Value, method: Key, args: Value[], at: Place): Value {
  const [first, ...rest] = alternatives(target);
  const one = (self: Value): Value => {
    const callee = get(machine, self, method);
    const claimed = isUnknown(callee) ? undefined : claimCall({ machine, method: String(method), self, callee, args, at });
    return claimed ?? invoke(machine, callee, self, args, at);
  };
  if (rest.length === 0) return one(first);
  const ways = bothWays(
    machine,
    () => one(first),
    () => choose(rest.slice(0, MAX_SPLIT).map((each) => one(each))),
  );
  return choose([ways.usual, ways.other].flatMap((each) => ('value' in each ? [each.value] : [])));
}

/** The arguments of a call; into `perhaps` go those that are passed only in some mode. */
function argumentsOf(nodes: Arguments, scope: Scope, perhaps?: Set<Value>): Value[] {
  const args: Value[] = [];
  for (const node of nodes) {
    if (node.type === 'SpreadElement') {
      const spread = elements(scope.frame.machine, evaluate(node.argument, scope));
      args.push(...spread.items.slice(0, 5_000));
      for (const each of spread.perhaps ?? []) perhaps?.add(each);
    } else args.push(evaluate(node as Expression, scope));
  }
  return args;
}

export function construct(node: Extract<Node, { type: 'NewExpression' }>, scope: Scope): Value {
  const { machine } = scope.frame;
  const callee = evaluate(node.callee, scope);
  const args = argumentsOf(node.arguments, scope);
  const at = placeOf(node, scope);
  const claimed = claimCall({ machine, method: 'new', self: undefined, callee, args, at });
  if (claimed !== undefined) return claimed;
  return choose(alternatives(callee).map((one) => instantiate(machine, one, args, undefined, at)));
}

/** Calls a value. What is not ours to read may call the functions it is given. */
export function invoke(machine: Machine, callee: Value, self: Value, args: Value[], at?: Place): Value {
  if (isChoice(callee)) return choose(callee.of.map((one) => invoke(machine, one, self, args, at)));
  if (isUnknown(callee)) return invokeUnknown(machine, callee, self, args, at);
  if (!isObj(callee)) return unknown('no function()');
  if (callee.proxy) return invokeProxy(machine, callee, self, args, at);
  if (!isFunction(callee)) return unknown('no function()');
  const { fn } = callee;
  if (fn.type === 'bound') return invoke(machine, fn.target, fn.self, [...fn.args, ...args], at);
  if (fn.type === 'class') return instantiate(machine, callee, args, undefined, at);
  const split =
    fn.type === 'native' && fn.keeps
      ? -1
      : args.findIndex((each) => isChoice(each) && (fn.type === 'native' || each.of.filter((one) => isObj(one)).length > 1));
  if (split >= 0) return invokeForEach(machine, callee, self, args, split, at);
  return fn.type === 'native' ? fn.run({ machine, self, args, at }) : callClosure(machine, fn, self, args);
}

/** A function that is not ours to read: it may take tools, else it may call what it is given. */
function invokeUnknown(machine: Machine, callee: Unknown, self: Value, args: Value[], at: Place | undefined): Value {
  const method = lastName(callee.path);
  if (method === 'bind') return unknown(callee.path.slice(0, -'.bind'.length), true);
  if (method === 'call') return invokeUnknown(machine, unknown(callee.path.slice(0, -'.call'.length), true), args[0], args.slice(1), at);
  if (method === 'apply')
    return invokeUnknown(machine, unknown(callee.path.slice(0, -'.apply'.length), true), args[0], elements(machine, args[1]).items, at);
  const claimed = at ? claimCall({ machine, method, self, callee, args, at }) : undefined;
  if (claimed !== undefined) return claimed;
  for (const each of args) giveAway(machine, each);
  return unknown(`${callee.path}()`);
}

/** An argument that may be one of several: the call is followed for each, the usual one last and for good. */
function invokeForEach(machine: Machine, callee: Obj, self: Value, args: Value[], index: number, at: Place | undefined): Value {
  const [first, ...rest] = alternatives(args[index]);
  const one = (value: Value): Value => invoke(machine, callee, self, args.with(index, value), at);
  const ways = bothWays(
    machine,
    () => one(first),
    () => choose(rest.slice(0, MAX_SPLIT).map((each) => one(each))),
  );
  const values = [ways.usual, ways.other].flatMap((each) => ('value' in each ? [each.value] : []));
  if (values.length === 0 && 'thrown' in ways.usual) throw ways.usual.thrown;
  return choose(values);
}

function invokeProxy(machine: Machine, callee: Obj, self: Value, args: Value[], at: Place | undefined): Value {
  const trap = get(machine, callee.proxy?.handler, 'apply');
  if (trap === undefined) return invoke(machine, callee.proxy?.target, self, args, at);
  const list = { kind: 'object', born: 0, proto: machine.protos.array, slots: new Map(), items: args } as Obj;
  return invoke(machine, trap, callee.proxy?.handler, [callee.proxy?.target, self, list], at);
}
