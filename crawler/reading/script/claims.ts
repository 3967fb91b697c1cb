/** What a program claims to be its tools, as it hands them to the protocol's library or to a framework over it. */
import type { Json } from '../../../db/model.ts';
import { declaredSchema } from './declared-schema.ts';
import { noLosses, toJson } from './json-values.ts';
import type { Machine } from './machine.ts';
import { STYLES } from './styles/index.ts';
import { alternatives, isObj, isUnknown, type Obj, type Place, unknown, usual, type Value } from './values.ts';

/** A call as a style sees it. `method` is the last name in the callee; `callee` may be anything. */
export interface CallSite {
  machine: Machine;
  method: string;
  self: Value;
  callee: Value;
  args: Value[];
  at: Place;
}

/** A way in which servers declare tools: one file in `styles/`. */
export interface Style {
  id: string;
  /** Names of the functions that this style is about. */
  methods: readonly string[];
  /** Notes the tools that a call declares. Gives true if the call was one of this style and needs no following. */
  claim(site: CallSite): boolean;
}

/**
 * How sure it is that something is a tool of the server: `protocol` was handed to the protocol's library,
 * `framework` to something over it, `loose` only looks like one.
 */
export type Strength = 'protocol' | 'framework' | 'loose';

export interface Claim {
  name: string;
  title?: string | undefined;
  description?: string | undefined;
  inputSchema?: Json | undefined;
  outputSchema?: Json | undefined;
  annotations?: Json | undefined;
  at: Place | undefined;
  style: string;
  strength: Strength;
  /** Declared only in an unusual mode of the program. */
  speculative: boolean;
  /** Parts that are not fully known, in words. */
  gaps: string[];
}

/** The parts of a declaration, before they are read. */
export interface Declaration {
  name: Value;
  title?: Value;
  description?: Value;
  input?: Value;
  output?: Value;
  annotations?: Value;
}

/** A handler of `tools/list`, called once everything else has been followed. */
export interface ListHandler {
  handler: Value;
  at: Place;
  speculative: boolean;
}

const MAX_CLAIMS = 5_000;

/** Whether a call declares tools; then its result, of which nothing is known. */
export function claimCall(site: CallSite): Value {
  const method = isUnknown(site.callee) ? lastName(site.callee.path) || site.method : site.method;
  const styles = byMethod().get(method);
  if (styles) for (const style of styles) if (style.claim({ ...site, method })) return unknown('tool', true);
  return undefined;
}

/** Whether functions of this name may declare tools. */
export function declares(method: string): boolean {
  return byMethod().has(method);
}

/** Where an object is written; of an instance, where its class is. */
export function writtenAt(machine: Machine, value: Obj): Place | undefined {
  const maker =
    value.proto?.kind === 'object' && value.proto !== machine.protos.object ? value.proto.slots.get('constructor')?.value : undefined;
  return isObj(maker) && maker.at ? maker.at : value.at;
}

let methods: Map<string, Style[]> | undefined;

function byMethod(): Map<string, Style[]> {
  if (!methods) {
    methods = new Map();
    for (const style of STYLES) for (const method of style.methods) methods.set(method, [...(methods.get(method) ?? []), style]);
  }
  return methods;
}

/** `spec#.a.b()` → `b`. */
export function lastName(path: string): string {
  const plain = path.endsWith('()') ? path.slice(0, -2) : path;
  return plain.slice(Math.max(plain.lastIndexOf('.'), plain.lastIndexOf('#')) + 1);
}

/** Notes a tool. A name that may be one of several gives several tools. */
export function declareTool(machine: Machine, style: string, strength: Strength, parts: Declaration, at: Place | undefined): void {
  if (machine.claims.length < MAX_CLAIMS) machine.claims.push(...claimFrom(machine, style, strength, parts, at));
}

/** The claims in a declaration; one without a name where that is not known. */
export function claimFrom(machine: Machine, style: string, strength: Strength, parts: Declaration, at: Place | undefined): Claim[] {
  const all = alternatives(parts.name);
  const names = all.filter((each) => typeof each === 'string');
  const rest = { style, strength, at, speculative: machine.speculating > 0 };
  if (names.length === 0) return [{ ...claimOf(machine, '', parts, (value) => value, rest) }];
  return names.map((name) => {
    // Parts with as many alternatives as the name go with it one by one.
    const pick = (value: Value): Value => {
      const of = alternatives(value);
      return names.length > 1 && of.length === all.length ? of[all.indexOf(name)] : value;
    };
    return claimOf(machine, name, parts, pick, rest);
  });
}

function claimOf(
  machine: Machine,
  name: string,
  parts: Declaration,
  pick: (value: Value) => Value,
  rest: Pick<Claim, 'style' | 'strength' | 'at' | 'speculative'>,
): Claim {
  const gaps: string[] = [];
  const description = textPart(machine, pick(parts.description), 'description', gaps);
  return {
    name,
    title: textPart(machine, pick(parts.title), 'title', gaps),
    description,
    inputSchema: declaredSchema(machine, pick(parts.input), gaps) ?? undefined,
    outputSchema: parts.output === undefined ? undefined : declaredSchema(machine, pick(parts.output), []),
    annotations: jsonPart(machine, pick(parts.annotations)),
    gaps,
    ...rest,
  };
}

function textPart(machine: Machine, value: Value, what: string, gaps: string[]): string | undefined {
  const one = usual(value);
  if (typeof one === 'string') return one;
  if (isUnknown(one)) {
    gaps.push(what);
    return one.text;
  }
  const losses = noLosses();
  const json = toJson(machine, one, losses);
  return typeof json === 'string' ? json : undefined;
}

function jsonPart(machine: Machine, value: Value): Json | undefined {
  const json = toJson(machine, value);
  return typeof json === 'object' && json !== null && !Array.isArray(json) ? json : undefined;
}
