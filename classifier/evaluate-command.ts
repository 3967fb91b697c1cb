/** `npm run evaluate`: how often the judge is right, on labelled tools. */
import { writeFile } from 'node:fs/promises';
import { type Command, UsageError } from '../db/command.ts';
import { evaluate } from './evaluation/evaluate.ts';
import { linesOf } from './evaluation/print.ts';

export const evaluateCommand: Command = {
  help: `Measures the judge on labelled tools, beside two baselines.
  --gold FILE         NDJSON: input lines of \`npm run classify\` with "gold"; may be given several times
  --cross-validate    learns anew in folds by server: no tool is judged by a model that saw its server
  --output FILE       also writes the report there; classifier/evaluation.json is what the site's method page shows`,
  options: { gold: { type: 'string', multiple: true }, 'cross-validate': { type: 'boolean', default: false }, output: { type: 'string' } },
  async run(values) {
    const gold = Array.isArray(values.gold) ? values.gold.filter((path) => typeof path === 'string') : [];
    if (gold.length === 0) throw new UsageError('--gold FILE is needed');
    const report = await evaluate(gold, values['cross-validate'] === true);
    if (typeof values.output === 'string') await writeFile(values.output, `${JSON.stringify(report, null, 2)}\n`);
    return { report, lines: linesOf(report), exit: 0 };
  },
};
