/** All rules. Order is the order in which findings are listed; the verdict does not depend on it. */
import type { Rule } from '../types.ts';
import { changingVerb } from './changing-verb.ts';
import { computingVerb } from './computing-verb.ts';
import { deletingVerb } from './deleting-verb.ts';
import { learnedWords } from './learned-words.ts';
import { payingVerb } from './paying-verb.ts';
import { readingVerb } from './reading-verb.ts';
import { runningVerb } from './running-verb.ts';
import { sendingVerb } from './sending-verb.ts';
import { uninformativeDescription } from './uninformative-description.ts';

export const RULES: readonly Rule[] = [
  readingVerb,
  computingVerb,
  changingVerb,
  sendingVerb,
  deletingVerb,
  runningVerb,
  payingVerb,
  uninformativeDescription,
  learnedWords,
];
