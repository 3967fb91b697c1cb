/**
 * The open snapshot format, version 1: what `npm run snapshot` writes and the site reads.
 *
 *   snapshot.json          SnapshotMeta
 *   servers.ndjson         one SnapshotEntry a line, sorted by slug
 *   changes.ndjson         one Change a line, newest first
 *   servers/<slug>.json    SnapshotServer
 */
import type {
  Category,
  Change,
  Evidence,
  Failure,
  Inspection,
  JudgedTool,
  Manifest,
  Origin,
  Provenance,
  Risk,
  StoodOverride,
} from './model.ts';

export const SNAPSHOT_VERSION = 1;

export interface SnapshotMeta {
  version: typeof SNAPSHOT_VERSION;
  /** ISO 8601, UTC: when the night's data was complete. */
  generatedAt: string;
  judge: string;
  servers: number;
  /** Servers with at least one tool. */
  serversWithTools: number;
  tools: number;
  byCategory: Record<Category, number>;
  byRisk: Record<Risk, number>;
  byEvidence: Record<Evidence, number>;
  failures: Record<string, number>;
  /** One point a night, oldest first, for the growth picture. */
  growth: { date: string; servers: number; tools: number; byRisk: Record<Risk, number> }[];
}

export interface SnapshotEntry {
  slug: string;
  name: string;
  title: string;
  description: string;
  version?: string | undefined;
  evidence?: Evidence | undefined;
  failure?: string | undefined;
  tools: number;
  byCategory: Record<Category, number>;
  byRisk: Record<Risk, number>;
  /** Worst tool by risk, then category precedence. */
  worst?: { name: string; slug: string; category: Category; risk: Risk } | undefined;
  /** sha256 of the server's file: a page is reused while this stands. */
  hash: string;
  updatedAt: string;
  vanishedAt?: string | undefined;
}

export interface SnapshotTool extends JudgedTool {
  slug: string;
  /** Definition hash: sha256 over canonical JSON of the definition (rubric §8), hex. */
  hash: string;
  evidence: Evidence;
  provenance?: Provenance | undefined;
  firstSeen: string;
  lastChanged: string;
  /** Present while a reviewed override stands (already applied to `verdict`) or has lapsed. */
  override?: StoodOverride | undefined;
  /** Up to five tools of the same name on other servers. */
  elsewhere: {
    server: string;
    serverTitle: string;
    slug: string;
    category: Category;
    risk: Risk;
    sameDefinition: boolean;
    why?: string | undefined;
  }[];
  changes: Change[];
}

export interface SnapshotServer {
  slug: string;
  manifest: Omit<Manifest, 'tools'>;
  title: string;
  origins: Origin[];
  /** Names of other records that claim the same repository or package without proof. */
  impostors: string[];
  inspection?: (Omit<Inspection, 'tools' | 'unsure'> & { at: string }) | undefined;
  failure?: Failure | undefined;
  tools: SnapshotTool[];
  changes: Change[];
  firstSeen: string;
  lastSeen: string;
  vanishedAt?: string | undefined;
}
