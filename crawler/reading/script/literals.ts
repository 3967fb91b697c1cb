/** Object, array and template literals, and the keys in them. */
import type { Expression, Node } from 'oxc-parser';
import { invoke } from './calls.ts';
import { evaluate, placeOf } from './expressions.ts';
import { makeClosure } from './functions.ts';
import { elements } from './iterate.ts';
import { concat, keyFrom } from './operators.ts';
import { copyInto, define, defineAccessor } from './properties.ts';
import type { Scope } from './scope.ts';
import { isFunction, isObj, type Key, newSlot, type Obj, object, type Value } from './values.ts';

type Literal<T extends Node['type']> = Extract<Node, { type: T }>;

/** The key that a property's name stands for; `undefined` where it cannot be known. */
export function keyOf(node: Node, computed: boolean, scope: Scope): Key | undefined {
  if (computed) return keyFrom(evaluate(node as Expression, scope));
  if (node.type === 'Identifier') return node.name;
  if (node.type === 'PrivateIdentifier') return `#${node.name}`;
  return node.type === 'Literal' ? String(node.value) : keyFrom(evaluate(node as Expression, scope));
}

export function objectLiteral(node: Literal<'ObjectExpression'>, scope: Scope): Obj {
  const { machine } = scope.frame;
  const made = object(machine.protos.object, placeOf(node, scope));
  for (const property of node.properties) {
    if (property.type === 'SpreadElement') {
      copyInto(machine, made, evaluate(property.argument, scope));
      continue;
    }
    const key = keyOf(property.key, property.computed, scope);
    if (key === undefined) {
      evaluate(property.value, scope);
      made.open = true;
      continue;
    }
    const value = property.value.type === 'FunctionExpression' ? makeClosure(property.value, scope, made) : evaluate(property.value, scope);
    if (property.kind !== 'init') defineAccessor(made, key, property.kind, value, false);
    else if (key === '__proto__' && !property.computed && !property.shorthand) made.proto = isObj(value) ? value : made.proto;
    else define(machine, made, key, value);
    if (key === 'tools') machine.answers?.push(made);
    else if (key === 'tools/list' && isFunction(value))
      machine.listHandlers.push({ handler: value, at: placeOf(node, scope), speculative: machine.speculating > 0 });
  }
  return made;
}

export function arrayOf(proto: Obj, items: Value[]): Obj & { items: Value[] } {
  return { ...object(proto), items };
}

export function arrayLiteral(node: Literal<'ArrayExpression'>, scope: Scope): Obj {
  const made = { ...arrayOf(scope.frame.machine.protos.array, []), at: placeOf(node, scope) };
  for (const element of node.elements) {
    if (element?.type === 'SpreadElement') {
      const spread = elements(scope.frame.machine, evaluate(element.argument, scope));
      made.items.push(...spread.items);
      if (spread.open) (made as Obj).open = true;
      if (spread.perhaps) (made as Obj).perhaps = new Set([...((made as Obj).perhaps ?? []), ...spread.perhaps]);
    } else made.items.push(element ? evaluate(element, scope) : undefined);
  }
  return made;
}

export function templateText(node: Literal<'TemplateLiteral'>, scope: Scope): Value {
  return node.quasis.reduce<Value>((text, quasi, index) => {
    const withQuasi = concat(text, quasi.value.cooked ?? '');
    const expression = node.expressions[index];
    return expression ? concat(withQuasi, evaluate(expression, scope)) : withQuasi;
  }, '');
}

export function taggedTemplate(node: Literal<'TaggedTemplateExpression'>, scope: Scope): Value {
  const { machine } = scope.frame;
  const tag = evaluate(node.tag, scope);
  const cooked = arrayOf(
    machine.protos.array,
    node.quasi.quasis.map((quasi) => quasi.value.cooked ?? ''),
  );
  const raw = arrayOf(
    machine.protos.array,
    node.quasi.quasis.map((quasi) => quasi.value.raw),
  );
  cooked.slots.set('raw', newSlot(raw, true));
  const args = node.quasi.expressions.map((each) => evaluate(each, scope));
  if (isFunction(tag)) return invoke(machine, tag, undefined, [cooked, ...args], placeOf(node, scope));
  return invoke(machine, tag, undefined, [cooked, ...args], placeOf(node, scope));
}
