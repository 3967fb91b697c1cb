/** What an evaluation says: the judge's scores on labelled tools, and those of the baselines on the same. */
import { isFull } from '../model/heads.ts';
import type { Labelled } from '../model/lessons.ts';
import { BASELINES } from './baselines.ts';
import { type Guess, type Scores, score } from './scores.ts';

/** The published result, also a file that the site's method page reads. */
export interface Evaluation {
  judge: string;
  /** `fresh`: weights as they stand; `cross-validated`: learned anew in folds, no tool judged by a model that saw its server. */
  how: 'fresh' | 'cross-validated';
  tools: number;
  servers: number;
  all: Scores;
  /** Without the tools whose label a careful reader could defend otherwise. */
  sure: Scores;
  baselines: { id: string; title: string; scores: Scores }[];
}

/** Scores guesses, one for each labelled tool. Labels that count less in learning are no measure, so they are left out. */
export function evaluationOf(judge: string, how: Evaluation['how'], labelled: readonly Labelled[], guesses: readonly Guess[]): Evaluation {
  const measured = labelled.flatMap((one, at) => (isFull(one.gold) ? [{ ...one, guess: guesses[at] as Guess }] : []));
  const scoresOf = (guess: (one: (typeof measured)[number]) => Guess, kept = measured) =>
    score(kept.map((one) => ({ truth: one.gold, guess: guess(one) })));
  return {
    judge,
    how,
    tools: measured.length,
    servers: new Set(measured.map(({ context }) => context.server)).size,
    all: scoresOf(({ guess }) => guess),
    sure: scoresOf(
      ({ guess }) => guess,
      measured.filter(({ gold }) => gold.sure),
    ),
    baselines: BASELINES.map(({ id, title, guess }) => ({ id, title, scores: scoresOf(({ tool }) => guess(tool)) })),
  };
}
