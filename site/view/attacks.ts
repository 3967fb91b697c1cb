/** How the evidence for an attack pattern is called, and which patterns a tool's page names. */
import { matchAttacks } from '../../classifier/attacks/matching/match.ts';
import type { Attack } from '../../classifier/types.ts';
import type { SnapshotTool } from '../../db/snapshot.ts';

export const STATUS_WORDS: Record<Attack['status'], { short: string; long: string }> = {
  verified: { short: 'incident', long: 'it happened or was shown in practice; a primary source was read' },
  partial: { short: 'reported', long: 'reported by others; no primary source was read' },
  pattern: { short: 'technique', long: 'a known technique, not one incident' },
};

export const ABOUT_WORDS: Record<Attack['about'], string> = {
  tool: 'Abusing a kind of tool',
  server: 'Coming from a server',
  client: 'Against the client and what surrounds it',
};

export function attacksOn(tool: SnapshotTool): Attack[] {
  return matchAttacks(
    tool,
    tool.changes.some(({ kind, severity }) => kind === 'definition-changed' && severity === 'alarm') ? ['definition-changed'] : [],
  );
}
