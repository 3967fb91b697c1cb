/**
 * What text addressed to the model looks like: one file per tactic in `signals/`. A match is a signal, never a verdict. The
 * patterns follow how attacks must talk (to a reader, about another tool, about secrecy, about their own verdict) and were
 * held against a large catalogue of ordinary definitions: "IMPORTANT:", "call X first to get the id" and "use this before Y"
 * are not attacks by themselves.
 */
export interface Signal {
  /** Kebab-case, stable, published with every excerpt. */
  id: string;
  /** What it means, in words for a reader. */
  means: string;
  patterns: readonly RegExp[];
  /** The same tactic in Chinese, Japanese, Korean, German, French, Spanish, Portuguese and Russian. */
  otherLanguages?: readonly RegExp[];
}
