/** How sure a verdict is of its category: the model's share, bounded by what is missing (rubric §6), then calibrated. */
import type { Category } from '../db/model.ts';
import { SILENT, silenceOf } from './reading/silence.ts';
import type { Reading } from './reading/types.ts';
import { type Finding, NEARLY_AS_PLAUSIBLE } from './types.ts';

/** Points of the calibration: a raw share and how often such verdicts were right in cross-validation; ascending. */
export type Calibration = readonly (readonly [raw: number, right: number])[];

/** Never surer than this, however plain a definition is. */
const MOST = 0.95;
const LEAST = 0.3;
/** Never surer than this where the description says nothing. */
const MOST_SILENT = 0.85;
/** Nor than this where no verb says it either: the policy then believes the runner-up as well (rubric §5, §6). */
const MOST_UNSAID = 0.59;
/** Never surer than this where a query is called a SELECT and that is not said to be enforced (rubric §5). */
const MOST_UNENFORCED = 0.7;
/** What is taken off where name and description contradict each other (rubric §6). */
const CONFLICT = 0.1;

export interface Confidence {
  value: number;
  /** Why it is not higher, one clause each. */
  doubts: string[];
}

/** What confidence is told from: the model's share of the category, 0…1, and what was read and seen. */
export interface Concluded {
  reading: Reading;
  findings: readonly Finding[];
  category: Category;
  share: number;
}

export function confidenceOf({ reading, findings, category, share }: Concluded, calibration: Calibration): Confidence {
  const doubts: string[] = [];
  let value = calibrated(share, calibration);
  if (value < 0.8) doubts.push(NEARLY_AS_PLAUSIBLE);
  if (reading.silent) {
    const silence = silenceOf(reading);
    doubts.push(silence === 'empty' ? 'no description is given' : `the description ${SILENT[silence]}`);
    value = Math.min(value, saysVerb(reading) ? MOST_SILENT : MOST_UNSAID);
  }
  // A query that is called a SELECT, and may be more.
  if (category === 'Execute' && findings.some(({ rule, basis }) => rule === 'sql-statement' && basis === 'E2')) {
    doubts.push('a SELECT is spoken of and not said to be enforced');
    value = Math.min(value, MOST_UNENFORCED);
  }
  if (reading.nameSays === 'otherwise') {
    doubts.push('its name says otherwise');
    value -= CONFLICT;
  }
  if (!reading.hasSchema) doubts.push('no input schema is given');
  if (reading.name.verb === undefined && reading.leadVerb === undefined) doubts.push('no verb says what it does');
  else if (reading.name.verb?.verb === 'manage') doubts.push(`the verb "${reading.name.verb.lemma}" can mean many things`);
  return { value: Math.round(Math.min(MOST, Math.max(LEAST, value)) * 100) / 100, doubts };
}

/** Whether the name tells by a clear verb what is done: `delete_note`, and neither `weather` nor `process_note`. */
function saysVerb({ name: { verb } }: Reading): boolean {
  return verb !== undefined && verb.verb !== 'manage';
}

/** Straight between the points. */
function calibrated(share: number, points: Calibration): number {
  let before: readonly [number, number] | undefined;
  for (const point of points) {
    if (share <= point[0]) {
      if (!before || point[0] === before[0]) return point[1];
      return before[1] + ((share - before[0]) / (point[0] - before[0])) * (point[1] - before[1]);
    }
    before = point;
  }
  return before?.[1] ?? share;
}
