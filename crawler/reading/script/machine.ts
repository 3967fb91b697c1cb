/** The state of one reading: the package, its modules, what was claimed to be a tool, and what may still be spent. */

import type { Journal } from './branches.ts';
import type { Claim, ListHandler } from './claims.ts';
import { StepsSpent, Thrown } from './errors.ts';
import type { Module } from './modules.ts';
import type { Resolver } from './resolve.ts';
import type { Scope } from './scope.ts';
import { isFunction, type Obj, type Value } from './values.ts';

/** Prototypes of the built-in kinds. */
export interface Protos {
  object: Obj;
  function: Obj;
  array: Obj;
  string: Obj;
  number: Obj;
  boolean: Obj;
  symbol: Obj;
  map: Obj;
  set: Obj;
  promise: Obj;
  regexp: Obj;
  error: Obj;
  date: Obj;
  generator: Obj;
}

/** The share of the time for a reading that is used up; 1 is all of it. */
export type Patience = () => number;

export interface Machine {
  resolver: Resolver;
  modules: Map<string, Module>;
  protos: Protos;
  globals: Scope;
  /** Steps gone, and the count at which the present piece must end. */
  steps: number;
  limit: number;
  /** How much of the time for the whole reading is used up, and at which share the present stage ends; `over` once it has. */
  spent: Patience;
  share: number;
  over: boolean;
  /** Steps taken by the calls of the function that is being followed. */
  innerSteps: number;
  /** Calls inside calls. */
  depth: number;
  journal: Journal | undefined;
  speculating: number;
  /** Functions handed to what is not ours to read: it may call them. */
  escaped: { fn: Obj; self: Value }[];
  escapedOnce: Set<object>;
  /** Function bodies that were followed at least once. */
  visited: Set<object>;
  /** Functions and classes by where they are written, and the last instance of each class by its prototype. */
  dormant: Map<object, { module: Module; value: Obj }>;
  instances: WeakMap<Obj, Obj>;
  claims: Claim[];
  listHandlers: ListHandler[];
  /** Objects with `tools` in them that are made while a request for a list is followed. */
  answers: Obj[] | undefined;
  /** A list of tools was only partly known. */
  incomplete: boolean;
  /** Packages that the program imports and that are not here. */
  missing: Set<string>;
  defects: Set<string>;
}

/** Limits of a reading, in steps: one step is one expression or statement followed. */
export const STEPS = { program: 15_000_000, statement: 6_000_000, callback: 1_000_000 } as const;

/** Steps between two looks at the clock, a power of two. */
const LOOK = 16_384;

export function step(machine: Machine): void {
  machine.steps += 1;
  if ((machine.steps & (LOOK - 1)) === 0 && machine.spent() > machine.share) machine.over = true;
  if (machine.over || machine.steps > machine.limit) throw new StepsSpent();
}

/** Runs a stage of the reading, to the share of the time that it may use. What it cannot finish is cut off, and said. */
export function stage(machine: Machine, share: number, run: () => void): void {
  machine.share = share;
  machine.over = machine.spent() > share;
  try {
    attempt(machine, STEPS.program, run);
  } catch (error) {
    if (!(error instanceof StepsSpent)) throw error;
  }
}

/** Runs a piece of the program within its own limit. A throw or an overrun ends the piece, not the reading. */
export function attempt<T>(machine: Machine, steps: number, run: () => T): T | undefined {
  const { limit, depth } = machine;
  machine.limit = Math.min(limit, machine.steps + steps);
  try {
    return run();
  } catch (error) {
    if (error instanceof Thrown) return undefined;
    if (error instanceof StepsSpent || error instanceof RangeError) {
      machine.defects.add(
        error instanceof RangeError ? 'a part of the program is too deep to follow' : 'a part of the program is too long to follow',
      );
      if (machine.over || machine.steps > limit) throw new StepsSpent();
      return undefined;
    }
    throw error;
  } finally {
    machine.limit = limit;
    machine.depth = depth;
  }
}

/** Notes that a value is given away: functions in it may be called by whoever got it. */
export function giveAway(machine: Machine, value: Value, deep = 2): void {
  if (isFunction(value)) {
    const node = value.fn.type === 'closure' ? value.fn.node : undefined;
    if (!node || machine.escapedOnce.has(node)) return;
    machine.escapedOnce.add(node);
    machine.escaped.push({ fn: value, self: undefined });
    return;
  }
  if (deep === 0 || typeof value !== 'object' || value === null || value.kind !== 'object' || value.host !== undefined) return;
  for (const slot of value.slots.values()) giveAway(machine, slot.value, deep - 1);
  for (const each of value.items?.slice(0, 50) ?? []) giveAway(machine, each, deep - 1);
}
