/** From the grammar's tree to expressions. */
import type { SyntaxNode } from '@lezer/common';
import { unescape, unquote } from './text.ts';
import type { Argument, Expr, Parameter } from './tree.ts';

const BRACKETS = new Set(['(', ')', '[', ']', '{', '}', ',', 'Comment', '⚠']);

export function children(node: SyntaxNode): SyntaxNode[] {
  const all: SyntaxNode[] = [];
  for (let child = node.firstChild; child; child = child.nextSibling) if (child.name !== 'Comment' && child.name !== '⚠') all.push(child);
  return all;
}

export function textOf(node: SyntaxNode, source: string): string {
  return source.slice(node.from, node.to);
}

/** The expression of a node. What has no meaning here is `other`. */
export function expression(node: SyntaxNode, source: string): Expr {
  const at = node.from;
  const parts = children(node).filter((each) => !BRACKETS.has(each.name));
  const sub = (each: SyntaxNode | undefined): Expr => (each ? expression(each, source) : { type: 'other', at });
  switch (node.name) {
    case 'String':
    case 'FormatString':
    case 'ContinuedString':
      return stringOf(node, source);
    case 'Number':
      return { type: 'number', value: Number(textOf(node, source).replaceAll('_', '')), at };
    case 'Boolean':
      return { type: 'constant', value: textOf(node, source) === 'True', at };
    case 'None':
      return { type: 'constant', value: null, at };
    case 'Ellipsis':
      return { type: 'ellipsis', at };
    case 'VariableName':
    case 'self':
      return { type: 'name', name: textOf(node, source), at };
    case 'MemberExpression':
      return member(node, source);
    case 'CallExpression':
      return { type: 'call', callee: sub(parts[0]), args: argumentsOf(children(node).at(-1), source), at };
    case 'ParenthesizedExpression':
      return sub(parts[0]);
    case 'ArrayExpression':
    case 'TupleExpression':
    case 'SetExpression':
      return {
        type: node.name === 'ArrayExpression' ? 'list' : node.name === 'TupleExpression' ? 'tuple' : 'set',
        items: starred(children(node), source),
        at,
      };
    case 'DictionaryExpression':
      return { type: 'dict', entries: entriesOf(children(node), source), at };
    case 'BinaryExpression':
      return { type: 'binary', operator: parts[1] ? textOf(parts[1], source) : '', left: sub(parts[0]), right: sub(parts.at(-1)), at };
    case 'UnaryExpression':
      return negated(parts, source, at);
    case 'ConditionalExpression': {
      const [yes, test, no] = parts.filter((each) => each.name !== 'if' && each.name !== 'else');
      return { type: 'choice', yes: sub(yes), test: sub(test), no: sub(no), at };
    }
    case 'AwaitExpression':
      return sub(parts.at(-1));
    case 'ArrayComprehensionExpression':
    case 'ComprehensionExpression':
    case 'SetComprehensionExpression':
    case 'DictionaryComprehensionExpression':
      return comprehension(parts, source, at);
    default:
      return { type: 'other', at };
  }
}

function stringOf(node: SyntaxNode, source: string): Expr {
  const pieces = node.name === 'ContinuedString' ? children(node) : [node];
  const parts = pieces.flatMap((piece): (string | Expr)[] =>
    piece.name === 'FormatString' ? formatParts(piece, source) : plainPart(textOf(piece, source)),
  );
  return parts.every((each) => typeof each === 'string')
    ? { type: 'text', value: parts.join(''), at: node.from }
    : { type: 'format', parts, at: node.from };
}

function plainPart(literal: string): string[] {
  const { prefix, content } = unquote(literal);
  return [unescape(content, prefix)];
}

function formatParts(node: SyntaxNode, source: string): (string | Expr)[] {
  const { prefix, content } = unquote(textOf(node, source));
  const start = node.from + prefix.length + (textOf(node, source).length - prefix.length - content.length) / 2;
  const end = start + content.length;
  const parts: (string | Expr)[] = [];
  const plain = (from: number, to: number): number =>
    parts.push(unescape(source.slice(from, to), prefix).replaceAll('{{', '{').replaceAll('}}', '}'));
  let at = start;
  for (const each of children(node)) {
    if (each.name !== 'FormatReplacement') continue;
    plain(at, each.from);
    const inner = children(each).find((child) => !BRACKETS.has(child.name));
    parts.push(inner ? expression(inner, source) : { type: 'other', at: each.from });
    at = each.to;
  }
  plain(at, end);
  return parts;
}

