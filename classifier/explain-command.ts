/** `npm run explain`: every finding behind one verdict, and how the verdict came about. */
import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { type Command, UsageError } from '../db/command.ts';
import type { Json, ServerContext, ToolDefinition, Verdict } from '../db/model.ts';
import { classify, judge } from './classify.ts';
import { suggestPolicy } from './policies/suggest.ts';
import type { Case, Finding } from './types.ts';

const json = z.custom<Json>(() => true);
const Tool = z.object({
  server: z.string().default(''),
  serverDescription: z.string().optional(),
  serverTitle: z.string().optional(),
  siblings: z.array(z.string()).default([]),
  name: z.string().min(1),
  title: z.string().optional(),
  description: z.string().optional(),
  inputSchema: json.optional(),
  outputSchema: json.optional(),
  annotations: json.optional(),
});

export const explainCommand: Command = {
  help: `Prints every finding on one tool, and how its verdict came about.
  --input FILE   JSON: one input line of \`npm run classify\``,
  options: { input: { type: 'string' } },
  async run(values) {
    if (typeof values.input !== 'string') throw new UsageError('--input FILE is needed');
    const { server, serverDescription, serverTitle, siblings, ...tool } = await readTool(values.input);
    const context: ServerContext = { server, serverDescription, serverTitle, siblings };
    const definition: ToolDefinition = tool;
    const found = judge(definition, context);
    const verdict = classify(definition, context);
    const policy = suggestPolicy({ name: tool.name, definition, verdict });
    const { findings, share, doubts } = found;
    return { report: { name: tool.name, verdict, findings, share, doubts, policy }, lines: linesOf(found, verdict), exit: 0 };
  },
};

async function readTool(path: string): Promise<z.infer<typeof Tool>> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new UsageError(`cannot read ${path}: ${error.code}`);
  });
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new UsageError(`${path} is not JSON: ${(error as Error).message.slice(0, 120)}`);
  }
  const parsed = Tool.safeParse(value);
  if (!parsed.success)
    throw new UsageError(`${path} is no tool: ${parsed.error.issues[0]?.path.join('.')}: ${parsed.error.issues[0]?.message}`);
  return parsed.data;
}

function linesOf({ findings, share, doubts }: Case, verdict: Verdict): string[] {
  const { category, risk, basis, confidence, band, runnerUp } = verdict;
  return [
    `${category}, ${risk} (${basis.join(', ')}); confidence ${confidence} (${band})`,
    '',
    'Findings:',
    ...findings.map(lineOf),
    '',
    `The model gives ${category} ${share.toFixed(2)}; next is ${runnerUp.category}, ${runnerUp.risk}.`,
    ...(doubts.length > 0 ? [`Doubts: ${doubts.join('; ')}.`] : []),
    ...verdict.perAction.map((action) => `Action ${action.param} = ${action.value}: ${action.category}, ${action.risk}`),
    ...verdict.mismatches.map(({ hint, declared, judged }) => `Declared ${hint} = ${declared}, judged ${judged}`),
    ...verdict.suspiciousText.map(({ field, signal, excerpt }) => `Addresses the model (${signal}) in ${field}: ${excerpt}`),
    '',
    verdict.rationale,
    `What would change it: ${verdict.wouldChangeIf}`,
  ];
}

function lineOf({ rule, force, saw, quote, category, basis }: Finding): string {
  const argues = [category, basis].filter((word) => word !== undefined).join(' ');
  return `  ${rule} (${force}${argues === '' ? '' : `: ${argues}`}) ${saw}${quote ? ` — “${quote.quote}” in ${quote.field}` : ''}`;
}
