/**
 * The tables. JSON is kept as text, never as jsonb: a stranger's definition may hold `\u0000` or a lone surrogate, which
 * JSON text carries in escapes and PostgreSQL's jsonb refuses.
 */
import { sql } from 'drizzle-orm';
import { boolean, index, integer, pgTable, primaryKey, text, timestamp, unique } from 'drizzle-orm/pg-core';

function moment(name: string) {
  return timestamp(name, { withTimezone: true, precision: 3, mode: 'date' });
}

/** One execution of a step. */
export const runs = pgTable('runs', {
  id: integer('id').primaryKey().generatedAlwaysAsIdentity(),
  command: text('command').notNull(),
  startedAt: moment('started_at').notNull(),
  finishedAt: moment('finished_at'),
  /** `host pid` of who runs it, for the message to a second one. */
  runner: text('runner').notNull(),
  outcome: text('outcome', { enum: ['running', 'done', 'failed', 'interrupted'] }).notNull(),
  report: text('report'),
});

/** Where each source stood. */
export const sources = pgTable('sources', {
  id: text('id').primaryKey(),
  cursor: text('cursor'),
});

/** One record of one source: what it said of a server at one version. */
export const manifests = pgTable(
  'manifests',
  {
    id: integer('id').primaryKey().generatedAlwaysAsIdentity(),
    source: text('source').notNull(),
    ref: text('ref').notNull(),
    version: text('version').notNull(),
    /** Which listing of the source holds it, e.g. the path of a file. */
    part: text('part').notNull(),
    rank: integer('rank').notNull(),
    name: text('name').notNull(),
    url: text('url'),
    /** Manifest without its tools, JSON. */
    record: text('record').notNull(),
    /** Over all that its source says of it. */
    recordHash: text('record_hash').notNull(),
    /** What the record claims to be, JSON list of Claim: read by the merge without the record. */
    claims: text('claims').notNull(),
    isLatest: boolean('is_latest'),
    deleted: boolean('deleted').notNull(),
    updatedAt: text('updated_at'),
    /** JSON list of {name, hash} where definitions came with the record. */
    tools: text('tools'),
    evidence: text('evidence'),
    firstSeen: moment('first_seen').notNull(),
    changedAt: moment('changed_at').notNull(),
    /** Complete listings in a row that did not hold it. */
    missing: integer('missing').notNull(),
    /** Waits for the merge. */
    pending: boolean('pending').notNull(),
    serverId: integer('server_id'),
  },
  (table) => [
    unique('manifests_key').on(table.source, table.ref, table.version),
    index('manifests_server').on(table.serverId),
    index('manifests_pending').on(table.id).where(sql`pending`),
  ],
);

/** One server, merged from its records. */
export const servers = pgTable('servers', {
  id: integer('id').primaryKey().generatedAlwaysAsIdentity(),
  slug: text('slug').notNull().unique(),
  name: text('name').notNull(),
  title: text('title').notNull(),
  description: text('description').notNull(),
  version: text('version'),
  /** Merged Manifest without tools, JSON. */
  manifest: text('manifest').notNull(),
  origins: text('origins').notNull(),
  impostors: text('impostors').notNull(),
  firstSeen: moment('first_seen').notNull(),
  /** When anything that is shown of it last changed. */
  changedAt: moment('changed_at').notNull(),
  vanishedAt: moment('vanished_at'),
  /** Hash over its tool list: names, definitions, order. */
  toolsHash: text('tools_hash'),
  toolCount: integer('tool_count').notNull(),
  evidence: text('evidence'),
  /** Version that the tools were taken from. */
  toolsVersion: text('tools_version'),
  /** What of the server a verdict may depend on; see contextHash. */
  contextHash: text('context_hash').notNull(),
  /** `<judge version> <context hash> <tools hash>` under which every tool has its verdict. */
  judged: text('judged'),
});

export const serverVersions = pgTable(
  'server_versions',
  {
    serverId: integer('server_id').notNull(),
    version: text('version').notNull(),
    publishedAt: text('published_at'),
    firstSeen: moment('first_seen').notNull(),
  },
  (table) => [primaryKey({ columns: [table.serverId, table.version] })],
);

/** Each definition once, whoever lists it. */
export const definitions = pgTable('definitions', {
  hash: text('hash').primaryKey(),
  /** ToolDefinition, JSON, verbatim in key order as first seen. */
  body: text('body').notNull(),
});

