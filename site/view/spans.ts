/** Sentences of a verdict, in which identifiers stand in backticks; quotes of strangers may hold backticks of their own. */

/** Splits into text and code: odd parts are code. A backtick that encloses no single word stays what it is. */
export function codeSpans(text: string): string[] {
  return text.split(/`([^\s`]+)`/);
}
