/**
 * Labels kept without the definitions they are of, which are other people's: a definition is named by the first digits of its hash. Whoever
 * has the definitions, from a crawl or a registry, learns from them again. NDJSON, one line a label: {"gold": …, "of": [hash, …]}.
 */
import { z } from 'zod';
import { definitionHash } from '../../db/hash.ts';
import type { Gold } from './heads.ts';
import { GoldLabel, type Labelled, parsedLines, readDefinitions } from './lessons.ts';

/** So many hex digits of a definition's hash: one in 10⁸ that two of a million are taken for each other. */
const DIGITS = 16;

const Line = z.object({ gold: GoldLabel, of: z.array(z.string().regex(/^[0-9a-f]{16}$/)) });

function keyOf(tool: Labelled['tool']): string {
  return definitionHash(tool).slice(0, DIGITS);
}

/** The labels of a file, by the definition they are of; one may have been read several times. A bad line is a {@link UsageError}. */
export async function readLabels(path: string): Promise<Map<string, Gold[]>> {
  const labels = new Map<string, Gold[]>();
  for await (const { gold, of } of parsedLines(path, Line)) for (const key of of) labels.set(key, [...(labels.get(key) ?? []), gold]);
  return labels;
}

/** The definitions of the files that have labels, once for each label; of equal definitions the first. */
export async function labelledIn(paths: readonly string[], labels: ReadonlyMap<string, readonly Gold[]>): Promise<Labelled[]> {
  const labelled: Labelled[] = [];
  const seen = new Set<string>();
  for (const path of paths) {
    for await (const { tool, context } of readDefinitions(path)) {
      const key = keyOf(tool);
      if (seen.has(key)) continue;
      for (const gold of labels.get(key) ?? []) {
        seen.add(key);
        labelled.push({ tool, context, gold });
      }
    }
  }
  return labelled;
}

/** The text of a labels file: equal labels together, all in an order that does not depend on the input's. */
export function packLabels(labelled: readonly Labelled[]): string {
  const groups = new Map<string, string[]>();
  for (const { tool, gold } of labelled) {
    const label = JSON.stringify(gold);
    const of = groups.get(label);
    if (of) of.push(keyOf(tool));
    else groups.set(label, [keyOf(tool)]);
  }
  return [...groups]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([label, of]) => `{"gold":${label},"of":${JSON.stringify(of.sort())}}\n`)
    .join('');
}
