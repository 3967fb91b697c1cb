/**
 * Programs that speak the protocol without its library. The functions that name `tools/list` are called with such a request;
 * what the objects made meanwhile hold under `tools` is the answer.
 */
import type { Node, ParamPattern } from 'oxc-parser';
import type { Json } from '../../../db/model.ts';
import { invoke } from './calls.ts';
import { declareTool, writtenAt } from './claims.ts';
import { placesOf, selfOf } from './dormant.ts';
import { elements } from './iterate.ts';
import { fromHost } from './json-values.ts';
import { attempt, type Machine, STEPS } from './machine.ts';
import type { Module } from './modules.ts';
import { settle } from './promises.ts';
import { get } from './properties.ts';
import { declarationFrom } from './tool-objects.ts';
import { alternatives, isObj, type Obj, unknown, type Value } from './values.ts';

const METHOD = 'tools/list';
const NAMES_IT = /['"`]tools\/list['"`]/g;
const REQUEST: Json = { jsonrpc: '2.0', id: 1, method: METHOD, params: {} };
const MAX_FUNCTIONS = 24;
const METHOD_PARAMETER = /^(method|action|type|cmd|command|op|operation|name|route)$/i;
const TEXT_PARAMETER = /line|data|chunk|raw|text|input|buf|body|str$/i;

/** Calls what names the method, innermost first, until tools come out. */
export function followByHand(machine: Machine, isEnough: () => boolean): void {
  const called = new Set<Node>();
  // What is called may make the functions that are needed.
  for (let round = 0; round < 3 && !isEnough(); round += 1) {
    const next = functionsNaming(machine).filter(({ node }) => !called.has(node));
    for (const { node, value } of next.slice(0, MAX_FUNCTIONS)) {
      called.add(node);
      const { fn } = value;
      if (fn?.type !== 'closure') continue;
      for (const first of [REQUEST, `${JSON.stringify(REQUEST)}\n`, METHOD]) {
        ask(machine, value, fn.node.params, first);
        if (isEnough()) return;
      }
    }
  }
}

function functionsNaming(machine: Machine): { node: Node; value: Obj }[] {
  const places = new Map<Module, number[]>();
  const found: { node: Node; value: Obj; innermost: number }[] = [];
  for (const [key, { module, value }] of machine.dormant) {
    const node = key as Node;
    if (!places.has(module)) places.set(module, placesOf(machine.resolver.files.text(module.path) ?? '', NAMES_IT));
    if (places.get(module)?.some((each) => each > node.start && each < node.end))
      found.push({ node, value, innermost: node.end - node.start });
  }
  return found.sort((a, b) => a.innermost - b.innermost);
}

function ask(machine: Machine, value: Obj, params: readonly ParamPattern[], request: Json): void {
  const made: Obj[] = [];
  machine.answers = made;
  const args = params.map((each, index) => argumentFor(machine, each, index, request));
  attempt(machine, STEPS.callback, () => invoke(machine, value, selfOf(machine, value), args, value.at));
  machine.answers = undefined;
  for (const answer of made) attempt(machine, STEPS.callback, () => declareAll(machine, get(machine, answer, 'tools'), answer));
}

function argumentFor(machine: Machine, param: ParamPattern, index: number, request: Json): Value {
  const name = param.type === 'Identifier' ? param.name : '';
  if (METHOD_PARAMETER.test(name)) return METHOD;
  if (index > 0) return unknown(`argument ${index}#`, true);
  if (TEXT_PARAMETER.test(name) && typeof request !== 'string') return `${JSON.stringify(request)}\n`;
  return fromHost(machine, request);
}

function declareAll(machine: Machine, list: Value, answer: Obj): void {
  const found = elements(machine, settle(list));
  if (found.open) machine.incomplete = true;
  for (const tool of found.items.flatMap((each) => alternatives(each))) {
    const parts = isObj(tool) ? declarationFrom(machine, tool) : undefined;
    if (parts && isObj(tool)) declareTool(machine, 'by-hand', 'protocol', parts, writtenAt(machine, tool) ?? answer.at);
  }
}
