/** How sure the judge is and why; what the server declared otherwise; and what addressed the judge. */
import { BASE_RISK } from '../../db/model.ts';
import { type Case, NEARLY_AS_PLAUSIBLE } from '../types.ts';
import { saysNothing, shortened } from './effect.ts';
import { type Facts, UNNAMED } from './facts.ts';
import { curled } from './phrase.ts';

/** Below this share another category may be likelier. */
const EVEN = 0.5;

/** "Confidence high: name and description agree that it deletes a page." */
export function confidence(facts: Facts, { verdict, doubts, reading, share }: Case): string {
  if (!facts.does)
    return `Confidence ${verdict.band} that it is ${verdict.category}, ${verdict.band === 'low' ? 'because' : 'though'} no verb says what it does with ${facts.many}.`;
  const act = facts.object === UNNAMED ? `it is ${verdict.category}` : `it ${facts.does} ${facts.object}`;
  if (doubts[0] === NEARLY_AS_PLAUSIBLE) {
    const { category, band, runnerUp } = verdict;
    return share < EVEN && BASE_RISK[category] !== 'Low' && category !== 'Write'
      ? `Confidence ${band} that it is ${category}: ${runnerUp.category} is at least as plausible, and the graver of the two is kept.`
      : `Confidence ${band} that it is ${category}: ${runnerUp.category} is nearly as plausible.`;
  }
  const doubt = doubts[0] && curled(doubts[0]);
  if (doubt) return `Confidence ${verdict.band} that ${act}, ${verdict.band === 'high' ? 'although' : 'because'} ${doubt}.`;
  if (saysNothing(reading)) return `Confidence ${verdict.band}: only the name says that ${act}.`;
  if (reading.nameSays === 'nothing') return `Confidence ${verdict.band}: the description says that ${act}; the name says nothing.`;
  const agree = reading.leadVerb?.verb !== undefined && reading.leadVerb.verb === reading.name.verb?.verb;
  return agree
    ? `Confidence ${verdict.band}: name and description agree that ${act}.`
    : `Confidence ${verdict.band}: the ${facts.told ? 'description' : 'name'} says that ${act}, and the ${facts.told ? 'name' : 'description'} does not contradict it.`;
}

/** "Annotated readOnlyHint true, though it is judged Write." */
export function annotation({ verdict }: Case): string {
  const mismatch = verdict.mismatches[0];
  return mismatch ? `The server declares ${mismatch.hint} ${mismatch.declared}, against this verdict.` : '';
}

/** Text that addresses the model is named, and was given no weight. */
export function addressed({ verdict }: Case): string {
  const text = verdict.suspiciousText[0];
  if (!text) return '';
  return `Its ${text.field.split('.')[0]} addresses the model (${text.signal}: “${shortened(text.excerpt, 8)}”), which was given no weight.`;
}
