/** Reads the classifier's own output lines back as judged tools: what `npm run policy -- --input` is made from. */
import { z } from 'zod';
import { UsageError } from '../db/command.ts';
import { bandOf, CATEGORIES, type Facets, type JudgedTool, RISKS } from '../db/model.ts';
import { jsonOf, linesOf, problemsOf } from './lines.ts';

const Label = z.object({ category: z.enum(CATEGORIES), risk: z.enum(RISKS) });
const Tri = z.boolean().nullable().catch(null);

/** A facet that is missing, or not one of its words, is unknown. */
const FacetsShape = z.object({
  reversibility: z.enum(['reversible', 'partly', 'irreversible', 'depends', 'n/a']).catch('depends'),
  egress: z.enum(['none', 'tenant', 'recipient', 'public', 'unknown']).catch('unknown'),
  sensitiveRead: z.enum(['none', 'private', 'secret']).catch('none'),
  untrustedIngest: Tri,
  exfilSink: Tri,
  exec: z.enum(['none', 'bounded', 'arbitrary']).catch('none'),
  money: z.enum(['none', 'adjacent', 'obligation', 'moves']).catch('none'),
  privilegeChange: Tri,
  scope: z.enum(['single', 'boundedList', 'bulk', 'unknown']).catch('unknown'),
  production: Tri,
  idempotent: Tri,
  openWorld: Tri,
  persistsInstructions: Tri,
  costBearing: Tri,
  identityActing: Tri,
  hasDryRun: z.boolean().catch(false),
  hasConfirmParam: z.boolean().catch(false),
  hostFile: z.enum(['none', 'read', 'write']).catch('none'),
}) satisfies z.ZodType<Facets>;

const Line = z.object({
  server: z.string().optional(),
  name: z.string().min(1),
  title: z.string().optional(),
  description: z.string().optional(),
  inputSchema: z.json().optional(),
  annotations: z.json().optional(),
  category: z.enum(CATEGORIES),
  risk: z.enum(RISKS),
  basis: z.array(z.string()).catch([]),
  facets: FacetsShape.catch(() => FacetsShape.parse({})),
  confidence: z.number().min(0).max(1).catch(0),
  runnerUp: Label.optional().catch(undefined),
  suspiciousText: z.array(z.object({ field: z.string(), excerpt: z.string(), signal: z.string() })).optional(),
  perAction: z.array(Label.extend({ param: z.string(), value: z.string() })).catch([]),
});

export interface JudgedLine {
  server: string | undefined;
  tool: JudgedTool;
}

/** Every line of a file. A line that is none is a {@link UsageError} that names it. Without a confidence, the runner-up is believed too. */
export async function readJudgedLines(path: string): Promise<JudgedLine[]> {
  const lines: JudgedLine[] = [];
  for await (const { number, text } of linesOf(path)) {
    const parsed = Line.safeParse(jsonOf(text, `${path}:${number}`));
    if (!parsed.success) throw new UsageError(`${path}:${number}: ${problemsOf(parsed.error)}`);
    lines.push(judgedOf(parsed.data));
  }
  return lines;
}

function judgedOf(line: z.infer<typeof Line>): JudgedLine {
  const { server, name, title, description, inputSchema, annotations, category, risk, basis, facets, confidence, perAction } = line;
  const suspiciousText = line.suspiciousText ?? [];
  return {
    server,
    tool: {
      name,
      definition: { name, title, description, inputSchema, annotations },
      verdict: {
        category,
        risk,
        basis,
        rules: [],
        facets,
        confidence,
        band: bandOf(confidence),
        runnerUp: line.runnerUp ?? { category, risk },
        evidence: [],
        rationale: '',
        wouldChangeIf: '',
        suspiciousText,
        perAction,
        mismatches: [],
        judge: { version: 'read' },
      },
    },
  };
}
