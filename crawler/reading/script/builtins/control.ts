/** `Promise`, `Function`, `Symbol`, `Proxy`, errors and timers. */
import { invoke } from '../calls.ts';
import { Thrown } from '../errors.ts';
import { elements } from '../iterate.ts';
import { giveAway, type Machine } from '../machine.ts';
import { promiseOf, settle } from '../promises.ts';
import { get } from '../properties.ts';
import { isFunction, isObj, isUnknown, type Native, type NativeCall, newSlot, type Obj, object, unknown, type Value } from '../values.ts';
import { constructor, install, list, nativeFunction, prototypeFor } from './native.ts';

export function installControl(machine: Machine): Record<string, Value> {
  const { promise, function: fn, error, symbol } = machine.protos;
  install(machine, promise, PROMISE_METHODS);
  install(machine, fn, FUNCTION_METHODS);
  const made: Record<string, Value> = {
    Promise: constructor(machine, 'Promise', promise, newPromise, PROMISE_STATICS),
    Function: constructor(machine, 'Function', fn, () => unknown('Function()')),
    Symbol: constructor(machine, 'Symbol', symbol, ({ args: [name] }) => Symbol(typeof name === 'string' ? name : ''), {
      for: ({ args: [name] }) => Symbol.for(`${String(typeof name === 'string' ? name : '')}`),
    }),
    Proxy: nativeFunction(machine, 'Proxy', ({ machine: owner, args: [target, handler] }) => {
      const proxy = object(owner.protos.object);
      proxy.proxy = { target, handler };
      return isObj(handler) ? proxy : target;
    }),
  };
  for (const name of [
    'iterator',
    'asyncIterator',
    'hasInstance',
    'toPrimitive',
    'toStringTag',
    'species',
    'dispose',
    'asyncDispose',
  ] as const)
    (made.Symbol as Obj).slots.set(name, newSlot(Symbol[name], true));
  for (const name of ['Error', 'TypeError', 'RangeError', 'SyntaxError', 'ReferenceError', 'EvalError', 'URIError', 'AggregateError']) {
    const proto = name === 'Error' ? error : object(error);
    proto.slots.set('name', newSlot(name, true));
    made[name] = constructor(machine, name, proto, newError(proto), { captureStackTrace: () => undefined });
  }
  for (const name of ['setTimeout', 'setInterval', 'setImmediate', 'queueMicrotask']) {
    made[name] = nativeFunction(machine, name, ({ machine: owner, args: [callback] }) => {
      giveAway(owner, callback);
      return unknown(`${name}()`, true);
    });
  }
  return made;
}

function newError(proto: Obj): Native {
  return ({ args: [message, options], newTarget, machine }) => {
    const made = object(prototypeFor(newTarget, proto));
    if (message !== undefined) made.slots.set('message', newSlot(message, true));
    made.slots.set('stack', newSlot('', true));
    if (isObj(options)) made.slots.set('cause', newSlot(get(machine, options, 'cause'), true));
    return made;
  };
}

const newPromise: Native = ({ machine, args: [executor] }) => {
  const made = promiseOf(machine, unknown('promise'));
  let settled = false;
  const end = (rejected: boolean) =>
    nativeFunction(machine, 'settle', ({ args: [value] }) => {
      if (!settled && !(rejected && machine.speculating))
        made.promise = { value: value === undefined && !rejected ? undefined : value, rejected };
      settled ||= !machine.speculating;
      return undefined;
    });
  try {
    invoke(machine, executor, undefined, [end(false), end(true)]);
  } catch (error) {
    if (!(error instanceof Thrown)) throw error;
    made.promise = { value: error.value, rejected: true };
  }
  return made;
};

/** Goes on with what a promise holds; a callback that throws makes a rejected promise. */
function goOn({ machine, self }: NativeCall, done: Value, failed: Value): Value {
  if (isUnknown(self)) {
    giveAway(machine, done);
    return unknown('then()');
  }
  const promise = isObj(self) ? self.promise : undefined;
  if (!promise) return self;
  const callback = promise.rejected ? failed : done;
  if (!isFunction(callback)) return self;
  try {
    return promiseOf(machine, invoke(machine, callback, undefined, [promise.rejected ? promise.value : settle(promise.value)]));
  } catch (error) {
    if (error instanceof Thrown) return promiseOf(machine, error.value, true);
    throw error;
  }
}

const PROMISE_METHODS: Record<string, Native> = {
  // biome-ignore lint/suspicious/noThenProperty: it is the program's `then` that is described here.
  then: (call) => goOn(call, call.args[0], call.args[1]),
  catch: (call) => goOn(call, undefined, call.args[0]),
  finally: (call) => {
    invoke(call.machine, call.args[0], undefined, []);
    return call.self;
  },
};

function settledAll({ machine, args: [values] }: NativeCall): { items: Value[]; open: boolean } {
  const found = elements(machine, values);
  return { items: found.items.map((each) => settle(each)), open: found.open };
}

const PROMISE_STATICS: Record<string, Native> = {
  resolve: ({ machine, args: [value] }) => promiseOf(machine, value),
  reject: ({ machine, args: [value] }) => promiseOf(machine, value, true),
  all: (call) => {
    const { items, open } = settledAll(call);
    return promiseOf(call.machine, list(call.machine, items, open));
  },
  allSettled: ({ machine, args: [values] }) => {
    const { items, open } = elements(machine, values);
    return promiseOf(
      machine,
      list(
        machine,
        items.map((each) => outcomeOf(machine, each)),
        open,
      ),
    );
  },
  race: (call) => promiseOf(call.machine, settledAll(call).items[0]),
  any: (call) => promiseOf(call.machine, settledAll(call).items[0]),
  withResolvers: () => unknown('withResolvers()'),
};

function outcomeOf(machine: Machine, value: Value): Obj {
  const made = object(machine.protos.object);
  const rejected = isObj(value) && value.promise?.rejected === true;
  made.slots.set('status', newSlot(rejected ? 'rejected' : 'fulfilled'));
  made.slots.set(rejected ? 'reason' : 'value', newSlot(rejected && isObj(value) ? value.promise?.value : settle(value)));
  return made;
}

const FUNCTION_METHODS: Record<string, Native> = {
  call: ({ machine, self, args: [target, ...args], at }) => invoke(machine, self, target, args, at),
  apply: ({ machine, self, args: [target, args], at }) =>
    invoke(machine, self, target, args === undefined || args === null ? [] : elements(machine, args).items, at),
  bind: ({ machine, self, args: [target, ...args] }) => {
    const made = object(machine.protos.function);
    made.fn = { type: 'bound', target: self, self: target, args };
    return made;
  },
  toString: () => 'function () { [native code] }',
};
