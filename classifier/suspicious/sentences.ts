const SENTENCE_END = /[.!?](?:\s+|$)|[。！？।॥؟۔\n]\s*/g;

/** Where the sentences of a text end, each behind the blanks that follow it; what stands behind the last stop is not among them. */
export function sentenceEnds(text: string): number[] {
  return [...text.matchAll(SENTENCE_END)].map((end) => end.index + end[0].length);
}
