/**
 * Ways the program may take where a condition cannot be known: both are followed, one after the other.
 * What the unusual way writes is taken back and kept as an alternative; what it adds to lists stays.
 */
import { Thrown } from './errors.ts';
import type { Machine } from './machine.ts';
import { type Cell, choose, type Key, now, type Obj, type Slot, type Value } from './values.ts';

/** What a way wrote to things older than itself. */
export interface Journal {
  since: number;
  cells: Map<Cell, Value>;
  added: { target: Obj; key: Key }[];
}

export type Outcome<T> = { value: T } | { thrown: Thrown };

/** Writes to a variable or property, so that the way taken can be taken back. */
export function write(machine: Machine, cell: Cell, value: Value): void {
  const { journal } = machine;
  if (journal && cell.born <= journal.since && !journal.cells.has(cell)) journal.cells.set(cell, cell.value);
  cell.value = value;
}

/** Adds a property that was not there. */
export function add(machine: Machine, target: Obj, key: Key, slot: Slot): void {
  const { journal } = machine;
  if (journal && target.born <= journal.since) journal.added.push({ target, key });
  target.slots.set(key, slot);
}

/** Remembers that elements were added to a list, a map or a set on a way that may not be taken. */
export function addedPerhaps(machine: Machine, target: Obj, values: readonly Value[]): void {
  if (machine.journal && target.born <= machine.journal.since) target.perhaps = new Set([...(target.perhaps ?? []), ...values]);
}

/** Follows both ways. The effects of `usual` are plain; those of `other` become alternatives. */
export function bothWays<T>(machine: Machine, usual: () => T, other: () => T): { usual: Outcome<T>; other: Outcome<T> } {
  const outside = machine.journal;
  const journal: Journal = { since: now(), cells: new Map(), added: [] };
  machine.journal = journal;
  machine.speculating += 1;
  let second: Outcome<T>;
  try {
    second = outcome(other);
  } finally {
    machine.speculating -= 1;
    machine.journal = outside;
  }
  const undone = takeBack(journal);
  try {
    return { usual: outcome(usual), other: second };
  } finally {
    for (const { cell, after } of undone.cells) if (cell.value !== after) write(machine, cell, choose([cell.value, after]));
    for (const { target, key, slot } of undone.added) {
      const present = target.slots.get(key);
      if (!present) add(machine, target, key, { ...slot, maybe: true });
      else if (present.value !== slot.value) write(machine, present, choose([present.value, slot.value]));
    }
  }
}

function takeBack(journal: Journal): { cells: { cell: Cell; after: Value }[]; added: { target: Obj; key: Key; slot: Slot }[] } {
  const cells = [...journal.cells].map(([cell, before]) => {
    const after = cell.value;
    cell.value = before;
    return { cell, after };
  });
  const added = journal.added.flatMap(({ target, key }) => {
    const slot = target.slots.get(key);
    target.slots.delete(key);
    return slot ? [{ target, key, slot }] : [];
  });
  return { cells, added };
}

function outcome<T>(run: () => T): Outcome<T> {
  try {
    return { value: run() };
  } catch (error) {
    if (error instanceof Thrown) return { thrown: error };
    throw error;
  }
}

/** The value of an expression with two ways: the usual one first. A way that throws does not count. */
export function valueOfBoth(machine: Machine, usual: () => Value, other: () => Value): Value {
  const ways = bothWays(machine, usual, other);
  const values = [ways.usual, ways.other].flatMap((each) => ('value' in each ? [each.value] : []));
  if (values.length === 0 && 'thrown' in ways.usual) throw ways.usual.thrown;
  return choose(values);
}
