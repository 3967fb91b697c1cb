/** Strangers' names inside our files and sentences. */

/** A format that cannot carry a policy. The message is one line that names the tool or server. */
export class FormatError extends Error {
  constructor(format: string, problem: string) {
    super(`${format}: ${problem}`);
    this.name = 'FormatError';
  }
}

const LONGEST_SHOWN = 60;

/** Characters that parsers of YAML or TOML refuse, or that break a line, though JSON lets them stand. */
const UNPRINTABLE = /[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]/g;

/** A string in double quotes that JSON, YAML, TOML, Rego and CEL read alike. Lone surrogates: see {@link refuseUnwritable}. */
export function quoted(text: string): string {
  return escaped(JSON.stringify(text));
}

/** JSON of a value, pretty-printed, with the same escapes. */
export function prettyJson(value: unknown): string {
  return `${escaped(JSON.stringify(value, null, 2))}\n`;
}

function escaped(json: string): string {
  return json.replace(UNPRINTABLE, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

const PLAIN = /^[\w.:/-]+$/;

/** A stranger's word inside our sentence: one line, bounded. */
export function shown(text: string, longest = LONGEST_SHOWN): string {
  if (text.length <= longest && PLAIN.test(text)) return text;
  const line = text
    .toWellFormed()
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ')
    .trim();
  const characters = [...line];
  if (line === '') return '(no name)';
  return characters.length > longest ? `${characters.slice(0, longest).join('')}…` : line;
}

/** Refuses a name that no text file can hold (half a surrogate pair) or that is empty. */
export function refuseUnwritable(format: string, name: string): void {
  if (name === '') throw new FormatError(format, 'a tool without a name cannot be written');
  if (!name.isWellFormed()) throw new FormatError(format, `the name of tool "${shown(name)}" is no valid text`);
}

const IS_KEY = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;

/** A server's key that every client and gateway accepts: lower-case letters, digits and hyphens, at most 40, never empty. */
export function serverKey(name: string): string {
  if (name.length <= 40 && IS_KEY.test(name)) return name;
  const key = name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 40)
    .replace(/^-+|-+$/g, '');
  return key === '' ? 'server' : key;
}
