/** Libraries whose meaning is described here, so that a program that uses them can be followed without reading them. */
import { nativeFunction } from '../builtins/native.ts';
import type { Machine } from '../machine.ts';
import { newSlot, unknown, type Value } from '../values.ts';
import { dedentLibrary } from './dedent.ts';
import { fileSystem } from './file-system.ts';
import { nodeModule, nodePath, nodeUrl, nodeUtil } from './node.ts';
import { jsonSchemaOfZod } from './schema-values.ts';
import { typebox } from './typebox.ts';
import { valibot } from './valibot.ts';
import { textFormats } from './yaml.ts';
import { zodNamespace } from './zod.ts';

interface Library {
  specifiers: RegExp;
  make(machine: Machine, from: string, specifier: string): Value;
}

const LIBRARIES: readonly Library[] = [
  { specifiers: /^(node:)?path(\/posix)?$/, make: nodePath },
  { specifiers: /^(node:)?url$/, make: nodeUrl },
  { specifiers: /^(node:)?(fs|fs\/promises)$|^fs-extra$|^graceful-fs$/, make: fileSystem },
  { specifiers: /^(node:)?module$/, make: nodeModule },
  { specifiers: /^(node:)?util$/, make: nodeUtil },
  { specifiers: /^(node:)?process$/, make: (machine) => machine.globals.names.get('process')?.value },
  { specifiers: /^zod$|^zod\/(v3|v4|mini|v4-mini|v4\/(core|mini|classic))$|^@zod\/mini$/, make: zodNamespace },
  { specifiers: /^zod-to-json-schema$|^@alcyone-labs\/zod-to-json-schema$|^xsschema$|^zod-from-json-schema$/, make: jsonSchemaOfZod },
  { specifiers: /^@sinclair\/typebox$|^typebox$/, make: typebox },
  { specifiers: /^valibot$/, make: valibot },
  { specifiers: /^(dedent|ts-dedent|outdent|string-dedent|common-tags|endent)$/, make: dedentLibrary },
  { specifiers: /^(yaml|js-yaml|smol-toml|@iarna\/toml|toml)$/, make: (machine, _from, specifier) => textFormats(machine, specifier) },
  // The protocol's own library is never followed: what is handed to it is what we look for.
  { specifiers: /^@modelcontextprotocol\/|^fastmcp$|^mcp-framework$/, make: protocolLibrary },
];

function protocolLibrary(machine: Machine, _from: string, specifier: string): Value {
  const made = unknown(`${specifier}#`, true);
  // Wraps a JSON Schema that is already one.
  made.slots = new Map([['fromJsonSchema', newSlot(nativeFunction(machine, 'fromJsonSchema', ({ args }) => args[0]))]]);
  return made;
}

const made = new WeakMap<Machine, Map<string, Value>>();

/** The described library that a specifier means, as its namespace object; `undefined` where there is none. */
export function libraryFor(machine: Machine, specifier: string, from: string): Value {
  const library = LIBRARIES.find((each) => each.specifiers.test(specifier));
  if (!library) return undefined;
  const known = made.get(machine) ?? new Map<string, Value>();
  made.set(machine, known);
  if (!known.has(specifier)) known.set(specifier, library.make(machine, from, specifier) ?? unknown(`${specifier}#`, true));
  return known.get(specifier);
}
