/** Promises are taken as if everything had already happened. */
import { Thrown } from './errors.ts';
import type { Machine } from './machine.ts';
import { isObj, isUnknown, lift, type Obj, object, unknown, type Value } from './values.ts';

export function promiseOf(machine: Machine, value: Value, rejected = false): Obj {
  if (isObj(value) && value.promise && !rejected) return value;
  const promise = object(machine.protos.promise);
  promise.promise = { value, rejected };
  return promise;
}

/** What `await` gives. */
export function settle(value: Value): Value {
  return lift(value, (one) => {
    if (isUnknown(one))
      return one.path.startsWith('await ')
        ? one
        : { ...unknown(`await ${one.path}`, one.usually), ...(one.slots ? { slots: one.slots } : {}) };
    if (!isObj(one) || !one.promise) return one;
    if (one.promise.rejected) throw new Thrown(one.promise.value);
    return settle(one.promise.value);
  });
}
