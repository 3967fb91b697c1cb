/** Objects that describe one tool, in the words that servers and frameworks use for it. */
import type { Declaration } from './claims.ts';
import type { Machine } from './machine.ts';
import { get } from './properties.ts';
import { alternatives, isObj, isUnknown, type Obj, type Value } from './values.ts';

const INPUT = [
  'inputSchema',
  'input_schema',
  'parameters',
  'inputShape',
  'paramsSchema',
  'parametersSchema',
  'argsSchema',
  'schema',
  'args',
  'input',
  'params',
  'zodSchema',
  'inputs',
];

/** The declaration in an object with a name, or `undefined`. A definition may lie one level inside, beside its handler. */
export function declarationFrom(machine: Machine, value: Obj, depth = 0): Declaration | undefined {
  const name = get(machine, value, 'name');
  if (!alternatives(name).some((each) => typeof each === 'string')) {
    for (const key of ['definition', 'tool', 'schema', 'metadata', 'toolDefinition', 'config']) {
      const inner = depth === 0 ? get(machine, value, key) : undefined;
      const found = isObj(inner) ? declarationFrom(machine, inner, depth + 1) : undefined;
      if (found) return { ...found, input: found.input ?? inputOf(machine, value) };
    }
    return undefined;
  }
  return {
    name,
    title: get(machine, value, 'title'),
    description: get(machine, value, 'description'),
    input: inputOf(machine, value),
    output: get(machine, value, 'outputSchema'),
    annotations: get(machine, value, 'annotations'),
  };
}

function inputOf(machine: Machine, value: Obj): Value {
  for (const key of INPUT) {
    const found = get(machine, value, key);
    if (alternatives(found).some((each) => isObj(each) && !each.items) || (isUnknown(found) && value.slots.has(key))) return found;
  }
  return undefined;
}
