/** Typing errors: how many single errors lie between two words. */

/** Errors allowed in a word of this length. Short words are too close to each other to guess. */
export function allowedErrors(length: number): number {
  return length < 4 ? 0 : length < 8 ? 1 : 2;
}

/**
 * Letters added, left out, changed or swapped with their neighbour (optimal string alignment), or `most + 1` where there are more.
 * With `unfinished`, the least over all beginnings of `word`: what is typed may be the start of it.
 */
export function errorsBetween(typed: string, word: string, most: number, unfinished = false): number {
  if (Math.abs(typed.length - word.length) > most && !(unfinished && word.length > typed.length)) return most + 1;
  const width = Math.min(word.length, typed.length + most);
  let twoAbove: number[] = [];
  let above = Array.from({ length: width + 1 }, (_, i) => i);
  for (let i = 1; i <= typed.length; i++) {
    const row = [i];
    let least = i;
    for (let j = 1; j <= width; j++) {
      const same = typed[i - 1] === word[j - 1];
      let errors = Math.min((above[j - 1] as number) + (same ? 0 : 1), (above[j] as number) + 1, (row[j - 1] as number) + 1);
      if (i > 1 && j > 1 && typed[i - 1] === word[j - 2] && typed[i - 2] === word[j - 1]) {
        errors = Math.min(errors, (twoAbove[j - 2] as number) + 1);
      }
      row.push(errors);
      least = Math.min(least, errors);
    }
    if (least > most) return most + 1;
    twoAbove = above;
    above = row;
  }
  return Math.min(most + 1, unfinished ? Math.min(...above) : (above[word.length] ?? most + 1));
}
