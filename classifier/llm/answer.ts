/** The shape of an answer, and what of it is believed. */
import { z } from 'zod';
import { CATEGORIES, RISKS, type ToolDefinition } from '../../db/model.ts';
import { stands } from '../reading/quote.ts';
import { RUBRIC_IDS } from '../types.ts';
import { EXCEPTIONS, exceptionOf } from './exceptions.ts';
import { JudgeError, type Judgement } from './types.ts';

const QuoteShape = z.strictObject({ field: z.string().min(1).max(200), quote: z.string().min(1).max(400) });

const AnswerShape = z.strictObject({
  category: z.enum(CATEGORIES),
  risk: z.enum(RISKS),
  basis: z.array(z.enum(RUBRIC_IDS)).min(1).max(6),
  exception: z.enum(['none', ...EXCEPTIONS.map(({ id }) => id)]),
  exceptionQuote: z.union([QuoteShape, z.null()]),
  evidence: z.array(QuoteShape).min(1).max(4),
  rationale: z.string().min(1).max(1500),
  wouldChangeIf: z.string().min(1).max(400),
  confidence: z.number().min(0).max(1),
});

/** The JSON Schema that constrains the model (structured output, strict). */
export const ANSWER_SCHEMA = schemaOf();

function schemaOf(): Record<string, unknown> {
  const { $schema: _, ...schema } = z.toJSONSchema(AnswerShape) as Record<string, unknown>;
  return schema;
}

export type Answer = Pick<
  Judgement,
  'category' | 'risk' | 'basis' | 'exception' | 'evidence' | 'rationale' | 'wouldChangeIf' | 'confidence'
>;

/**
 * An answer that may be believed: well formed, and every quotation an exact part of the stored definition.
 * @throws {JudgeError} `model-malformed`, with what is wrong in one line.
 */
export function readAnswer(text: string, tool: ToolDefinition): Answer {
  const parsed = AnswerShape.safeParse(parseJson(text));
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw new JudgeError('model-malformed', `${issue?.path.join('.') || 'answer'}: ${issue?.message ?? 'wrong shape'}`, { again: true });
  }
  const { exception: id, exceptionQuote, ...answer } = parsed.data;
  const invented = [...answer.evidence, ...(exceptionQuote ? [exceptionQuote] : [])].find((quote) => !stands(tool, quote));
  if (invented)
    throw new JudgeError('model-malformed', `not in the definition's ${invented.field}: ${JSON.stringify(invented.quote.slice(0, 80))}`, {
      again: true,
    });
  const granted = id !== 'none' && exceptionQuote && exceptionOf(id)?.words.test(exceptionQuote.quote);
  return { ...answer, ...(granted ? { exception: { id, quote: exceptionQuote } } : {}) };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new JudgeError('model-malformed', `no JSON: ${JSON.stringify(text.slice(0, 80))}`, { again: true });
  }
}
