/**
 * `server.tool(name, [description], [shape], [annotations], handler)`: the older call of the protocol's library.
 * `server.tool({ name, description, schema }, handler)`: the same of libraries beside it, such as tmcp.
 */
import { type Declaration, declareTool, type Style } from '../claims.ts';
import { isShape } from '../declared-schema.ts';
import type { Machine } from '../machine.ts';
import { declarationFrom } from '../tool-objects.ts';
import { alternatives, isFunction, isObj, isUnknown, usual, type Value } from '../values.ts';
import { isForeign } from './foreign.ts';

export const toolCall: Style = {
  id: 'tool-call',
  methods: ['tool'],
  claim(site) {
    const { machine, args, at } = site;
    const [name, ...rest] = args;
    const handler = rest.at(-1);
    const whole = usual(name);
    if (isObj(whole) && !whole.fn && rest.length === 1 && isFunction(usual(handler)) && isForeign(site)) {
      const parts = declarationFrom(machine, whole);
      if (!parts) return false;
      declareTool(machine, this.id, 'framework', parts, at);
      return true;
    }
    if (
      !isForeign(site) ||
      rest.length === 0 ||
      !alternatives(name).some((each) => typeof each === 'string' || (isUnknown(each) && rest.length > 1))
    )
      return false;
    if (!alternatives(handler).some((each) => isFunction(each) || isUnknown(each))) return false;
    declareTool(machine, this.id, 'protocol', declaration(machine, name, rest.slice(0, -1)), at);
    return true;
  },
};

/** The arguments between name and handler, told apart as the library does. */
function declaration(machine: Machine, name: Value, parts: Value[]): Declaration {
  const made: Declaration = { name };
  const rest = [...parts];
  const first = alternatives(rest[0]);
  if (first.some((each) => typeof each === 'string') || (rest.length > 0 && isUnknown(first[0]))) made.description = rest.shift();
  for (const part of rest) {
    const one = alternatives(part).find((each) => isObj(each)) ?? part;
    if (
      made.input === undefined &&
      (isUnknown(one) ||
        isShape(machine, one) ||
        (isObj(one) &&
          (one.host !== undefined || one.slots.size === 0 || one.slots.has('_def') || one.slots.has('_zod') || one.slots.has('type'))))
    )
      made.input = part;
    else made.annotations = part;
  }
  return made;
}
