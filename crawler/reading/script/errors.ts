/** How reading a program may be cut short. */
import type { Value } from './values.ts';

/** The program throws: followed to its `catch`, as the program would. */
export class Thrown extends Error {
  readonly value: Value;
  constructor(value: Value) {
    super('thrown by the program');
    this.value = value;
  }
}

/** The steps allowed for this piece of the program are spent. */
export class StepsSpent extends Error {}