export const tools = pgTable(
  'tools',
  {
    serverId: integer('server_id').notNull(),
    slug: text('slug').notNull(),
    name: text('name').notNull(),
    position: integer('position').notNull(),
    definitionHash: text('definition_hash').notNull(),
    provenance: text('provenance'),
    firstSeen: moment('first_seen').notNull(),
    changedAt: moment('changed_at').notNull(),
    /** Its verdict; may be of an earlier definition until the next classify. */
    classificationId: integer('classification_id'),
    category: text('category'),
    risk: text('risk'),
  },
  (table) => [primaryKey({ columns: [table.serverId, table.slug] }), index('tools_name').on(table.name, table.serverId)],
);

export const classifications = pgTable(
  'classifications',
  {
    id: integer('id').primaryKey().generatedAlwaysAsIdentity(),
    definitionHash: text('definition_hash').notNull(),
    contextHash: text('context_hash').notNull(),
    judgeVersion: text('judge_version').notNull(),
    /** Verdict, JSON. */
    verdict: text('verdict').notNull(),
  },
  // Context first: what is judged together lies together.
  (table) => [unique('classifications_key').on(table.contextHash, table.definitionHash, table.judgeVersion)],
);

/** What a model answered, by what it was asked: the same question costs once. */
export const judgements = pgTable(
  'judgements',
  {
    definitionHash: text('definition_hash').notNull(),
    promptHash: text('prompt_hash').notNull(),
    model: text('model').notNull(),
    answer: text('answer').notNull(),
    inputTokens: integer('input_tokens').notNull(),
    outputTokens: integer('output_tokens').notNull(),
    at: moment('at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.definitionHash, table.promptHash, table.model] })],
);

/** The queue of inspections and what the last one of each server gave. */
export const inspections = pgTable(
  'inspections',
  {
    serverId: integer('server_id').primaryKey(),
    /** What was inspected: hash over version, packages and remotes. */
    target: text('target').notNull(),
    /** What it is queued for, first to last: 1 new, 2 changed, 3 asked for, 4 to be looked at again. */
    worth: integer('worth').notNull(),
    /** Rank of the server's best source. */
    rank: integer('rank').notNull(),
    /** Not before; null when there is nothing to do until the target changes. */
    dueAt: moment('due_at'),
    /** Inspection without its tools, JSON; the last good one. */
    report: text('report'),
    inspectedAt: moment('inspected_at'),
    attemptedAt: moment('attempted_at'),
    /** Failures in a row. */
    attempts: integer('attempts').notNull(),
    failureCode: text('failure_code'),
    failureDetail: text('failure_detail'),
    failureAt: moment('failure_at'),
  },
  (table) => [index('inspections_due').on(table.worth, table.rank, table.dueAt)],
);

/** Failures of sources and of single records; a server's own stands in its inspection. */
export const failures = pgTable(
  'failures',
  {
    kind: text('kind', { enum: ['source', 'record'] }).notNull(),
    subject: text('subject').notNull(),
    code: text('code').notNull(),
    detail: text('detail').notNull(),
    at: moment('at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.kind, table.subject] })],
);

export const changes = pgTable(
  'changes',
  {
    id: integer('id').primaryKey().generatedAlwaysAsIdentity(),
    at: moment('at').notNull(),
    kind: text('kind').notNull(),
    severity: text('severity').notNull(),
    serverId: integer('server_id').notNull(),
    /** Slug of the tool. */
    tool: text('tool'),
    summary: text('summary').notNull(),
    diff: text('diff'),
  },
  (table) => [index('changes_server').on(table.serverId), index('changes_at').on(table.at)],
);

/** What the snapshot last published of each server; `stale` when anything it shows has changed since. */
export const publications = pgTable('publications', {
  serverId: integer('server_id').primaryKey(),
  stale: boolean('stale').notNull(),
  /** Version of the writer, sha256 of the file, its line of the index. */
  writer: text('writer'),
  hash: text('hash'),
  entry: text('entry'),
});

/** Tools of one name as the last snapshot showed them on each other's pages. A name that one server alone has needs no row. */
export const namesakes = pgTable(
  'namesakes',
  {
    name: text('name').primaryKey(),
    /** The first of them, JSON list of Namesake. */
    shown: text('shown').notNull(),
    /** A tool of this name has gone since. */
    stale: boolean('stale').notNull(),
  },
  (table) => [index('namesakes_stale').on(table.name).where(sql`stale`)],
);
