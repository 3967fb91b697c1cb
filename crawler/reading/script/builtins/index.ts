/** The globals that a program finds. */
import type { Machine, Protos } from '../machine.ts';
import type { Frame, Scope } from '../scope.ts';
import { newCell, newSlot, type Obj, object, unknown, type Value } from '../values.ts';
import { installArrays } from './arrays.ts';
import { installCollections } from './collections.ts';
import { installControl } from './control.ts';
import { nativeFunction } from './native.ts';
import { installObjects } from './objects.ts';
import { installStrings } from './strings.ts';
import { installPlainValues } from './values-and-numbers.ts';

const KINDS = ['function', 'array', 'string', 'number', 'boolean', 'symbol', 'map', 'set', 'promise', 'regexp', 'error', 'date'] as const;
/** Globals of Node that are there and of which no more is known. */
const OPAQUE =
  'Intl Atomics ArrayBuffer DataView Uint8Array Uint16Array Uint32Array Int8Array Int16Array Int32Array Float32Array Float64Array BigInt64Array BigUint64Array Uint8ClampedArray SharedArrayBuffer WeakRef FinalizationRegistry TextEncoder TextDecoder AbortController AbortSignal fetch Headers Request Response FormData Blob File Event EventTarget URLSearchParams performance crypto Buffer WebAssembly escape unescape clearTimeout clearInterval clearImmediate ReadableStream WritableStream TransformStream'.split(
    ' ',
  );

export function makeProtos(): Protos {
  const root = object(null);
  const protos = Object.fromEntries(KINDS.map((kind) => [kind, object(root)]));
  return { object: root, ...protos, generator: object(protos.array as Obj) } as unknown as Protos;
}

export function installGlobals(machine: Machine): void {
  const made: Record<string, Value> = {
    ...installObjects(machine),
    ...installArrays(machine),
    ...installStrings(machine),
    ...installCollections(machine),
    ...installControl(machine),
    ...installPlainValues(machine),
    NaN: Number.NaN,
    Infinity: Number.POSITIVE_INFINITY,
    console: consoleOf(machine),
  };
  for (const name of OPAQUE) made[name] = unknown(name, true);
  const all = object(machine.protos.object);
  for (const [name, value] of Object.entries({ ...made, globalThis: all, global: all })) {
    machine.globals.names.set(name, newCell(value));
    all.slots.set(name, newSlot(value, true));
  }
  all.open = true;
}

export function emptyScope(): Scope {
  return { names: new Map(), parent: undefined, frame: undefined as unknown as Frame };
}

/** Nothing that is printed matters here. */
function consoleOf(machine: Machine): Obj {
  const made = object(machine.protos.object);
  for (const name of ['log', 'error', 'warn', 'info', 'debug', 'trace', 'table', 'time', 'timeEnd', 'group', 'groupEnd', 'assert', 'dir'])
    made.slots.set(name, newSlot(nativeFunction(machine, name, () => undefined, true)));
  return made;
}
