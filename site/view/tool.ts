/** Everything that a tool's page shows, derived once from its record. */

import { suggestPolicy } from '../../classifier/policies/suggest.ts';
import type { Policy } from '../../classifier/types.ts';
import type { SnapshotServer, SnapshotTool } from '../../db/snapshot.ts';
import { type Rendering, toolRenderings } from '../derive.ts';
import { CATEGORY_WORDS } from '../words.ts';
import { type PolicyWords, policyWords } from './policy-words.ts';

export interface ToolView {
  server: SnapshotServer;
  tool: SnapshotTool;
  policy: Policy;
  words: PolicyWords;
  renderings: Rendering[];
  /** One sentence for search engines and previews. */
  summary: string;
}

/** @throws {RangeError} where the server has no such tool. */
export function toolView(server: SnapshotServer, slug: string): ToolView {
  const tool = server.tools.find((each) => each.slug === slug);
  if (!tool) throw new RangeError(`no tool ${slug} on ${server.slug}`);
  const policy = suggestPolicy(tool);
  const words = policyWords(policy, tool.name);
  const { category, risk } = tool.verdict;
  return {
    server,
    tool,
    policy,
    words,
    renderings: toolRenderings(server, tool),
    summary: `${tool.name} on ${server.title} is a ${category} tool with ${risk.toLowerCase()} risk: it ${CATEGORY_WORDS[category]}. Recommended: ${words.short.toLowerCase()}. Evidence, rationale and a policy to copy.`,
  };
}
