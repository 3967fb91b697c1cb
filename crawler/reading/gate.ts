/** The quality gate: what was found is a tool, is doubtful, or is none. */
import type { InspectedTool, Inspection, Provenance } from '../../db/model.ts';
import { lineAt, type PackageFiles } from './files.ts';
import type { Claim } from './script/claims.ts';

export type Unsure = NonNullable<Inspection['unsure']>;

export interface Judged {
  tools: InspectedTool[];
  unsure: Unsure;
  defects: string[];
}

/** Wider than the protocol's 1–128 of `[A-Za-z0-9_.-]`, because real servers are; white space, quotes and gaps make no name. */
const NAME = /^[\p{L}\p{N}_.\-/:@]{1,128}$/u;
/** What comes out where a name could not be put together. */
const NO_NAME = new Set(['undefined', 'null', 'true', 'false', 'NaN', 'unknown', 'function']);
const MAX_DESCRIPTION = 100_000;
const MAX_SCHEMA = 500_000;
const MAX_TOOLS = 2_000;

export function judge(claims: readonly Claim[], files: PackageFiles): Judged {
  const judged: Judged = { tools: [], unsure: [], defects: [] };
  const best = new Map<string, Claim>();
  for (const claim of claims) {
    const why = objection(claim);
    if (why !== undefined) judged.unsure.push({ name: claim.name.slice(0, 200), why, provenance: provenanceOf(claim, files) });
    else best.set(claim.name, better(best.get(claim.name), claim));
  }
  if (best.size > MAX_TOOLS) judged.defects.push(`${best.size} tools found, ${MAX_TOOLS} kept`);
  for (const claim of [...best.values()].slice(0, MAX_TOOLS)) judged.tools.push(toolOf(claim, files, judged.defects));
  judged.unsure = distinct(judged.unsure).filter((each) => !best.has(each.name));
  return judged;
}

/** Why this is perhaps no tool; `undefined` where it is one. */
function objection(claim: Claim): string | undefined {
  if (claim.name === '') return 'its name is put together at run time';
  if (!NAME.test(claim.name)) return 'its name is no name';
  if (NO_NAME.has(claim.name)) return 'its name is a value that came out by mistake';
  if (claim.strength === 'loose') return 'it looks like a tool, but nothing was seen to offer it';
  return undefined;
}

/**
 * Of two declarations under one name the usual one, the more complete one, and where frameworks let a later one replace an earlier one, the later.
 */
function better(before: Claim | undefined, after: Claim): Claim {
  if (!before) return after;
  if (before.speculative !== after.speculative) return before.speculative ? after : before;
  if (before.gaps.length !== after.gaps.length) return before.gaps.length > after.gaps.length ? after : before;
  if (!before.description && after.description) return after;
  return after.style === 'add-tool' ? after : before;
}

function toolOf(claim: Claim, files: PackageFiles, defects: string[]): InspectedTool {
  const tool: InspectedTool = { name: claim.name };
  if (claim.title !== undefined) tool.title = capped(claim.title, `${claim.name}: title`, defects);
  if (claim.description !== undefined) tool.description = capped(claim.description, `${claim.name}: description`, defects);
  for (const part of ['inputSchema', 'outputSchema', 'annotations'] as const) {
    const json = claim[part];
    if (json === undefined) continue;
    if (JSON.stringify(json).length > MAX_SCHEMA) defects.push(`${claim.name}: ${part} is too large`);
    else tool[part] = json;
  }
  for (const gap of new Set(claim.gaps)) defects.push(`${claim.name}: ${gap} is not fully known`);
  const provenance = provenanceOf(claim, files);
  if (provenance) tool.provenance = provenance;
  return tool;
}

function capped(text: string, what: string, defects: string[]): string {
  if (text.length <= MAX_DESCRIPTION) return text;
  defects.push(`${what} has ${text.length} characters, ${MAX_DESCRIPTION} kept`);
  return text.slice(0, MAX_DESCRIPTION);
}

function provenanceOf({ at }: Claim, files: PackageFiles): Provenance | undefined {
  if (!at) return undefined;
  const text = files.text(at.file);
  return { file: at.file, ...(text === undefined || at.file.endsWith('.json') ? {} : { line: lineAt(text, at.offset) }) };
}

function distinct(unsure: Unsure): Unsure {
  const seen = new Set<string>();
  return unsure.filter((each) => {
    const key = `${each.name}\n${each.why}\n${each.provenance?.file}:${each.provenance?.line}`;
    const fresh = !seen.has(key);
    seen.add(key);
    return fresh;
  });
}
