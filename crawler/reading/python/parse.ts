/** Parsing Python: https://github.com/lezer-parser/python. The parser does not recurse, so deep nesting cannot break it. */
import type { SyntaxNode } from '@lezer/common';
import { parser } from '@lezer/python';
import { annotationOf, argumentsOf, children, expression, parametersOf, textOf } from './expressions.ts';
import type { Expr, Imported, Stmt } from './tree.ts';

export const MAX_PYTHON = 4_000_000;

/** The statements of a module; what cannot be read is left out. Throws `RangeError` on nesting without end. */
export function parsePython(source: string): Stmt[] {
  return bodyOf(parser.parse(source).topNode, source);
}

function bodyOf(node: SyntaxNode | undefined, source: string): Stmt[] {
  return node ? children(node).flatMap((each) => statement(each, source, [])) : [];
}

function statement(node: SyntaxNode, source: string, decorators: Expr[]): Stmt[] {
  const at = node.from;
  const parts = children(node);
  const body = (): Stmt[] =>
    bodyOf(
      parts.find((each) => each.name === 'Body'),
      source,
    );
  switch (node.name) {
    case 'DecoratedStatement': {
      const own = parts.filter((each) => each.name === 'Decorator').map((each) => decorator(each, source));
      const inner = parts.at(-1);
      return inner ? statement(inner, source, own) : [];
    }
    case 'FunctionDefinition': {
      const name = parts.find((each) => each.name === 'VariableName');
      return [
        {
          type: 'function',
          name: name ? textOf(name, source) : '',
          parameters: parametersOf(
            parts.find((each) => each.name === 'ParamList'),
            source,
          ),
          decorators,
          body: body(),
          at,
        },
      ];
    }
    case 'ClassDefinition': {
      const name = parts.find((each) => each.name === 'VariableName');
      return [
        {
          type: 'class',
          name: name ? textOf(name, source) : '',
          bases: argumentsOf(
            parts.find((each) => each.name === 'ArgList'),
            source,
          ),
          decorators,
          body: body(),
          at,
        },
      ];
    }
    case 'AssignStatement':
    case 'UpdateStatement':
      return [assignment(node, source)];
    case 'ExpressionStatement':
      return parts[0] ? [{ type: 'expression', value: expression(parts[0], source), at }] : [];
    case 'ReturnStatement':
      return [{ type: 'return', value: parts[1] ? expression(parts[1], source) : undefined, at }];
    case 'ForStatement': {
      const start = parts.findIndex((each) => each.name === 'for');
      const inside = parts.findIndex((each) => each.name === 'in');
      const targets = parts
        .slice(start + 1, inside)
        .filter((each) => each.name !== ',')
        .map((each) => expression(each, source));
      const [target] = targets;
      const over = parts[inside + 1];
      if (!target || !over) return [];
      return [
        {
          type: 'for',
          target: targets.length > 1 ? { type: 'tuple', items: targets, at } : target,
          over: expression(over, source),
          body: body(),
          at,
        },
      ];
    }
    case 'ImportStatement':
      return [{ type: 'import', names: importsOf(parts, source), at }];
    case 'StatementGroup':
      return parts.flatMap((each) => statement(each, source, []));
    default: {
      const bodies = parts.filter((each) => each.name === 'Body' || each.name === 'MatchBody' || each.name === 'MatchClause');
      return bodies.length > 0 ? [{ type: 'block', body: bodies.flatMap((each) => bodyOf(each, source)), at }] : [];
    }
  }
}

function decorator(node: SyntaxNode, source: string): Expr {
  const parts = children(node).filter((each) => each.name !== 'At');
  let expr: Expr = { type: 'other', at: node.from };
  for (const each of parts) {
    if (each.name === '.') continue;
    if (each.name === 'ArgList') expr = { type: 'call', callee: expr, args: argumentsOf(each, source), at: node.from };
    else if (expr.type === 'other') expr = expression(each, source);
    else expr = { type: 'attribute', object: expr, name: textOf(each, source), at: node.from };
  }
  return expr;
}

function assignment(node: SyntaxNode, source: string): Stmt {
  const groups: SyntaxNode[][] = [[]];
  let annotation: Expr | undefined;
  let operator = '=';
  for (const each of children(node)) {
    if (each.name === 'TypeDef') annotation = annotationOf(each, source);
    else if (each.name === 'AssignOp' || each.name === 'UpdateOp') {
      operator = textOf(each, source);
      groups.push([]);
    } else if (each.name !== ',') groups.at(-1)?.push(each);
  }
  const sides = groups.map((group): Expr | undefined => {
    const items = group.map((each) => expression(each, source));
    return items.length > 1 ? { type: 'tuple', items, at: node.from } : items[0];
  });
  const value = groups.length > 1 ? sides.at(-1) : undefined;
  const targets = (groups.length > 1 ? sides.slice(0, -1) : sides).filter((each) => each !== undefined);
  return { type: 'assign', targets, annotation, operator, value, at: node.from };
}

function importsOf(parts: SyntaxNode[], source: string): Imported[] {
  const words = parts.map((each) => textOf(each, source)).filter((each) => each !== '(' && each !== ')');
  const split = words.indexOf('import');
  const from = words[0] === 'from' ? words.slice(1, split) : undefined;
  const level = (from ?? []).join('').match(/^\.*/)?.[0].length ?? 0;
  const base = (from ?? []).join('').slice(level);
  return commaGroups(words.slice(split + 1)).map((group) => {
    const as = group.indexOf('as');
    const named = (as === -1 ? group : group.slice(0, as)).join('');
    const alias = as === -1 ? (from ? named : (named.split('.')[0] ?? named)) : (group[as + 1] ?? named);
    return from ? { module: base, level, name: named, alias } : { module: named, level: 0, name: undefined, alias };
  });
}

function commaGroups(words: string[]): string[][] {
  const groups: string[][] = [[]];
  for (const word of words) {
    if (word === ',') groups.push([]);
    else groups.at(-1)?.push(word);
  }
  return groups.filter((each) => each.length > 0);
}
