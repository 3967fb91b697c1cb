import fc from 'fast-check';
import { parse as parseToml } from 'smol-toml';
import { describe, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { z } from 'zod';
import { classify, judge } from '../../classifier/classify.ts';
import { FORMATS } from '../../classifier/policies/formats/index.ts';
import { parsePolicy } from '../../classifier/policies/parse.ts';
import { FormatError } from '../../classifier/policies/quoting.ts';
import { suggestPolicy, suggestServerPolicy } from '../../classifier/policies/suggest.ts';
import { stands } from '../../classifier/reading/quote.ts';
import { readTool } from '../../classifier/reading/read.ts';
import { POSTURES } from '../../classifier/types.ts';
import { findAll } from '../../classifier/verdict.ts';
import { definitionHash } from '../../db/hash.ts';
import {
  CATEGORIES,
  CATEGORY_PRECEDENCE,
  type JudgedTool,
  RISKS,
  rank,
  type ServerContext,
  type ToolDefinition,
  type Verdict,
} from '../../db/model.ts';
import { runs } from '../helpers/runs.ts';
import { anyDefinition, context, definition } from './arbitraries.ts';

const VerdictShape = z.object({
  category: z.enum(CATEGORIES),
  risk: z.enum(RISKS),
  basis: z.array(z.string()).min(1),
  rules: z.array(z.string()),
  confidence: z.number().min(0).max(1),
  band: z.enum(['high', 'medium', 'low']),
  runnerUp: z.object({ category: z.enum(CATEGORIES), risk: z.enum(RISKS) }),
  rationale: z.string().min(1),
  wouldChangeIf: z.string().min(1),
  evidence: z.array(z.object({ field: z.string(), quote: z.string().min(1) })),
});

/** Further down the list of precedence, or the same category with less risk. */
function milder(one: Verdict, than: Verdict): boolean {
  const [a, b] = [rank(CATEGORY_PRECEDENCE, one.category), rank(CATEGORY_PRECEDENCE, than.category)];
  return a > b || (a === b && rank(RISKS, one.risk) < rank(RISKS, than.risk));
}

describe('any definition', () => {
  it('has a whole verdict, which quotes nothing that is not there, and the same one every time', () => {
    fc.assert(
      fc.property(anyDefinition, context, (tool, server) => {
        const verdict = classify(tool, server);
        VerdictShape.parse(verdict);
        for (const quote of verdict.evidence) expect(stands(tool, quote), JSON.stringify(quote)).toBe(true);
        expect(JSON.parse(JSON.stringify(classify(tool, server)))).toEqual(JSON.parse(JSON.stringify(verdict)));
        expect(definitionHash(tool)).toMatch(/^[0-9a-f]{64}$/);
      }),
      runs(300),
    );
  });

  it('is judged no milder than a floor that stands', () => {
    fc.assert(
      fc.property(definition, context, (tool, server) => {
        const { verdict } = judge(tool, server);
        const findings = findAll(readTool(tool, server));
        const lifted = new Set(findings.flatMap(({ force, lifts }) => (force === 'exception' ? (lifts ?? []) : [])));
        for (const { force, category, rule } of findings)
          if (force === 'floor' && category && !lifted.has(rule))
            expect(rank(CATEGORY_PRECEDENCE, verdict.category), rule).toBeLessThanOrEqual(rank(CATEGORY_PRECEDENCE, category));
      }),
      runs(300),
    );
  });

  it('is not made milder by what it claims in annotations', () => {
    fc.assert(
      fc.property(definition, context, (tool, server) => {
        const { annotations: _, ...bare } = tool;
        const claimed = {
          ...bare,
          annotations: { readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: false },
        };
        expect(milder(classify(claimed, server), classify(bare, server))).toBe(false);
      }),
      runs(200),
    );
  });
});

/** Renderers may refuse, in one line. */
function rendered(render: () => string[]): string[] {
  try {
    return render();
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    expect(error.message).not.toContain('\n');
    return [];
  }
}

const READERS: Partial<Record<string, (text: string) => void>> = {
  json: (text) => JSON.parse(text),
  yaml: (text) => {
    for (const document of parseAllDocuments(text)) if ('errors' in document) expect(document.errors).toEqual([]);
  },
  toml: (text) => parseToml(text),
};

function judged(tool: ToolDefinition, server: ServerContext): JudgedTool {
  return { name: tool.name, definition: tool, verdict: classify(tool, server) };
}

describe('the policy of any tools', () => {
  it('is one that its own reader takes, in every posture', () => {
    fc.assert(
      fc.property(fc.array(definition, { minLength: 1, maxLength: 4 }), context, fc.constantFrom(...POSTURES), (list, server, posture) => {
        const named = list.filter(({ name }) => name !== '').map((tool) => judged(tool, server));
        for (const policy of [...named.map((tool) => suggestPolicy(tool, posture)), suggestServerPolicy(named, posture)])
          expect(parsePolicy(JSON.stringify(policy))).toEqual(JSON.parse(JSON.stringify(policy)));
      }),
      runs(150),
    );
  });

  it('is written in every format as a file that its language can be read from, or refused in one line', () => {
    fc.assert(
      fc.property(
        fc.array(definition, { minLength: 1, maxLength: 4 }),
        context,
        fc.constantFrom(...POSTURES),
        fc.constantFrom(...FORMATS),
        (list, server, posture, format) => {
          const tools = list.filter(({ name }) => name !== '').map((tool) => judged(tool, server));
          const policy = suggestServerPolicy(tools, posture);
          const files = rendered(() => format.render([{ server: 'mine', tools, policy }]).files.map(({ text }) => text));
          for (const text of files) READERS[format.language]?.(text);
        },
      ),
      runs(300),
    );
  });
});
