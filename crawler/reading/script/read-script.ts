/** Reads the tools of a package written in JavaScript or TypeScript, by following its program from the entry. */
import type { PackageFiles } from '../files.ts';
import { emptyScope, installGlobals, makeProtos } from './builtins/index.ts';
import { followByHand } from './by-hand.ts';
import { invoke } from './calls.ts';
import { type Claim, declareTool, type ListHandler, writtenAt } from './claims.ts';
import { followDormant, followUncalled } from './dormant.ts';
import { elements } from './iterate.ts';
import { installProcess } from './libraries/node.ts';
import { looseClaims } from './loose.ts';
import { attempt, type Machine, type Patience, STEPS, stage } from './machine.ts';
import { load } from './modules.ts';
import { settle } from './promises.ts';
import { get } from './properties.ts';
import { createResolver } from './resolve.ts';
import { declarationFrom } from './tool-objects.ts';
import { alternatives, isObj, isUnknown, unknown } from './values.ts';

export interface ScriptReading {
  claims: Claim[];
  /** Packages that are imported and were not at hand. */
  missing: string[];
  defects: string[];
  /** A list of tools was only partly known. */
  incomplete: boolean;
  steps: number;
}

const MAX_CALLBACKS = 2_000;

/** Shares of the time: to load the program, to ask what it registered meanwhile, and to call what it did not call itself. */
const LOADED = 0.65;
const ASKED = 0.75;

export function readScript(files: PackageFiles, entry: string, spent: Patience): ScriptReading {
  const machine = createMachine(files, entry, spent);
  const used = spent();
  const until = (share: number): number => used + (1 - used) * share;
  stage(machine, until(LOADED), () => {
    load(machine, entry);
    followEscaped(machine);
  });
  stage(machine, until(ASKED), () => {
    readListHandlers(machine);
    if (!hasNamed(machine)) followByHand(machine, () => hasNamed(machine));
  });
  stage(machine, 1, () => {
    const isEnough = (): boolean => {
      followEscaped(machine);
      readListHandlers(machine);
      return hasNamed(machine);
    };
    followDormant(machine, isEnough);
    if (!isEnough()) {
      followUncalled(machine, entry);
      followDormant(machine, isEnough);
    }
    if (!hasNamed(machine)) followByHand(machine, () => hasNamed(machine));
  });
  if (!hasNamed(machine)) machine.claims.push(...looseClaims(machine));
  return {
    claims: machine.claims,
    missing: [...machine.missing],
    defects: [...machine.defects],
    incomplete: machine.incomplete,
    steps: machine.steps,
  };
}

function hasNamed(machine: Machine): boolean {
  return machine.claims.some((each) => each.name !== '');
}

function createMachine(files: PackageFiles, entry: string, spent: Patience): Machine {
  const machine: Machine = {
    resolver: createResolver(files),
    modules: new Map(),
    protos: makeProtos(),
    globals: emptyScope(),
    steps: 0,
    limit: Number.POSITIVE_INFINITY,
    spent,
    share: 1,
    over: false,
    innerSteps: 0,
    depth: 0,
    journal: undefined,
    speculating: 0,
    escaped: [],
    escapedOnce: new Set(),
    visited: new Set(),
    dormant: new Map(),
    instances: new WeakMap(),
    claims: [],
    listHandlers: [],
    answers: undefined,
    incomplete: false,
    missing: new Set(),
    defects: new Set(),
  };
  installGlobals(machine);
  installProcess(machine, entry);
  return machine;
}

/** Functions that were given away are called once, with arguments that are not known. */
function followEscaped(machine: Machine): void {
  for (let count = 0; machine.escaped.length > 0 && count < MAX_CALLBACKS; count += 1) {
    const next = machine.escaped.shift();
    if (!next || (next.fn.fn?.type === 'closure' && machine.visited.has(next.fn.fn.node))) continue;
    attempt(machine, STEPS.callback, () =>
      invoke(machine, next.fn, next.self, [unknown('callback#.a', true), unknown('callback#.b', true), unknown('callback#.c', true)]),
    );
  }
}

function readListHandlers(machine: Machine): void {
  for (const each of machine.listHandlers.splice(0)) attempt(machine, STEPS.statement, () => readListHandler(machine, each));
}

/** What a handler of `tools/list` answers. */
function readListHandler(machine: Machine, { handler, at }: ListHandler): void {
  const answer = settle(invoke(machine, handler, undefined, [unknown('request', true), unknown('extra', true)]));
  const tools = alternatives(answer).flatMap((one) => (isObj(one) ? [get(machine, one, 'tools')] : []));
  for (const list of tools) {
    const found = elements(machine, settle(list));
    if (found.open) machine.incomplete = true;
    for (const tool of found.items.flatMap((each) => alternatives(each))) {
      const parts = isObj(tool) ? declarationFrom(machine, tool) : undefined;
      if (parts) declareTool(machine, 'list-handler', 'protocol', parts, isObj(tool) ? (writtenAt(machine, tool) ?? at) : at);
      else if (isUnknown(tool)) machine.incomplete = true;
    }
  }
}
