/** Measures the judge on labelled tools, beside the baselines. */
import { classify, JUDGE_VERSION } from '../classify.ts';
import { crossvalidate, prepare } from '../model/crossvalidate.ts';
import { type Labelled, readLabelled } from '../model/lessons.ts';
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

/** Reads the gold files and scores. Throws {@link Error} that names file and line where one is not a labelled tool. */
export async function evaluate(gold: readonly string[], crossValidated: boolean): Promise<Evaluation> {
  const labelled = (await Promise.all(gold.map((path) => readLabelled(path)))).flat();
  const guesses: Guess[] = crossValidated
    ? crossvalidate(prepare(labelled)).map(({ verdict }) => verdict)
    : labelled.map(({ tool, context }) => classify(tool, context));
  const scoresOf = (guess: (one: Labelled, at: number) => Guess, keep: (one: Labelled) => boolean) =>
    score(labelled.flatMap((one, at) => (keep(one) ? [{ truth: one.gold, guess: guess(one, at) }] : [])));
  const ours = (_: Labelled, at: number): Guess => guesses[at] as Guess;
  return {
    judge: JUDGE_VERSION,
    how: crossValidated ? 'cross-validated' : 'fresh',
    tools: labelled.length,
    servers: new Set(labelled.map(({ context }) => context.server)).size,
    all: scoresOf(ours, () => true),
    sure: scoresOf(ours, ({ gold }) => gold.sure),
    baselines: BASELINES.map(({ id, title, guess }) => ({
      id,
      title,
      scores: scoresOf(
        ({ tool }) => guess(tool),
        () => true,
      ),
    })),
  };
}
