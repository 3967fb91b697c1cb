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
  const parts = {
    effect: effect(facts, reading, QUOTE_WORDS),
    actions: actions(judged),
    addressed: addressed(judged),
    reversal: reversal(facts, verdict, findings),
    radius: radius(facts, verdict, findings),
    neighbour: neighbour(facts, judged),
    risk: riskRule(facts, judged),
    annotation: annotation(judged),
    confidence: confidence(facts, judged),
  };
  const cuts = [
    () => {
      parts.effect = effect(facts, reading, SHORT_QUOTE_WORDS);
    },
    () => {
      parts.radius = '';
    },
    () => {
      parts.annotation = '';
    },
  ];
  for (const cut of cuts) {
    const whole = text(parts);
    if (wordCount(whole) <= MOST_WORDS) return whole;
    cut();
  }
  return text(parts);
}

function text(parts: Record<string, string>): string {
  let whole = '';
  for (const part of Object.values(parts)) if (part !== '') whole += whole === '' ? part : ` ${part}`;
  return whole;
}

/** "`action` chooses among create, update and delete; “delete” is the worst." */
function actions({ verdict }: Case): string {
  const first = verdict.perAction[0];
  if (!first) return '';
  const worst = verdict.perAction.find(({ category, risk }) => category === verdict.category && risk === verdict.risk);
  const names = verdict.perAction.map(({ value }) => value);
  return `\`${first.param}\` chooses among ${codeList(names, 4)}${worst ? `, of which \`${worst.value}\` weighs most` : ''}.`;
}
