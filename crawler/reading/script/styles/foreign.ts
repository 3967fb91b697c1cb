/** Whose function a call goes to: the program's own, or that of a library that takes tools. */
import type { CallSite } from '../claims.ts';
import { get } from '../properties.ts';
import { isFunction, isObj, isUnknown, type Value } from '../values.ts';

/** True where the callee is not the program's own function, or is the protocol's library inside a bundle. */
export function isForeign({ machine, self, callee }: CallSite): boolean {
  if (isFunction(callee) && callee.fn.type === 'native') return false;
  if (isUnknown(callee) || callee === undefined) return true;
  return isBundledServer(self) || (isObj(self) && isBundledServer(get(machine, self, '_mcpServer')));
}

/** The protocol library's server keeps its tools under this name, minified or not. */
function isBundledServer(value: Value): boolean {
  return isObj(value) && value.slots.has('_registeredTools');
}
