/** A verdict in words, made from what the rules saw (rubric §11). Deterministic; nothing is said that was not seen. */
import type { Case } from '../types.ts';
import { addressed, annotation, confidence } from './doubt.ts';
import { effect } from './effect.ts';
import { factsOf } from './facts.ts';
import { wordCount } from './lint.ts';
import { codeList } from './phrase.ts';
import { radius, reversal } from './reach.ts';
import { neighbour, riskRule } from './why.ts';

export { changeOf } from './change.ts';

const MOST_WORDS = 110;
/** A quotation is long where there is room, else short. */
const QUOTE_WORDS = 16;
const SHORT_QUOTE_WORDS = 8;

/** Why the verdict is what it is, in 40 to 110 words. */
export function rationaleOf(judged: Case): string {
  const { reading, verdict, findings } = judged;
  const facts = factsOf(judged);
  const start = effect(facts, reading, QUOTE_WORDS);
  const before = after(after(actions(judged), addressed(judged)), reversal(facts, verdict, findings));
  const reach = radius(facts, verdict, findings);
  const why = after(neighbour(facts, judged), riskRule(facts, judged));
  const declared = annotation(judged);
  const end = confidence(facts, judged);
  let whole = sentences(start, before, reach, why, declared, end);
  if (wordCount(whole) <= MOST_WORDS) return whole;
  const shorter = effect(facts, reading, SHORT_QUOTE_WORDS);
  whole = sentences(shorter, before, reach, why, declared, end);
  if (wordCount(whole) <= MOST_WORDS) return whole;
  whole = sentences(shorter, before, '', why, declared, end);
  if (wordCount(whole) <= MOST_WORDS) return whole;
  return sentences(shorter, before, '', why, '', end);
}

function sentences(...parts: string[]): string {
  return parts.filter((part) => part !== '').join(' ');
}

function after(text: string, next: string): string {
  if (next === '') return text;
  return text === '' ? next : `${text} ${next}`;
}

/** "`action` chooses among create, update and delete; “delete” is the worst." */
function actions({ verdict }: Case): string {
  const first = verdict.perAction[0];
  if (!first) return '';
  const worst = verdict.perAction.find(({ category, risk }) => category === verdict.category && risk === verdict.risk);
  const names = verdict.perAction.map(({ value }) => value);
  return `\`${first.param}\` chooses among ${codeList(names, 4)}${worst ? `, of which \`${worst.value}\` weighs most` : ''}.`;
}
