/**
 * Words of names and texts. Build and browser share these, so that both mean the same by a word.
 *
 * A word is lower-case, without accents, 32 characters at most. `delete_file`, `deleteFile`, `delete-file` and `Delete.File`
 * have the same words. Scripts without spaces (Chinese, Japanese, Thai …) give overlapping pairs of characters.
 */

const LONGEST = 32;
const MOST = 24;

/** lower→Upper, and the last capital of a run before a lower-case letter: `getURLPath` → get URL Path. */
const CAMEL = /(?<=[\p{Ll}\p{Nd}])(?=\p{Lu})|(?<=\p{Lu})(?=\p{Lu}\p{Ll})/u;
const ASCII = /^\p{ASCII}*$/u;
const RUNS = /[\p{L}\p{N}\p{M}]+/gu;
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

/** Words of a name: split at separators and at case changes. */
export function nameWords(name: string): string[] {
  return runsOf(name)
    .flatMap((run) => (/[A-Z]/.test(run) || !ASCII.test(run) ? run.split(CAMEL) : [run]))
    .flatMap(plain)
    .slice(0, MOST);
}

/** Words of a text or title: split at separators only, so that `GitHub` is one word. */
export function textWords(text: string): string[] {
  return runsOf(text).flatMap(plain);
}

/** The runs of letters and digits, in their own case. */
export function runsOf(text: string): string[] {
  // Nearly all names are ASCII, and half a million of them are read at a build.
  if (ASCII.test(text)) return text.match(/[A-Za-z0-9]+/g) ?? [];
  return text.normalize('NFKC').match(RUNS) ?? [];
}

/** A run as words; a run in a script without spaces as pairs. */
function plain(run: string): string[] {
  if (ASCII.test(run)) return [run.slice(0, LONGEST).toLowerCase()];
  const word = run.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  if (word === '') return [];
  if (!UNSPACED.test(word)) return [[...word].slice(0, LONGEST).join('')];
  const letters = [...word].slice(0, MOST);
  if (letters.length === 1) return letters;
  return letters.slice(1).map((letter, i) => `${letters[i]}${letter}`);
}

/** What a word is also looked up as: its plural or its singular. */
export function otherNumbers(word: string): string[] {
  if (word.length < 3 || !/[a-z]$/.test(word)) return [];
  if (word.endsWith('ies') && word.length > 4) return [`${word.slice(0, -3)}y`, word.slice(0, -1)];
  if (/(s|x|z|ch|sh)es$/.test(word)) return [word.slice(0, -2), word.slice(0, -1)];
  if (word.endsWith('s')) return /(ss|us|is)$/.test(word) ? [`${word}es`] : [word.slice(0, -1)];
  if (/[^aeiou]y$/.test(word)) return [`${word.slice(0, -1)}ies`];
  return /(x|z|ch|sh)$/.test(word) ? [`${word}es`] : [`${word}s`];
}

/**
 * Words that say little of what a tool does. They are not indexed from texts and servers, and in a question they count
 * where a tool's own name has them, but never exclude what lacks them.
 */
export const WEAK: ReadonlySet<string> = new Set(
  `a about after all also an and any are args as at available be based been but by can com contextprotocol each either etc false for from
   given has have how if in into io is it its mcp modelcontextprotocol more must no not of on one only optional or org
   other over parameters protocol provide provided provides return returning returns server servers should specific specified such
   than that the their them then there these they this through to tool tools true up use used uses using via want
   was what when where which while will with within without would you your`
    .split(/\s+/)
    .filter((word) => word !== ''),
);
