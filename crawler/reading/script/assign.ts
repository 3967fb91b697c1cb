/** Assignments and the patterns on their left. */
import type { AssignmentTarget, BindingPattern, Expression, Node, ParamPattern } from 'oxc-parser';
import { write } from './branches.ts';
import { evaluate, logical, memberOf, SHORT } from './expressions.ts';
import { elements } from './iterate.ts';
import { arrayOf, keyOf } from './literals.ts';
import { binary } from './operators.ts';
import { copyInto, get, set } from './properties.ts';
import { declare, find, type Scope } from './scope.ts';
import { choose, isChoice, isUnknown, lift, object, unknown, type Value } from './values.ts';

type Kind<T extends Node['type']> = Extract<Node, { type: T }>;

export function assign(node: Kind<'AssignmentExpression'>, scope: Scope): Value {
  const { machine } = scope.frame;
  if (node.operator === '=') {
    const value = evaluate(node.right, scope);
    store(node.left, value, scope);
    return value;
  }
  const before = evaluate(node.left as Expression, scope);
  const operator = node.operator.slice(0, -1);
  const value =
    operator === '||' || operator === '&&' || operator === '??'
      ? logical(operator, before, node.right, scope)
      : binary(machine, operator, before, evaluate(node.right, scope));
  store(node.left, value, scope);
  return value;
}

export function update(node: Kind<'UpdateExpression'>, scope: Scope): Value {
  const before = evaluate(node.argument as Expression, scope);
  const after = lift(before, (one) => (typeof one === 'number' ? one + (node.operator === '++' ? 1 : -1) : unknown(node.operator)));
  store(node.argument, after, scope);
  return node.prefix ? after : before;
}

/** Assigns to a variable, a property or a pattern of them. */
export function store(target: AssignmentTarget | BindingPattern, value: Value, scope: Scope): void {
  const { machine } = scope.frame;
  switch (target.type) {
    case 'Identifier': {
      const cell = find(scope, target.name);
      if (cell) write(machine, cell, value);
      else declare(scope.frame.module.scope, target.name, value);
      return;
    }
    case 'MemberExpression': {
      const { target: owner, key } = memberOf(target, scope);
      if (owner === SHORT) return;
      if (key === undefined) addUnderUnknownKey(owner, value);
      else set(machine, owner, key, value);
      return;
    }
    case 'TSAsExpression':
    case 'TSNonNullExpression':
    case 'TSSatisfiesExpression':
    case 'TSTypeAssertion':
      return store(target.expression as AssignmentTarget, value, scope);
    default:
      unpack(target as BindingPattern, value, scope, (each, part) => store(each, part, scope));
  }
}

/** `table[what is not known] = value`: kept under a key of its own, so that the values of the table are complete. */
function addUnderUnknownKey(owner: Value, value: Value): void {
  if (typeof owner !== 'object' || owner?.kind !== 'object') return;
  owner.open = true;
  if (typeof value === 'object' && value?.kind === 'object' && owner.slots.size < 5_000)
    owner.slots.set(`?${owner.slots.size}`, { value, born: 0, maybe: true });
}

/** Binds declared names to the parts of a value. */
export function bind(pattern: BindingPattern | ParamPattern, value: Value, scope: Scope): void {
  if (pattern.type === 'Identifier') {
    const cell = scope.names.get(pattern.name) ?? find(scope, pattern.name);
    if (cell) cell.value = value;
    else declare(scope, pattern.name, value);
  } else if (pattern.type === 'TSParameterProperty') bind(pattern.parameter, value, scope);
  else if (pattern.type === 'RestElement') bind(pattern.argument, value, scope);
  else unpack(pattern, value, scope, (each, part) => bind(each, part, scope));
}

function unpack(pattern: BindingPattern, value: Value, scope: Scope, give: (pattern: BindingPattern, value: Value) => void): void {
  const { machine } = scope.frame;
  if (pattern.type === 'AssignmentPattern') give(pattern.left, withDefault(value, pattern.right, scope));
  else if (pattern.type === 'ObjectPattern') {
    const taken: string[] = [];
    for (const property of pattern.properties) {
      if (property.type === 'RestElement') {
        const rest = object(machine.protos.object);
        copyInto(machine, rest, value);
        for (const key of taken) rest.slots.delete(key);
        give(property.argument, isUnknown(value) ? unknown(`${value.path}.…`) : rest);
        continue;
      }
      const key = keyOf(property.key, property.computed, scope);
      if (typeof key === 'string') taken.push(key);
      give(property.value, key === undefined ? unknown('key') : get(machine, value, key));
    }
  } else if (pattern.type === 'ArrayPattern') {
    const parts = elements(machine, value);
    for (const [index, element] of pattern.elements.entries()) {
      if (!element) continue;
      if (element.type === 'RestElement') {
        const rest = arrayOf(machine.protos.array, parts.items.slice(index));
        if (parts.open) rest.open = true;
        give(element.argument, rest);
      } else
        give(element, index < parts.items.length ? parts.items[index] : parts.open ? choose([undefined, unknown('element')]) : undefined);
    }
  }
}

/** A default stands in for what is missing; for what is not known it is the usual value. */
function withDefault(value: Value, fallback: Expression, scope: Scope): Value {
  if (value === undefined) return evaluate(fallback, scope);
  if (isChoice(value) && value.of.includes(undefined))
    return choose([evaluate(fallback, scope), ...value.of.filter((each) => each !== undefined)]);
  return isUnknown(value) && value.text === undefined ? choose([evaluate(fallback, scope), value]) : value;
}
