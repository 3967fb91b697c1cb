/**
 * Characters that hide or disguise text. Pure string work: what is invisible, what looks like another letter, and how to
 * read through both. Sources: Unicode Default_Ignorable_Code_Point, UTS #39 confusables (Latin look-alikes only).
 */

/** Characters a reader does not see: zero-width, bidi controls, fillers, soft hyphen, variation selectors, tag characters. */
const INVISIBLE = /\p{Default_Ignorable_Code_Point}/gu;
/** Strokes drawn over letters, which normalization leaves standing. */
const OVERLAYS = /[\u0334-\u0338]/g;
const BEYOND_ASCII = /[\u0080-\uffff]/;

/** Cyrillic, Greek and Armenian letters drawn like a Latin one, above the letter they imitate. Greek letters common in science (α, β, γ, μ …) are left out. */
const IMITATION = 'аеорсухіјѕԁһӏԛԝАВЕКМНОРСТХІЈЅԌѴԜҮΑΒΕΖΗΙΚΜΝΟΡΤΥΧονικρυօսցհոԼ';
const IMITATED = 'aeopcyxijsdhlqwABEKMHOPCTXIJSGVWYABEZHIKMNOPTYXovikpuoughnL';
const LOOKALIKES = new Map([...IMITATION].map((letter, index) => [letter, IMITATED.charAt(index)]));
const LOOKALIKE = new RegExp(`[${IMITATION}]`);
const FOREIGN_WORD = /[\p{L}\p{N}_]*[\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Armenian}][\p{L}\p{N}_]*/gu;

export function isAscii(text: string): boolean {
  return !BEYOND_ASCII.test(text);
}

/** The text without invisible characters. */
function stripInvisible(text: string): string {
  return text.replace(INVISIBLE, '').replace(OVERLAYS, '');
}

/** True where a word mixes Latin with letters of another script that merely look Latin, so that it reads as a Latin word. */
function disguised(word: string): boolean {
  let latin = 0;
  let foreign = 0;
  for (const letter of word) {
    if (LOOKALIKES.has(letter)) foreign++;
    else if (letter <= 'z') latin++;
    else return false;
  }
  return foreign > 0 && (latin > 1 || foreign > 3);
}

/** Words of the text that are disguised by look-alike letters. */
export function disguisedWords(text: string): string[] {
  if (!LOOKALIKE.test(text)) return [];
  return (text.match(FOREIGN_WORD) ?? []).filter(disguised);
}

/**
 * The text with disguised words spelled in Latin letters; words that really are of another script stay. Where one word is
 * surely disguised, the shorter ones that could be are too ("tо", a lone "а").
 */
function unmask(text: string): string {
  if (!LOOKALIKE.test(text) || disguisedWords(text).length === 0) return text;
  return text.replace(FOREIGN_WORD, (word) => {
    let spelled = '';
    for (const letter of word) {
      const latin = LOOKALIKES.get(letter) ?? (letter <= 'z' ? letter : undefined);
      if (latin === undefined) return word;
      spelled += latin;
    }
    return spelled;
  });
}

/** A text as it reads: without invisible characters, compatibility forms and disguises resolved. */
export function reading(text: string): string {
  return isAscii(text) ? text : unmask(stripInvisible(text)).normalize('NFKC');
}

/** For each character of {@link reading}, where it stands in the original; one entry more for the end. */
export function positions(original: string): number[] {
  const at: number[] = [];
  let index = 0;
  // Look-alikes are one code unit each, so that unmasking first would move nothing.
  for (const point of original) {
    const shown = stripInvisible(point).normalize('NFKC');
    for (let k = 0; k < shown.length; k++) at.push(index);
    index += point.length;
  }
  at.push(index);
  return at;
}

/**
 * Where invisible characters really hide something: tag characters outside a flag, bidi overrides, runs of zero-width
 * characters, or one between two Latin letters. Joiners of emoji and of Persian or Indic words, and a leading byte-order
 * mark, are ordinary.
 */
const HIDING = [
  /(?<!\u{1f3f4})[\u{e0001}\u{e0020}-\u{e007e}]{2,}|[\u{e0100}-\u{e01ef}]{2,}/u,
  /\u202d|\u202e|[A-Za-z][\u202a\u202b\u2066-\u2068][^\u202c\u2069]*[\u202c\u2069]?/,
  /(?:\u200b|\u200c|\u2060|[\u2061-\u2064]|\u180e|\u034f|\ufeff|\u200d){3,}|(?:\u200b|\u200c|\ufeff){2,}/,
  /[A-Za-z]\p{Default_Ignorable_Code_Point}[A-Za-z]/u,
];

/** Position and length of the first hiding run, or null. */
export function hiddenRun(text: string): { start: number; end: number } | null {
  for (const pattern of HIDING) {
    const found = pattern.exec(text);
    if (found) return { start: found.index, end: found.index + found[0].length };
  }
  return null;
}
