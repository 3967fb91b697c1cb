/** Our judge beside the simplest one there is: a pattern a category over the text of a definition, the worst match wins. */
import { classifyAll, type Met } from '../../classifier/classify.ts';
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

/** Servers judged together. */
const TOGETHER = 20;

export function judging(): Compared[] {
  const lines = [...catalogue({ servers: TOOLS / 12, tools: TOOLS })];
  const mine = rate(() => {
    let judged = 0;
    for (let from = 0; from < lines.length; from += TOGETHER) {
      const met = lines.slice(from, from + TOGETHER).flatMap(({ server, tools }): Met[] => {
        const context = { server: server.name, serverDescription: server.description, siblings: tools.map(({ name }) => name) };
        return tools.map((tool) => ({ tool: tool as Met['tool'], context }));
      });
      for (const { rationale } of classifyAll(met)) if (rationale !== '') judged++;
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
      ours: `${Math.round(mine).toLocaleString('en')} tools a CPU second, with evidence and rationale`,
      peer: `${Math.round(theirs).toLocaleString('en')} tools a CPU second, a word each`,
      ratio: mine / theirs,
    },
  ];
}

/** Per second of processor time, threads of the engine included, in the best of three rounds after one that compiles everything. */
function rate(work: () => number): number {
  work();
  return Math.max(
    ...[1, 2, 3].map(() => {
      const started = process.cpuUsage();
      const done = work();
      const { user, system } = process.cpuUsage(started);
      return done / ((user + system) / 1e6);
    }),
  );
}
