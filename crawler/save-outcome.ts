/** What an inspection gave, into the database: its report or failure, the tools, and when to look again. */
import type { Database } from '../db/client.ts';
import { definitionHash, definitionOf } from '../db/hash.ts';
import { type DueInspection, saveInspection, saveInspectionFailure } from '../db/inspections.ts';
import { storeDefinitions } from '../db/manifests.ts';
import type { ToolDefinition } from '../db/model.ts';
import { writeToolLists } from '../db/tools.ts';
import type { Outcome } from './inspect-server.ts';
import { cleanText } from './normalize.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** Writes an outcome in one transaction. Returns 1 where the server's tools changed. */
export async function saveOutcome(db: Database, due: DueInspection, outcome: Outcome, now: Date): Promise<number> {
  const again = whenAgain(due, outcome, now);
  const { inspection, failure } = outcome;
  if (!inspection) {
    const known = failure ?? { code: 'no-inspector' as const, detail: '' };
    await db.transaction((tx) => saveInspectionFailure(tx, due.serverId, known, again, now));
    return 0;
  }
  const { tools, ...report } = inspection;
  const bodies = new Map<string, ToolDefinition>();
  const listed = new Map<string, { name: string; hash: string; provenance?: (typeof tools)[number]['provenance'] }>();
  for (const tool of tools) {
    const name = cleanText(tool.name, 300);
    if (listed.has(name)) continue;
    const hash = definitionHash(tool);
    bodies.set(hash, definitionOf(tool));
    listed.set(name, { name, hash, ...(tool.provenance ? { provenance: tool.provenance } : {}) });
  }
  return await db.transaction(async (tx) => {
    await storeDefinitions(tx, bodies);
    await saveInspection(tx, due.serverId, report, failure, again, now);
    // No tools and a login asked for: nothing was learned of the tools.
    if (tools.length === 0 && inspection.auth) return 0;
    const list = {
      serverId: due.serverId,
      version: due.manifest.version ?? inspection.version,
      evidence: inspection.evidence,
      tools: [...listed.values()],
    };
    return await writeToolLists(tx, [list], now);
  });
}

/** A remote may change any day; an exact version of a package hardly. Failures are tried again ever more rarely. */
function whenAgain(due: DueInspection, { inspection, failure }: Outcome, now: Date): Date {
  const after = (ms: number) => new Date(now.getTime() + ms);
  if (failure) return after(Math.min(DAY_MS * 2 ** due.attempts, 14 * DAY_MS) - 4 * HOUR_MS);
  return after(inspection?.evidence === 'live' && due.manifest.packages.length === 0 ? 20 * HOUR_MS : 7 * DAY_MS);
}
