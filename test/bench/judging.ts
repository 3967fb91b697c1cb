/** Our judge beside the simplest one there is: a pattern a category over the text of a definition, the worst match wins. */
import { classify } from '../../classifier/classify.ts';
import type { Category } from '../../db/model.ts';
import { catalogue } from './catalogue.ts';
import type { Compared } from './peers.ts';

const PATTERNS: readonly [Category, RegExp][] = [
  ['Financial', /\b(?:pay|payment|refund|charge|transfer|invoice|purchase|order|trade|subscription)/i],
  ['Destructive', /\b(?:delete|destroy|drop|erase|purge|remove|truncate|wipe|terminate)/i],
  ['Execute', /\b(?:run|exec|execute|eval|shell|command|script|sql|query|deploy|trigger)/i],
  ['Write', /\b(?:create|update|write|set|add|send|post|upload|move|share|archive|rename)/i],
  ['Read', /\b(?:get|list|read|search|find|fetch|count|show|describe)/i],
];
const TOOLS = 24_000;

export function judging(): Compared[] {
  const lines = [...catalogue({ servers: TOOLS / 12, tools: TOOLS })];
  const mine = rate(() => {
    let judged = 0;
    for (const { server, tools } of lines) {
      const siblings = tools.map(({ name }) => name);
      const context = { server: server.name, serverDescription: server.description, siblings };
      for (const tool of tools) if (classify(tool as Parameters<typeof classify>[0], context).rationale !== '') judged++;
    }
    return judged;
  });
  const theirs = rate(() => {
    let judged = 0;
    for (const { tools } of lines) {
      for (const tool of tools) {
        const text = JSON.stringify(tool);
        if (PATTERNS.find(([, pattern]) => pattern.test(text))) judged++;
      }
    }
    return judged;
  });
  return [
    {
      work: 'judging tools, beside a pattern a category',
      ours: `${Math.round(mine).toLocaleString('en')} tools/s, with evidence and rationale`,
      peer: `${Math.round(theirs).toLocaleString('en')} tools/s, a word each`,
      ratio: mine / theirs,
    },
  ];
}

/** Per second, of the second round: then everything is compiled. */
function rate(work: () => number): number {
  work();
  const started = performance.now();
  return work() / ((performance.now() - started) / 1_000);
}
