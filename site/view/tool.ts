/** Everything that a tool's page shows, derived once from its record. */

import { type Variant, variantsOf } from '../../classifier/policies/variants.ts';
import type { Attack, Policy } from '../../classifier/types.ts';
import type { SnapshotServer, SnapshotTool } from '../../db/snapshot.ts';
import { type Rendering, renderAll, toolPolicy } from '../derive.ts';
import { questionsOf } from '../faq.ts';
import { CATEGORY_WORDS } from '../words.ts';
import { attacksOn } from './attacks.ts';
import type { Question } from './linked.ts';
import { ownWords, type PolicyWords, policyWords } from './policy-words.ts';

/** What every account of a tool tells: its page, its Markdown twin, its record. */
export interface ToolFacts {
  server: SnapshotServer;
  tool: SnapshotTool;
  policy: Policy;
  words: PolicyWords;
  questions: Question[];
}

export interface ToolView extends ToolFacts {
  renderings: Rendering[];
  /** Stricter and looser policies, where they differ. */
  variants: { variant: Variant; words: Omit<PolicyWords, 'rest'> }[];
  /** Documented patterns that abuse this kind of access, the closest first. */
  attacks: readonly Attack[];
  /** One sentence for search engines and previews. */
  summary: string;
}

function toolFacts(server: SnapshotServer, tool: SnapshotTool): ToolFacts {
  const policy = toolPolicy(tool);
  const words = policyWords(policy, tool.name);
  return { server, tool, policy, words, questions: questionsOf({ server, tool, policy, words }) };
}

/** @throws {RangeError} where the server has no such tool. */
export function toolView(server: SnapshotServer, slug: string): ToolView {
  const tool = server.tools.find((each) => each.slug === slug);
  if (!tool) throw new RangeError(`no tool ${slug} on ${server.slug}`);
  const facts = toolFacts(server, tool);
  const { category, risk } = tool.verdict;
  const [, ...others] = variantsOf(tool);
  return {
    ...facts,
    renderings: renderAll(server, [tool], facts.policy),
    variants: others.map((variant) => ({ variant, words: ownWords(variant.policy, tool.name) })),
    attacks: attacksOn(tool),
    summary: `${tool.name} on ${server.title} is a ${category} tool with ${risk.toLowerCase()} risk: it ${CATEGORY_WORDS[category]}. Recommended: ${facts.words.short.toLowerCase()}. Evidence, rationale and a policy to copy.`,
  };
}
