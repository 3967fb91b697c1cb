/** YAML and TOML parsers over files of the package. */
import { parse as parseToml } from 'smol-toml';
import { parse as parseYaml } from 'yaml';
import type { Json } from '../../../../db/model.ts';
import { install } from '../builtins/native.ts';
import { fromHost } from '../json-values.ts';
import type { Machine } from '../machine.ts';
import { type Native, newSlot, object, unknown, type Value } from '../values.ts';

const MAX_TEXT = 2_000_000;
/** Aliases in YAML can make a small text very large. */
const MAX_ALIASES = 100;

function parser(parse: (text: string) => unknown): Native {
  return ({ machine, args: [text] }) => {
    if (typeof text !== 'string' || text.length > MAX_TEXT) return unknown('parse()');
    try {
      // What JSON cannot say (dates, functions) is of no use here.
      return fromHost(machine, JSON.parse(JSON.stringify(parse(text) ?? null)) as Json);
    } catch {
      return unknown('parse()');
    }
  };
}

export function textFormats(machine: Machine, specifier: string): Value {
  const parse = parser(
    specifier === 'smol-toml' || specifier.includes('toml') ? parseToml : (text) => parseYaml(text, { maxAliasCount: MAX_ALIASES }),
  );
  const made = install(machine, object(unknown(`${specifier}#`, true)), { parse, load: parse, safeLoad: parse });
  made.slots.set('default', newSlot(made, true));
  return made;
}
