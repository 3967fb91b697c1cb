/**
 * Objects that look like tools where no call was seen to offer them: lists kept in variables of a module, as programs have them
 * that speak the protocol without its library.
 */
import { type Claim, claimFrom } from './claims.ts';
import type { Machine } from './machine.ts';
import { get } from './properties.ts';
import { declarationFrom } from './tool-objects.ts';
import { isArray, isObj, type Obj, type Value } from './values.ts';

const MAX_SEEN = 20_000;
const MAX_DEPTH = 4;

export function looseClaims(machine: Machine): Claim[] {
  const claims: Claim[] = [];
  const seen = new Set<Obj>();
  function look(value: Value, depth: number): void {
    if (!isObj(value) || seen.has(value) || seen.size > MAX_SEEN || depth > MAX_DEPTH || value.host !== undefined) return;
    seen.add(value);
    const declaration = isArray(value) || value.fn ? undefined : declarationFrom(machine, value);
    if (declaration && typeof get(machine, value, 'description') === 'string' && declaration.input !== undefined) {
      const strength = speaksTheProtocol(machine, value) ? 'framework' : 'loose';
      claims.push(...claimFrom(machine, 'loose', strength, declaration, value.at));
      return;
    }
    for (const each of value.items ?? []) look(each, depth + 1);
    for (const slot of value.slots.values()) if (!('get' in slot)) look(slot.value, depth + 1);
    for (const each of value.entries?.values() ?? []) look(each, depth + 1);
  }
  for (const module of machine.modules.values()) for (const cell of module.scope.names.values()) look(cell.value, 0);
  return claims;
}

/** A program that answers `tools/list` itself names the method, and its tools in the protocol's words. */
function speaksTheProtocol(machine: Machine, tool: Obj): boolean {
  if (!tool.slots.has('inputSchema')) return false;
  return [...machine.modules.keys()].some((path) => /['"`]tools\/list['"`]/.test(machine.resolver.files.text(path) ?? ''));
}
