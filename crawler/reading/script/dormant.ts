/**
 * Functions that declare tools and that the program was not seen to call: what leads to them could not be followed
 * (a command-line framework, an event, a condition taken for granted). They are called with arguments that are not known;
 * where that tells too little, so are the functions that call them.
 */
import type { Class, Node } from 'oxc-parser';
import { invoke } from './calls.ts';
import { instantiate } from './classes.ts';
import { attempt, type Machine, STEPS } from './machine.ts';
import type { Module } from './modules.ts';
import { isFunction, type Obj, object, unknown, type Value } from './values.ts';

const DECLARES =
  /[.?]\s*(?:registerTool|registerToolTask|tool|addTool|addTools|registerTools|setRequestHandler)\s*\(|\bregisterAppTool\s*\(|\bMCPServer\s*\(/g;
const MAX_PLACES = 20_000;
const MAX_FOLLOWED = 600;
const MAX_REMEMBERED = 60_000;
/** Shorter names are those of minified code: too many other things have them. */
const MIN_NAME = 4;

/** Offsets in a text where tools may be declared. */
export function declaringPlaces(text: string): number[] {
  return placesOf(text, DECLARES);
}

export function placesOf(text: string, pattern: RegExp): number[] {
  const places: number[] = [];
  for (const match of text.matchAll(pattern)) {
    places.push(match.index);
    if (places.length >= MAX_PLACES) break;
  }
  return places;
}

function holds(places: readonly number[], { start, end }: { start: number; end: number }): boolean {
  let low = 0;
  let high = places.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((places[middle] as number) < start) low = middle + 1;
    else high = middle;
  }
  return low < places.length && (places[low] as number) < end;
}

/** Remembers a function or class, in case it declares tools and nobody calls it. */
export function rememberDormant(machine: Machine, node: Node, module: Module, value: Obj): void {
  if (machine.dormant.size < MAX_REMEMBERED) machine.dormant.set(node, { module, value });
}

/** Calls what declares tools and was never called, until that is enough: as things are, then with all of a bundle's modules started. */
export function followDormant(machine: Machine, isEnough: () => boolean): void {
  const woken = followDeclaring(machine, isEnough);
  if (isEnough()) return;
  startModules(machine);
  for (const node of woken) machine.visited.delete(node);
  followDeclaring(machine, isEnough);
}

/** Bundlers put modules into functions without parameters; these are called, as are other such functions of the top. */
function startModules(machine: Machine): void {
  for (const module of machine.modules.values()) {
    for (const { value } of module.scope.names.values()) {
      if (!isFunction(value) || value.fn.type !== 'closure' || value.fn.node.params.length > 0) continue;
      attempt(machine, STEPS.callback, () => invoke(machine, value, undefined, []));
    }
  }
}

/** Outermost functions first; then, if that is not enough, those that call them. Gives what was called. */
function followDeclaring(machine: Machine, isEnough: () => boolean): object[] {
  const places = new Map<Module, number[]>([...machine.modules.values()].map((module) => [module, module.places]));
  const woken = wakeWithin(machine, places);
  for (let round = 0; round < 3 && !isEnough() && woken.length < MAX_FOLLOWED; round += 1) {
    const names = namesWithin(machine, places);
    if (names.length === 0) break;
    const calls = new RegExp(`\\b(?:${names.join('|')})\\s*\\(`, 'g');
    for (const module of machine.modules.values()) places.set(module, placesOf(machine.resolver.files.text(module.path) ?? '', calls));
    woken.push(...wakeWithin(machine, places));
  }
  return woken;
}

function wakeWithin(machine: Machine, places: ReadonlyMap<Module, number[]>): object[] {
  const woken: object[] = [];
  for (let round = 0; round < 4; round += 1) {
    const waiting = [...machine.dormant]
      .filter(([node, { module }]) => !machine.visited.has(node) && holds(places.get(module) ?? [], node as Node))
      .sort(([a], [b]) => (a as Node).start - (b as Node).start || (b as Node).end - (a as Node).end);
    if (waiting.length === 0) break;
    for (const [node, { value }] of waiting) {
      if (machine.visited.has(node) || woken.length >= MAX_FOLLOWED) continue;
      machine.visited.add(node);
      woken.push(node);
      attempt(machine, STEPS.callback, () => wake(machine, node as Node, value));
    }
  }
  return woken;
}

/** Calls what the module in `path` declares and nobody called, such as a `main` whose condition could not be known. */
export function followUncalled(machine: Machine, path: string): void {
  for (const [node, { module, value }] of [...machine.dormant].slice(0, MAX_FOLLOWED)) {
    if (module.path !== path || machine.visited.has(node)) continue;
    machine.visited.add(node);
    attempt(machine, STEPS.callback, () => wake(machine, node as Node, value));
  }
}

/** Names under which functions that hold such a place can be called. */
function namesWithin(machine: Machine, places: ReadonlyMap<Module, number[]>): string[] {
  const names = new Set<string>();
  for (const [node, { module }] of machine.dormant) {
    if (!holds(places.get(module) ?? [], node as Node)) continue;
    const text = machine.resolver.files.text(module.path) ?? '';
    const own = 'id' in node ? (node.id as { name?: string } | null)?.name : undefined;
    const name = own ?? /([A-Za-z_$][\w$]*)\s*[=:]\s*$/.exec(text.slice(Math.max(0, (node as Node).start - 80), (node as Node).start))?.[1];
    if (name && name.length >= MIN_NAME && /^\w+$/.test(name)) names.add(name);
    if (names.size >= 200) break;
  }
  return [...names];
}

function wake(machine: Machine, node: Node, value: Obj): void {
  const args = (count: number): Value[] => Array.from({ length: Math.min(count, 12) }, (_, index) => unknown(`argument ${index}#`, true));
  if (value.fn?.type === 'class') {
    const build = (node as Class).body.body.find((each) => each.type === 'MethodDefinition' && each.kind === 'constructor');
    const count = build?.type === 'MethodDefinition' ? build.value.params.length : 0;
    const made = instantiate(machine, value, args(count), undefined, value.at);
    if (value.fn.home && typeof made === 'object' && made?.kind === 'object') machine.instances.set(value.fn.home, made);
  } else if (value.fn?.type === 'closure') {
    invoke(machine, value, selfOf(machine, value), args(value.fn.node.params.length), value.at);
  }
}

/** What a method's `this` is: the last instance of its class, or an empty one. */
export function selfOf(machine: Machine, value: Obj): Obj | undefined {
  const home = value.fn?.type === 'closure' ? value.fn.home : undefined;
  return home ? (machine.instances.get(home) ?? object(home)) : undefined;
}
