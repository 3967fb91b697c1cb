import { quoteParam } from '../reading/quote.ts';
import { type Finding, NOTHING, type Rule } from '../types.ts';

export const dryRunParameter: Rule = {
  id: 'dry-run-parameter',
  title: 'A dry run or a confirmation can be asked',
  text: 'A parameter lets the caller try without effect, or must be set to confirm. It helps a careful caller; the label is that of the call that is not dry.',
  rubric: [],
  check(reading): readonly Finding[] {
    const dry = reading.params.find(
      (param) =>
        param.type === 'boolean' &&
        param.words.some((word) => word.lemma === 'dry' || word.text === 'dryrun' || word.lemma === 'preview' || word.lemma === 'simulate'),
    );
    const confirm = reading.params.find((param) =>
      param.words.some((word) => word.lemma === 'confirm' || word.lemma === 'confirmation' || word.text === 'confirmed'),
    );
    const param = dry ?? confirm;
    if (!param) return NOTHING;
    return [
      {
        rule: 'dry-run-parameter',
        force: 'note',
        saw: dry ? `\`${param.name}\` allows a dry run` : `\`${param.name}\` must confirm the call`,
        quote: quoteParam(param),
        facets: { hasDryRun: dry !== undefined, hasConfirmParam: confirm !== undefined },
        param: param.name,
      },
    ];
  },
};