function member(node: SyntaxNode, source: string): Expr {
  const all = children(node);
  const object: Expr = all[0] ? expression(all[0], source) : { type: 'other', at: node.from };
  const property = all.at(-1);
  if (property?.name === 'PropertyName') return { type: 'attribute', object, name: textOf(property, source), at: node.from };
  return { type: 'index', object, items: starred(all.slice(1), source), at: node.from };
}

/** Elements between commas, with `*x` among them. */
function starred(nodes: SyntaxNode[], source: string): Expr[] {
  const items: Expr[] = [];
  let star: number | undefined;
  for (const each of nodes) {
    if (each.name === '*' || each.name === '**' || textOf(each, source) === '*') star = each.from;
    else if (!BRACKETS.has(each.name) && each.name !== ':') {
      const value = expression(each, source);
      items.push(star === undefined ? value : { type: 'star', value, at: star });
      star = undefined;
    }
  }
  return items;
}

function entriesOf(nodes: SyntaxNode[], source: string): { key: Expr | undefined; value: Expr }[] {
  const entries: { key: Expr | undefined; value: Expr }[] = [];
  let key: Expr | undefined;
  let spread = false;
  for (const each of nodes) {
    if (each.name === '**') spread = true;
    else if (each.name === ',') key = undefined;
    else if (!BRACKETS.has(each.name) && each.name !== ':') {
      const value = expression(each, source);
      if (spread || key !== undefined) {
        entries.push({ key: spread ? undefined : key, value });
        spread = false;
        key = undefined;
      } else key = value;
    }
  }
  return entries;
}

function negated(parts: SyntaxNode[], source: string, at: number): Expr {
  const value = parts[1] ? expression(parts[1], source) : undefined;
  return value?.type === 'number' && parts[0] && textOf(parts[0], source) === '-'
    ? { ...value, value: -value.value }
    : { type: 'other', at };
}

function comprehension(parts: SyntaxNode[], source: string, at: number): Expr {
  const loop = parts.findIndex((each) => each.name === 'for');
  const inside = parts.findIndex((each) => each.name === 'in');
  const head = parts.slice(0, loop).filter((each) => each.name !== ':' && each.name !== 'async');
  const targets = parts.slice(loop + 1, inside).map((each) => expression(each, source));
  const [element, over] = [head.at(-1), parts[inside + 1]];
  const [target] = targets;
  if (!element || !over || !target) return { type: 'other', at };
  return {
    type: 'comprehension',
    element: expression(element, source),
    key: head.length > 1 && head[0] ? expression(head[0], source) : undefined,
    target: targets.length > 1 ? { type: 'tuple', items: targets, at: target.at } : target,
    over: expression(over, source),
    at,
  };
}

export function argumentsOf(list: SyntaxNode | undefined, source: string): Argument[] {
  const args: Argument[] = [];
  if (list?.name !== 'ArgList') return args;
  const nodes = children(list);
  let name: string | undefined;
  let star: '*' | '**' | undefined;
  for (const [index, each] of nodes.entries()) {
    if (each.name === ',' || each.name === '(' || each.name === ')') {
      name = undefined;
      star = undefined;
    } else if (nodes[index + 1]?.name === 'AssignOp') name = textOf(each, source);
    else if (each.name === '*' || each.name === '**') star = each.name;
    else if (each.name === 'for') break;
    else if (each.name !== 'AssignOp') args.push({ name, star, value: expression(each, source) });
  }
  return args;
}

export function parametersOf(list: SyntaxNode | undefined, source: string): Parameter[] {
  const parameters: Parameter[] = [];
  let star: Parameter['star'] = '';
  let assigned = false;
  for (const each of list ? children(list) : []) {
    const last = parameters.at(-1);
    if (each.name === ',') {
      star = '';
      assigned = false;
    } else if (BRACKETS.has(each.name)) continue;
    else if (each.name === '*' || each.name === '**') star = each.name;
    else if (each.name === 'AssignOp') assigned = true;
    else if (each.name === 'TypeDef' && last) last.annotation = annotationOf(each, source);
    else if (assigned && last) last.default = expression(each, source);
    else if (each.name === 'VariableName' || each.name === 'self')
      parameters.push({ name: textOf(each, source), star, annotation: undefined, default: undefined });
  }
  return parameters;
}

export function annotationOf(node: SyntaxNode, source: string): Expr | undefined {
  const inner = children(node).find((each) => each.name !== ':' && each.name !== '->');
  return inner ? expression(inner, source) : undefined;
}
