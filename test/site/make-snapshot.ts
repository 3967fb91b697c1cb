/** Writes the fixture snapshot: `node test/site/make-snapshot.ts [DIR]`. The same specs, the same bytes. */
import { createHash } from 'node:crypto';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  type AnnotationMismatch,
  bandOf,
  CATEGORIES,
  CATEGORY_PRECEDENCE,
  type Category,
  type Change,
  type EnvironmentVariable,
  EVIDENCE_LEVELS,
  type Evidence,
  type Facets,
  type Failure,
  type JsonObject,
  RISKS,
  type Risk,
  type SuspiciousText,
  type ToolDefinition,
  type Verdict,
} from '../../db/model.ts';
import { SNAPSHOT_VERSION, type SnapshotEntry, type SnapshotMeta, type SnapshotServer, type SnapshotTool } from '../../db/snapshot.ts';
import { gone, hostile } from './fixture-hostile.ts';
import { chirper, silent, till, vault, workbench } from './fixture-servers.ts';

const NOW = '2026-11-20T03:12:00.000Z';
const FIRST = '2026-08-04T02:40:00.000Z';

interface ToolSpec {
  name: string;
  slug?: string;
  title?: string;
  description: string;
  input: JsonObject;
  annotations?: JsonObject;
  label: readonly [Category, Risk];
  runnerUp?: readonly [Category, Risk];
  basis: string[];
  facets: Partial<Facets>;
  confidence: number;
  quotes: [string, string][];
  rationale: string;
  wouldChangeIf: string;
  inverse?: string;
  mismatches?: AnnotationMismatch[];
  suspicious?: SuspiciousText[];
  perAction?: Verdict['perAction'];
  changes?: Omit<Change, 'server'>[];
}

export interface ServerSpec {
  slug: string;
  name: string;
  title: string;
  description: string;
  version: string;
  npm?: string;
  remote?: string;
  repository?: string;
  website?: string;
  env?: EnvironmentVariable[];
  evidence?: Evidence;
  provenance?: string;
  failure?: Omit<Failure, 'at'>;
  vanishedAt?: string;
  tools: ToolSpec[];
}

const FACETS: Facets = {
  reversibility: 'n/a',
  egress: 'none',
  sensitiveRead: 'none',
  untrustedIngest: false,
  exfilSink: null,
  exec: 'none',
  money: 'none',
  privilegeChange: false,
  scope: 'single',
  production: null,
  idempotent: null,
  openWorld: null,
  persistsInstructions: false,
  costBearing: null,
  identityActing: false,
  hasDryRun: false,
  hasConfirmParam: false,
  hostFile: 'none',
};

const sha = (value: unknown): string => createHash('sha256').update(JSON.stringify(value)).digest('hex');

const toolSlug = ({ slug, name }: ToolSpec): string => slug ?? name.replaceAll('_', '-');

function makeTool(spec: ToolSpec, server: ServerSpec): SnapshotTool {
  const [category, risk] = spec.label;
  const definition: ToolDefinition = {
    name: spec.name,
    ...(spec.title && { title: spec.title }),
    ...(spec.description && { description: spec.description }),
    inputSchema: spec.input,
    ...(spec.annotations && { annotations: spec.annotations }),
  };
  const changes = (spec.changes ?? []).map((change) => ({ ...change, server: server.slug, tool: toolSlug(spec) }));
  const [nextCategory, nextRisk] = spec.runnerUp ?? [category === 'Read' ? 'Write' : 'Read', category === 'Read' ? 'Medium' : 'Low'];
  return {
    name: spec.name,
    definition,
    verdict: {
      category,
      risk,
      basis: spec.basis,
      rules: [],
      facets: { ...FACETS, ...spec.facets },
      confidence: spec.confidence,
      band: bandOf(spec.confidence),
      runnerUp: { category: nextCategory, risk: nextRisk },
      evidence: spec.quotes.map(([field, quote]) => ({ field, quote })),
      rationale: spec.rationale,
      wouldChangeIf: spec.wouldChangeIf,
      suspiciousText: spec.suspicious ?? [],
      perAction: spec.perAction ?? [],
      mismatches: spec.mismatches ?? [],
      ...(spec.inverse && { inverse: spec.inverse }),
      judge: { version: 'fixture-1' },
    },
    slug: toolSlug(spec),
    hash: sha(definition),
    evidence: server.evidence ?? 'live',
    ...(server.provenance && { provenance: { file: server.provenance, line: 12 } }),
    firstSeen: FIRST,
    lastChanged: changes[0]?.at ?? FIRST,
    elsewhere: [],
    changes,
  };
}

function makeServer(spec: ServerSpec): SnapshotServer {
  const { slug, name, title, description, version } = spec;
  return {
    slug,
    title,
    manifest: {
      name,
      title,
      description,
      version,
      ...(spec.repository && { repository: { url: spec.repository, source: 'github' } }),
      ...(spec.website && { websiteUrl: spec.website }),
      status: 'active',
      packages: spec.npm
        ? [
            {
              registryType: 'npm',
              identifier: spec.npm,
              version,
              transport: { type: 'stdio' },
              ...(spec.env && { environmentVariables: spec.env }),
            },
          ]
        : [],
      remotes: spec.remote ? [{ type: 'streamable-http', url: spec.remote }] : [],
    },
    origins: [{ source: 'registry', ref: name, url: `https://registry.example.com/v0.1/servers/${encodeURIComponent(name)}` }],
    impostors: [],
    ...(spec.evidence && {
      inspection: {
        inspector: spec.evidence === 'live' ? 'stdio' : spec.evidence,
        evidence: spec.evidence,
        version,
        protocolVersion: '2025-11-25',
        serverInfo: { name, version },
        startupMs: 412,
        defects: [],
        at: NOW,
      },
    }),
    ...(spec.failure && { failure: { ...spec.failure, at: NOW } }),
    tools: spec.tools.map((tool) => makeTool(tool, spec)),
    changes: [
      { at: FIRST, kind: 'server-appeared', severity: 'info', server: slug, summary: `Seen for the first time, version ${version}.` },
    ],
    firstSeen: FIRST,
    lastSeen: spec.vanishedAt ?? NOW,
    ...(spec.vanishedAt && { vanishedAt: spec.vanishedAt }),
  };
}

