/** Classes, and making instances of them. */
import type { Class, ClassElement, Function as FunctionNode, Statement } from 'oxc-parser';
import { rememberDormant } from './dormant.ts';
import { evaluate } from './expressions.ts';
import { callClosure, makeClosure } from './functions.ts';
import { keyOf } from './literals.ts';
import { attempt, giveAway, type Machine, STEPS } from './machine.ts';
import { define, defineAccessor, get } from './properties.ts';
import { declare, innerScope, ownFrame, type Scope } from './scope.ts';
import { run } from './statements.ts';
import {
  type Callable,
  type Field,
  isFunction,
  isObj,
  isUnknown,
  newSlot,
  type Obj,
  object,
  type Place,
  unknown,
  type Value,
} from './values.ts';

type ClassFn = Extract<Callable, { type: 'class' }>;

export function makeClass(node: Class, outer: Scope): Obj {
  const { machine } = outer.frame;
  const scope = innerScope(outer);
  const superClass = node.superClass ? evaluate(node.superClass, scope) : undefined;
  const parent = isObj(superClass) || isUnknown(superClass) ? superClass : undefined;
  const made = object(parent ?? machine.protos.function, { file: scope.frame.module.path, offset: node.start });
  const inherited = parent ? get(machine, parent, 'prototype') : machine.protos.object;
  const prototype = object(
    isObj(inherited)
      ? inherited
      : isUnknown(parent ?? null) || parent
        ? unknown(`${isUnknown(parent ?? null) ? (parent as { path: string }).path : 'class'}()`, true)
        : null,
  );
  prototype.slots.set('constructor', newSlot(made, true));
  made.slots.set('prototype', newSlot(prototype, true));
  if (node.id) declare(scope, node.id.name, made);
  const build = node.body.body.find((each) => each.type === 'MethodDefinition' && each.kind === 'constructor') as
    | { value: FunctionNode }
    | undefined;
  const fn: ClassFn = {
    type: 'class',
    node,
    scope,
    superClass: node.superClass ? superClass : undefined,
    fields: [],
    home: prototype,
    build: build?.value,
  };
  made.fn = fn;
  rememberDormant(machine, node, scope.frame.module, made);
  for (const element of node.body.body) addElement(machine, element, fn, made, prototype, scope);
  return made;
}

function addElement(machine: Machine, element: ClassElement, fn: ClassFn, made: Obj, prototype: Obj, scope: Scope): void {
  if (element.type === 'StaticBlock') {
    const inside = innerScope(scope, { ...scope.frame, self: made, home: made, around: undefined });
    attempt(machine, STEPS.callback, () => run(element.body as Statement[], inside));
    return;
  }
  if (element.type === 'TSIndexSignature') return;
  const owner = element.static ? made : prototype;
  const key = keyOf(element.key, element.computed, scope);
  if (key === undefined) return;
  if (element.type === 'MethodDefinition' || element.type === 'TSAbstractMethodDefinition') {
    if (element.kind === 'constructor' || !element.value?.body) return;
    const method = makeClosure(element.value, scope, owner);
    if (element.kind === 'method') define(machine, owner, key, method, true);
    else defineAccessor(owner, key, element.kind, method, true);
    return;
  }
  const start = (self: Obj): Value => {
    const inside = innerScope(scope, { ...scope.frame, self, home: owner, around: undefined });
    return element.value ? evaluate(element.value, inside) : undefined;
  };
  if (element.static) define(machine, made, key, start(made));
  else fn.fields.push({ key, start });
}

/** `new`: makes an instance and runs constructors from the base down. */
export function instantiate(machine: Machine, target: Value, args: Value[], newTarget: Obj | undefined, at: Place | undefined): Value {
  if (isUnknown(target)) {
    for (const each of args) giveAway(machine, each);
    return unknown(`${target.path}()`, true);
  }
  if (!isFunction(target)) return unknown('new');
  const { fn } = target;
  const asked = newTarget ?? target;
  if (fn.type === 'native') return fn.run({ machine, self: undefined, args, newTarget: asked, at });
  if (fn.type === 'bound') return instantiate(machine, fn.target, [...fn.args, ...args], newTarget, at);
  const prototype = get(machine, asked, 'prototype');
  if (fn.type === 'closure') {
    const made = object(isObj(prototype) ? prototype : machine.protos.object, at);
    const result = callClosure(machine, fn, made, args, { newTarget: asked });
    return isObj(result) ? result : made;
  }
  return construct(machine, fn, isObj(prototype) ? prototype : machine.protos.object, args, asked, at);
}

function construct(machine: Machine, fn: ClassFn, prototype: Obj, args: Value[], asked: Obj, at: Place | undefined): Value {
  machine.visited.add(fn.node);
  const building: { made?: Obj } = {};
  if (fn.superClass === undefined) {
    building.made = object(prototype, at);
    machine.instances.set(prototype, building.made);
    startFields(machine, fn.fields, building.made);
  } else if (!fn.build) {
    building.made = madeByBase(machine, fn.superClass, args, asked, prototype, at);
    startFields(machine, fn.fields, building.made);
    return building.made;
  }
  if (!fn.build) return building.made;
  const closure = { type: 'closure', node: fn.build, scope: fn.scope, home: fn.home } as const;
  const result = callClosure(machine, closure, building.made, args, { newTarget: asked, building });
  return isObj(result) ? result : (building.made ?? object(prototype, at));
}

/** What the base class makes; where that is not ours to read, a plain instance that inherits from what is not known. */
function madeByBase(machine: Machine, superClass: Value, args: Value[], asked: Obj, prototype: Obj, at: Place | undefined): Obj {
  const base = instantiate(machine, superClass, args, asked, at);
  return isObj(base) ? base : object(prototype, at);
}

/** `super(…)` inside a constructor. */
export function callSuper(args: Value[], scope: Scope): Value {
  const frame = ownFrame(scope.frame);
  const { machine, newTarget, building } = frame;
  const own = frame.home ? get(machine, frame.home, 'constructor') : undefined;
  if (!building || !newTarget || !isFunction(own) || own.fn.type !== 'class') return undefined;
  const prototype = get(machine, newTarget, 'prototype');
  building.made = madeByBase(machine, own.fn.superClass, args, newTarget, isObj(prototype) ? prototype : machine.protos.object, undefined);
  frame.self = building.made;
  if (frame.home) machine.instances.set(frame.home, building.made);
  startFields(machine, own.fn.fields, building.made);
  return undefined;
}

function startFields(machine: Machine, fields: Field[], self: Obj): void {
  for (const { key, start } of fields) define(machine, self, key, start(self), typeof key === 'string' && key.startsWith('#'));
}
