/** What an expression stands for. */
import type { Expression, Node } from 'oxc-parser';
import { assign, update } from './assign.ts';
import { bothWays, valueOfBoth } from './branches.ts';
import { call, construct, invoke } from './calls.ts';
import { makeClass } from './classes.ts';
import { makeClosure } from './functions.ts';
import { arrayLiteral, arrayOf, keyOf, objectLiteral, taggedTemplate, templateText } from './literals.ts';
import { step } from './machine.ts';
import { dynamicImport } from './modules.ts';
import { binary, typeOf } from './operators.ts';
import { settle } from './promises.ts';
import { get } from './properties.ts';
import { find, ownFrame, type Scope } from './scope.ts';
import {
  alternatives,
  choose,
  isChoice,
  isObj,
  isUnknown,
  type Key,
  lift,
  type Place,
  type Primitive,
  truth,
  unknown,
  type Value,
} from './values.ts';

/** Stands for "the rest of the chain is not reached" inside `a?.b.c`. */
export const SHORT = Symbol('short-circuit');

export function evaluate(node: Expression, scope: Scope): Value {
  const { machine } = scope.frame;
  step(machine);
  switch (node.type) {
    case 'Identifier':
      return identifier(node.name, scope);
    case 'Literal':
      return 'regex' in node
        ? machine.protos.regexp &&
            invoke(machine, find(machine.globals, 'RegExp')?.value, undefined, [node.regex.pattern, node.regex.flags])
        : (node.value as Primitive);
    case 'MemberExpression':
      return member(node, scope);
    case 'CallExpression':
      return call(node, scope);
    case 'ObjectExpression':
      return objectLiteral(node, scope);
    case 'ArrayExpression':
      return arrayLiteral(node, scope);
    case 'ArrowFunctionExpression':
    case 'FunctionExpression':
      return makeClosure(node, scope);
    case 'TemplateLiteral':
      return templateText(node, scope);
    case 'BinaryExpression':
      return node.left.type === 'PrivateIdentifier'
        ? unknown('private in')
        : binary(machine, node.operator, evaluate(node.left, scope), evaluate(node.right, scope));
    case 'LogicalExpression':
      return logical(node.operator, evaluate(node.left, scope), node.right, scope);
    case 'ConditionalExpression':
      return conditional(node.test, node.consequent, node.alternate, scope);
    case 'AssignmentExpression':
      return assign(node, scope);
    case 'UpdateExpression':
      return update(node, scope);
    case 'UnaryExpression':
      return unary(node, scope);
    case 'NewExpression':
      return construct(node, scope);
    case 'AwaitExpression':
      return settle(evaluate(node.argument, scope));
    case 'ChainExpression': {
      const value = evaluate(node.expression, scope);
      return isChoice(value) ? choose(value.of.map((each) => (each === SHORT ? undefined : each))) : value === SHORT ? undefined : value;
    }
    case 'SequenceExpression':
      return node.expressions.reduce<Value>((_, each) => evaluate(each, scope), undefined);
    case 'ThisExpression':
      return ownFrame(scope.frame).self;
    case 'ClassExpression':
      return makeClass(node, scope);
    case 'TaggedTemplateExpression':
      return taggedTemplate(node, scope);
    case 'ImportExpression':
      return dynamicImport(evaluate(node.source, scope), scope.frame);
    case 'YieldExpression':
      return yielded(node.argument ? evaluate(node.argument, scope) : undefined, node.delegate, scope);
    case 'MetaProperty':
      return node.meta.name === 'import' ? scope.frame.module.meta : ownFrame(scope.frame).newTarget;
    case 'TSAsExpression':
    case 'TSSatisfiesExpression':
    case 'TSNonNullExpression':
    case 'TSTypeAssertion':
    case 'TSInstantiationExpression':
    case 'ParenthesizedExpression':
      return evaluate(node.expression, scope);
    default:
      return unknown(node.type);
  }
}

function identifier(name: string, scope: Scope): Value {
  if (name === 'undefined') return undefined;
  const cell = find(scope, name) ?? scope.frame.machine.globals.names.get(name);
  if (!cell && name === 'arguments') return arrayOf(scope.frame.machine.protos.array, ownFrame(scope.frame).args);
  return cell ? cell.value : unknown(`global ${name}`);
}

/** The object and key that a member expression names. */
export function memberOf(
  node: Extract<Node, { type: 'MemberExpression' }>,
  scope: Scope,
): { target: Value; key: Key | undefined; self: Value } {
  const own = ownFrame(scope.frame);
  if (node.object.type === 'Super') {
    const key = keyOf(node.property, node.computed, scope);
    return { target: own.home?.proto ?? unknown('super'), key, self: own.self };
  }
  const target = evaluate(node.object, scope);
  if (target === SHORT) return { target: SHORT, key: undefined, self: SHORT };
  if (node.optional && (target === undefined || target === null)) return { target: SHORT, key: undefined, self: SHORT };
  const present =
    node.optional && isChoice(target) ? choose(target.of.filter((each) => each !== undefined && each !== null && each !== SHORT)) : target;
  return { target: present, key: keyOf(node.property, node.computed, scope), self: present };
}

function member(node: Extract<Node, { type: 'MemberExpression' }>, scope: Scope): Value {
  const { target, key, self } = memberOf(node, scope);
  if (target === SHORT) return SHORT;
  if (key !== undefined) return get(scope.frame.machine, target, key, self);
  return elementOfUnknownKey(target);
}