const count = <T extends string>(words: readonly T[], found: readonly T[]): Record<T, number> =>
  Object.fromEntries(words.map((word) => [word, found.filter((each) => each === word).length])) as Record<T, number>;

function entryOf(server: SnapshotServer): SnapshotEntry {
  const labels = server.tools.map((tool) => tool.verdict);
  const worst = [...server.tools].sort(
    (a, b) =>
      RISKS.indexOf(b.verdict.risk) - RISKS.indexOf(a.verdict.risk) ||
      CATEGORY_PRECEDENCE.indexOf(a.verdict.category) - CATEGORY_PRECEDENCE.indexOf(b.verdict.category),
  )[0];
  const { category, risk } = worst?.verdict ?? {};
  return {
    slug: server.slug,
    name: server.manifest.name,
    title: server.title,
    description: server.manifest.description ?? '',
    version: server.manifest.version,
    evidence: server.inspection?.evidence,
    failure: server.failure?.code,
    tools: server.tools.length,
    byCategory: count(
      CATEGORIES,
      labels.map((label) => label.category),
    ),
    byRisk: count(
      RISKS,
      labels.map((label) => label.risk),
    ),
    worst: worst && category && risk ? { name: worst.name, slug: worst.slug, category, risk } : undefined,
    hash: sha(server),
    updatedAt: NOW,
    vanishedAt: server.vanishedAt,
  };
}

/** Tools of the same name point at each other, as the snapshot writer does. */
export function linkElsewhere(servers: SnapshotServer[]): void {
  for (const server of servers)
    for (const tool of server.tools)
      for (const other of servers) {
        const twin = other === server ? undefined : other.tools.find((each) => each.name === tool.name);
        if (twin && tool.elsewhere.length < 5)
          tool.elsewhere.push({
            server: other.slug,
            serverTitle: other.title,
            slug: twin.slug,
            category: twin.verdict.category,
            risk: twin.verdict.risk,
            sameDefinition: twin.hash === tool.hash,
            why: 'the descriptions speak of different objects',
          });
      }
}

/** Writes a whole snapshot of the given servers to `dir`, which is emptied first. */
export function writeSnapshot(dir: string, servers: readonly SnapshotServer[]): void {
  rmSync(dir, { recursive: true, force: true });
  mkdirSync(join(dir, 'servers'), { recursive: true });
  const entries = servers.map(entryOf).sort((a, b) => (a.slug < b.slug ? -1 : 1));
  const sum = <T extends string>(words: readonly T[], of: (entry: SnapshotEntry) => Record<T, number>): Record<T, number> =>
    Object.fromEntries(words.map((word) => [word, entries.reduce((total, entry) => total + of(entry)[word], 0)])) as Record<T, number>;
  const tools = servers.flatMap((server) => server.tools);
  const byRisk = sum(RISKS, (entry) => entry.byRisk);
  const meta: SnapshotMeta = {
    version: SNAPSHOT_VERSION,
    generatedAt: NOW,
    judge: 'fixture-1',
    servers: servers.length,
    serversWithTools: servers.filter((server) => server.tools.length > 0).length,
    tools: tools.length,
    byCategory: sum(CATEGORIES, (entry) => entry.byCategory),
    byRisk,
    byEvidence: count(
      EVIDENCE_LEVELS,
      tools.map((tool) => tool.evidence),
    ),
    failures: Object.fromEntries(servers.flatMap((server) => (server.failure ? [[server.failure.code, 1]] : []))),
    growth: [
      { date: '2026-11-18', servers: 5, tools: 22, byRisk: { Low: 2, Medium: 12, High: 4, Critical: 4 } },
      { date: '2026-11-19', servers: 6, tools: 25, byRisk: { Low: 3, Medium: 13, High: 4, Critical: 5 } },
      { date: '2026-11-20', servers: servers.length, tools: tools.length, byRisk },
    ],
  };
  const changes = servers.flatMap((server) => [...server.changes, ...server.tools.flatMap((tool) => tool.changes)]);
  changes.sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0));
  const lines = (rows: unknown[]): string => rows.map((row) => `${JSON.stringify(row)}\n`).join('');
  writeFileSync(join(dir, 'snapshot.json'), `${JSON.stringify(meta, null, 2)}\n`);
  writeFileSync(join(dir, 'servers.ndjson'), lines(entries));
  writeFileSync(join(dir, 'changes.ndjson'), lines(changes));
  for (const server of servers) writeFileSync(join(dir, 'servers', `${server.slug}.json`), JSON.stringify(server));
}

export function fixtureServers(): SnapshotServer[] {
  const servers = [chirper, vault, till, workbench, silent, hostile, gone].map(makeServer);
  linkElsewhere(servers);
  return servers;
}

if (import.meta.main) writeSnapshot(process.argv[2] ?? new URL('../fixtures/snapshot', import.meta.url).pathname, fixtureServers());
