/** Everything that a tool's page shows, derived once from its record. */

import { type Variant, variantsOf } from '../../classifier/policies/variants.ts';
import type { Attack, Policy } from '../../classifier/types.ts';
import type { SnapshotServer, SnapshotTool } from '../../db/snapshot.ts';
import { type Rendering, renderAll, toolPolicy } from '../derive.ts';
import { questionsOf } from '../faq.ts';
import { CATEGORY_WORDS } from '../words.ts';
import { attacksOn } from './attacks.ts';
import type { Question } from './linked.ts';
import { type PolicyWords, policyWords } from './policy-words.ts';

export interface ToolView {
  server: SnapshotServer;
  tool: SnapshotTool;
  policy: Policy;
  words: PolicyWords;
  renderings: Rendering[];
  /** Stricter and looser policies, where they differ. */
  variants: { variant: Variant; words: PolicyWords }[];
  /** Documented patterns that abuse this kind of access, the closest first. */
  attacks: readonly Attack[];
  questions: Question[];
  /** One sentence for search engines and previews. */
  summary: string;
}

/** @throws {RangeError} where the server has no such tool. */
export function toolView(server: SnapshotServer, slug: string): ToolView {
  const tool = server.tools.find((each) => each.slug === slug);
  if (!tool) throw new RangeError(`no tool ${slug} on ${server.slug}`);
  const [recommended, ...others] = variantsOf(tool);
  const policy = recommended?.policy ?? toolPolicy(tool);
  const words = policyWords(policy, tool.name);
  const { category, risk } = tool.verdict;
  const renderings = renderAll(server, [tool], policy);
  const formats = renderings.filter(({ refused }) => refused === undefined).map(({ format }) => format.title);
  return {
    server,
    tool,
    policy,
    words,
    renderings,
    variants: others.map((variant) => ({ variant, words: policyWords(variant.policy, tool.name) })),
    attacks: attacksOn(tool),
    questions: questionsOf({ server, tool, policy, words, formats: formats.slice(1) }),
    summary: `${tool.name} on ${server.title} is a ${category} tool with ${risk.toLowerCase()} risk: it ${CATEGORY_WORDS[category]}. Recommended: ${words.short.toLowerCase()}. Evidence, rationale and a policy to copy.`,
  };
}
