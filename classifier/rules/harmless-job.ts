import { among, hasLemma, inName, phraseAt, set } from '../reading/look.ts';
import { quoteLead } from '../reading/quote.ts';
import { type Finding, NOTHING, type Rule } from '../types.ts';

const PLAIN = set('audit lint lighthouse checkov accessibility check checks');
const LOOKS = set(
  'audit lint linter check validation test tests scan benchmark diagnostics diagnostic analysis lighthouse accessibility typecheck checkov report assessment healthcheck plan',
);

const STARTING = set('trigger start launch');
const PIPELINE = set('pipeline workflow deployment');

export const harmlessJob: Rule = {
  id: 'harmless-job',
  title: 'A job that only inspects',
  text: 'The job that is run checks, audits, lints, validates or tests, and is named so. It executes something, but nothing beyond a look is its purpose.',
  rubric: ['E↓'],
  check(reading): readonly Finding[] {
    const verb = reading.mainVerb;
    if (verb?.verb !== 'run' && verb?.verb !== 'start' && verb?.lemma !== 'test') return NOTHING;
    const what =
      hasLemma(reading.name.object, LOOKS) ?? (reading.name.object.length === 0 ? hasLemma(reading.leadObject, LOOKS) : undefined);
    if (!what || reading.paramOf.has('command') || reading.paramOf.has('code')) return NOTHING;
    // Tests of a pipeline run wherever, and do whatever, the pipeline does.
    if (reading.sentences.some(({ words, aside }) => !aside && phraseAt(words, [STARTING, PIPELINE]) >= 0)) return NOTHING;
    return [
      {
        rule: 'harmless-job',
        force: 'argument',
        saw: `the job is a ${what.lemma}, which only looks`,
        quote: quoteLead(reading),
        basis: 'E↓',
        holds: among(what, PLAIN) && inName(reading, PLAIN),
      },
    ];
  },
};
