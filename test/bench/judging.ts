/** Our judge beside patterns over the text of a definition: one for every category, the first match wins; and one for every rule. */
import { classifyAll, type Met } from '../../classifier/classify.ts';
import { RULES } from '../../classifier/rules/index.ts';
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
/** As many patterns as we have rules, each of the words that the rule's own text is made of. */
const OF_RULES = RULES.map(({ title, text }) => {
  const words = new Set(`${title} ${text}`.toLowerCase().match(/[a-z]{5,}/g));
  return new RegExp(`\\b(?:${[...words].join('|')})`, 'i');
});
const TOOLS = 24_000;

const ROUNDS = 10;

/** Servers judged together. */
const TOGETHER = 20;

export function judging(): Compared[] {
  const lines = [...catalogue({ servers: TOOLS / 12, tools: TOOLS })];
  const mine = rate(() => {
    for (let from = 0; from < lines.length; from += TOGETHER) {
      const met = lines.slice(from, from + TOGETHER).flatMap(({ server, tools }): Met[] => {
        const context = { server: server.name, serverDescription: server.description, siblings: tools.map(({ name }) => name) };
        return tools.map((tool) => ({ tool: tool as Met['tool'], context }));
      });
      classifyAll(met);
    }
  });
  const texts = (look: (text: string) => unknown) => () => {
    for (const { tools } of lines) for (const tool of tools) look(JSON.stringify(tool));
  };
  const category = rate(texts((text) => PATTERNS.find(([, pattern]) => pattern.test(text))));
  const rules = rate(texts((text) => OF_RULES.filter((pattern) => pattern.test(text))));
  return [
    compared('judging tools, beside a pattern a category', mine, category, 'a word each'),
    compared('judging tools, beside a pattern a rule', mine, rules, 'a list of matches each'),
  ];
}

function compared(work: string, mine: number, theirs: number, what: string): Compared {
  return {
    work,
    ours: `${Math.round(mine).toLocaleString('en')} tools a CPU second, with evidence and rationale`,
    peer: `${Math.round(theirs).toLocaleString('en')} tools a CPU second, ${what}`,
    ratio: mine / theirs,
  };
}

/**
 * Tools a second of processor time, threads of the engine included, in the best of ten rounds after one that compiles everything: what
 * others do on the same machine only ever slows a round down.
 */
function rate(work: () => void): number {
  work();
  return Math.max(
    ...Array.from({ length: ROUNDS }, () => {
      const started = process.cpuUsage();
      work();
      const { user, system } = process.cpuUsage(started);
      return TOOLS / ((user + system) / 1e6);
    }),
  );
}
