/** What a model answered: the same question about the same definition is asked once. */
import { and, eq, inArray } from 'drizzle-orm';
import type { Database } from './client.ts';
import { judgements } from './schema.ts';
import { upsert } from './upsert.ts';

export interface StoredJudgement {
  definitionHash: string;
  promptHash: string;
  model: string;
  /** The answer's JSON text. */
  answer: string;
  inputTokens: number;
  outputTokens: number;
  at: Date;
}

/** Answers already given, by definition hash. */
export async function findJudgements(
  db: Database,
  question: { promptHash: string; model: string },
  definitionHashes: readonly string[],
): Promise<Map<string, StoredJudgement>> {
  const found = new Map<string, StoredJudgement>();
  for (let from = 0; from < definitionHashes.length; from += 500) {
    const rows = await db
      .select()
      .from(judgements)
      .where(
        and(
          inArray(judgements.definitionHash, definitionHashes.slice(from, from + 500)),
          eq(judgements.promptHash, question.promptHash),
          eq(judgements.model, question.model),
        ),
      );
    for (const row of rows) found.set(row.definitionHash, row);
  }
  return found;
}

export async function saveJudgements(db: Database, list: readonly StoredJudgement[]): Promise<void> {
  await upsert(db, judgements, list);
}
