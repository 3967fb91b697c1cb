/** `server.setRequestHandler(ListToolsRequestSchema, handler)`, or the same under the method's name `tools/list`. */

import { invoke } from '../calls.ts';
import type { Style } from '../claims.ts';
import { elements } from '../iterate.ts';
import type { Machine } from '../machine.ts';
import { get } from '../properties.ts';
import { alternatives, isFunction, isObj, isUnknown, type Value } from '../values.ts';

const OF_THE_LIBRARY = ['setRequestHandler', 'addRequestHandler', 'onRequest'];
/** Of libraries for JSON-RPC, and of tables of handlers. */
const OF_OTHERS = ['addMethod', 'method', 'handle', 'register', 'registerHandler', 'on', 'set'];

export const listHandler: Style = {
  id: 'list-handler',
  methods: [...OF_THE_LIBRARY, ...OF_OTHERS],
  claim({ machine, method, args: [kind, ...rest], at }) {
    const handler = rest.findLast((each) => isFunction(each));
    const others = OF_OTHERS.includes(method);
    if (!handler || !(others ? kind === 'tools/list' : meansListTools(machine, kind))) return false;
    machine.listHandlers.push({ handler, at, speculative: machine.speculating > 0 });
    return !others;
  },
};

/** The request's schema by its name, by the method's name, or by what a bundled schema holds under `method`. */
function meansListTools(machine: Machine, kind: Value): boolean {
  return alternatives(kind).some((one) => {
    if (one === 'tools/list') return true;
    if (isUnknown(one)) return /\bListToolsRequestSchema$/.test(one.path);
    if (!isObj(one)) return false;
    const shape = get(machine, one, 'shape');
    const own = isObj(shape) ? shape : shapeInDefinition(machine, one);
    const method = get(machine, own, 'method');
    return literalsOf(machine, method).includes('tools/list');
  });
}

function shapeInDefinition(machine: Machine, schema: Value): Value {
  const shape = get(machine, get(machine, schema, '_def'), 'shape');
  return isFunction(shape) ? invoke(machine, shape, undefined, []) : shape;
}

/** What a literal schema allows: `value` in zod 3, `values` or `_zod.values` in zod 4. */
function literalsOf(machine: Machine, schema: Value): Value[] {
  if (!isObj(schema)) return [];
  const inner = [get(machine, schema, '_def'), get(machine, get(machine, schema, '_zod'), 'def'), schema];
  return inner.flatMap((each) =>
    isObj(each) ? [get(machine, each, 'value'), ...elements(machine, get(machine, each, 'values')).items] : [],
  );
}