/** `table[what is not known]`: any of its values. */
function elementOfUnknownKey(target: Value): Value {
  const values: Value[] = [unknown('element')];
  for (const one of alternatives(target)) {
    if (!isObj(one)) continue;
    for (const slot of one.slots.values()) if (!slot.hidden && !('get' in slot)) values.push(slot.value);
    values.push(...(one.items ?? []));
  }
  return values.length > 8 ? unknown('element') : choose(values);
}

export function logical(operator: string, left: Value, rightNode: Expression, scope: Scope): Value {
  if (left === SHORT) return SHORT;
  const right = (): Value => evaluate(rightNode, scope);
  if (operator === '??') return orElse(left, right, () => perhaps(rightNode, scope));
  const test = truth(left);
  if (typeof test === 'boolean') return test === (operator === '&&') ? right() : left;
  const kept = alternatives(left).filter((each) => truth(each) !== (operator === '&&'));
  const followed = test.usually === (operator === '&&');
  if (followed) {
    const usual = isPlain(rightNode) ? right() : valueOfBoth(scope.frame.machine, right, () => undefined);
    return choose([...alternatives(usual).filter((each) => each !== undefined || isPlain(rightNode)), ...kept]);
  }
  const other = perhaps(rightNode, scope);
  // An unknown left of `||` says less than a known right, so the right is taken as the usual value.
  return operator === '||' ? choose([other, ...kept]) : choose([...kept, other]);
}

function orElse(left: Value, right: () => Value, perhapsRight: () => Value): Value {
  const nullish = alternatives(left).map((each) => (isUnknown(each) ? undefined : each === undefined || each === null));
  if (nullish.every((each) => each === true)) return right();
  if (nullish.every((each) => each === false)) return left;
  const present = alternatives(left).filter((each) => each !== undefined && each !== null);
  return isUnknown(present[0] as Value) || nullish[0] === true
    ? choose([perhapsRight(), ...present])
    : choose([...present, perhapsRight()]);
}

/** An expression that is perhaps not evaluated: its effects are kept apart, unless it has none. */
function perhaps(node: Expression, scope: Scope): Value {
  if (isPlain(node)) return evaluate(node, scope);
  const { other } = bothWays(
    scope.frame.machine,
    () => undefined,
    () => evaluate(node, scope),
  );
  return 'value' in other ? other.value : undefined;
}

const plain = new WeakMap<object, boolean>();

/** Whether an expression only looks at values. */
function isPlain(node: Expression): boolean {
  let known = plain.get(node);
  if (known === undefined) {
    known = looksOnly(node);
    plain.set(node, known);
  }
  return known;
}

function looksOnly(node: Expression): boolean {
  switch (node.type) {
    case 'Identifier':
    case 'Literal':
    case 'ThisExpression':
      return true;
    case 'MemberExpression':
      return isPlain(node.object) && (!node.computed || isPlain(node.property));
    case 'BinaryExpression':
      return node.left.type !== 'PrivateIdentifier' && isPlain(node.left) && isPlain(node.right);
    case 'LogicalExpression':
      return isPlain(node.left) && isPlain(node.right);
    case 'UnaryExpression':
      return node.operator !== 'delete' && isPlain(node.argument);
    case 'ObjectExpression':
      return node.properties.length === 0;
    case 'ArrayExpression':
      return node.elements.length === 0;
    default:
      return false;
  }
}

function conditional(test: Expression, consequent: Expression, alternate: Expression, scope: Scope): Value {
  const passes = truth(evaluate(test, scope));
  if (typeof passes === 'boolean') return evaluate(passes ? consequent : alternate, scope);
  const [first, second] = passes.usually ? [consequent, alternate] : [alternate, consequent];
  return valueOfBoth(
    scope.frame.machine,
    () => evaluate(first, scope),
    () => evaluate(second, scope),
  );
}

function unary(node: Extract<Node, { type: 'UnaryExpression' }>, scope: Scope): Value {
  if (node.operator === 'typeof') {
    if (
      node.argument.type === 'Identifier' &&
      !find(scope, node.argument.name) &&
      !scope.frame.machine.globals.names.has(node.argument.name)
    )
      return 'undefined';
    return lift(evaluate(node.argument, scope), typeOf);
  }
  if (node.operator === 'delete') {
    if (node.argument.type === 'MemberExpression') {
      const { target, key } = memberOf(node.argument, scope);
      if (isObj(target) && key !== undefined && !scope.frame.machine.speculating) target.slots.delete(key);
    }
    return true;
  }
  const value = evaluate(node.argument, scope);
  if (node.operator === 'void') return undefined;
  return lift(value, (one) => {
    if (node.operator === '!') {
      const test = truth(one);
      return typeof test === 'boolean' ? !test : unknown('not', !test.usually);
    }
    if (isUnknown(one) || isObj(one) || typeof one === 'symbol') return unknown(node.operator);
    if (typeof one === 'bigint') return node.operator === '-' ? -one : unknown(node.operator);
    return node.operator === '-' ? -Number(one) : node.operator === '+' ? Number(one) : ~Number(one);
  });
}

/** Generators are followed in one go: what they yield is collected, and an awaited value comes back at once. */
function yielded(value: Value, delegate: boolean, scope: Scope): Value {
  const { yields } = ownFrame(scope.frame);
  if (delegate && isObj(value)) yields?.push(...(value.items ?? []));
  else yields?.push(value);
  return settle(value);
}

export function placeOf(node: Node, scope: Scope): Place {
  return { file: scope.frame.module.path, offset: node.start };
}
