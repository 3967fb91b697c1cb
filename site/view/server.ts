/** Everything that a server's page shows, derived once from its record. */

import type { Policy } from '../../classifier/types.ts';
import { CATEGORIES, type Category, RISKS, type Risk } from '../../db/model.ts';
import type { SnapshotServer, SnapshotTool } from '../../db/snapshot.ts';
import { type Rendering, renderAll, serverPolicy } from '../derive.ts';
import { listed, number, plural } from '../words.ts';
import { failureWords } from './failures.ts';
import { isToxic, type Legs, legsOf } from './flow.ts';
import { worseFirst } from './order.ts';
import { shortly } from './policy-words.ts';

export interface ServerView {
  server: SnapshotServer;
  /** Worst first. */
  tools: { tool: SnapshotTool; recommended: string }[];
  byRisk: Record<Risk, number>;
  byCategory: Record<Category, number>;
  policy: Policy;
  renderings: Rendering[];
  legs: Legs<SnapshotTool>;
  toxic: boolean;
  /** Estimated tokens of its tool list in a model's context. */
  tokens: number;
  summary: string;
}

/** Compact JSON of a tool list runs at about four bytes a token with the tokenizers in common use. */
const BYTES_PER_TOKEN = 4;

export function serverView(server: SnapshotServer): ServerView {
  const policy = serverPolicy(server);
  const tools = [...server.tools].sort((a, b) => worseFirst(a.verdict, b.verdict));
  const legs = legsOf(tools);
  const byRisk = countBy(
    RISKS,
    server.tools.map((tool) => tool.verdict.risk),
  );
  const byCategory = countBy(
    CATEGORIES,
    server.tools.map((tool) => tool.verdict.category),
  );
  const worst = RISKS.toReversed().find((risk) => byRisk[risk] > 0);
  const mix = RISKS.toReversed()
    .filter((risk) => byRisk[risk] > 0)
    .map((risk) => `${number(byRisk[risk])} ${risk.toLowerCase()}`);
  return {
    server,
    tools: tools.map((tool) => ({ tool, recommended: shortly(policy, tool.name) })),
    byRisk,
    byCategory,
    policy,
    renderings: renderAll(server, server.tools, policy),
    legs,
    toxic: isToxic(legs),
    tokens: Math.ceil(Buffer.byteLength(JSON.stringify({ tools: server.tools.map((tool) => tool.definition) })) / BYTES_PER_TOKEN),
    summary: worst
      ? `${server.title} offers ${plural(server.tools.length, 'tool')} by risk: ${listed(mix)}. Every verdict with its evidence, and one policy for the whole server.`
      : `${server.title}: no tool definitions are known${server.failure ? `, ${failureWords(server.failure.code)}` : ''}.`,
  };
}

function countBy<T extends string>(words: readonly T[], found: readonly T[]): Record<T, number> {
  const counts = Object.fromEntries(words.map((word) => [word, 0])) as Record<T, number>;
  for (const word of found) counts[word]++;
  return counts;
}
