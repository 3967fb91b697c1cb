/** Measures the judge on labelled tools, beside the baselines. */
import { classify, JUDGE_VERSION } from '../classify.ts';
import { crossvalidate, prepare } from '../model/crossvalidate.ts';
import { readLabelled } from '../model/lessons.ts';
import { type Evaluation, evaluationOf } from './evaluation.ts';

/** Reads the gold files and scores. Throws {@link Error} that names file and line where one is not a labelled tool. */
export async function evaluate(gold: readonly string[], crossValidated: boolean): Promise<Evaluation> {
  const labelled = (await Promise.all(gold.map((path) => readLabelled(path)))).flat();
  if (crossValidated)
    return evaluationOf(
      JUDGE_VERSION,
      'cross-validated',
      labelled,
      crossvalidate(prepare(labelled)).map(({ verdict }) => verdict),
    );
  return evaluationOf(
    JUDGE_VERSION,
    'fresh',
    labelled,
    labelled.map(({ tool, context }) => classify(tool, context)),
  );
}
