/**
 * A catalogue of any size for tests and benchmarks, of invented definitions judged by the real judge:
 * `node test/site/scale-snapshot.ts DIR --servers N [--tools N] [--night K] [--change 0.01] [--seed S]`. Same arguments, same bytes.
 */
import { parseArgs } from 'node:util';
import { classify } from '../../classifier/classify.ts';
import { definitionHash } from '../../db/hash.ts';
import type { ToolDefinition } from '../../db/model.ts';
import { slugify, toolSlugs } from '../../db/slug.ts';
import type { SnapshotServer } from '../../db/snapshot.ts';
import { writeSnapshot } from './make-snapshot.ts';

const VERBS: [string, string][] = [
  ['get', 'Get one {o} by its id.'],
  ['list', 'List every {o} of the workspace, newest first.'],
  ['search', 'Search {o}s by words; results may come from the public web.'],
  ['create', 'Create a {o} with the given title and text.'],
  ['update', 'Update fields of a {o}.'],
  ['archive', 'Archive a {o}; it can be restored.'],
  ['delete', 'Permanently delete a {o}.'],
  ['share', 'Share a {o} with another person by email.'],
  ['run', 'Run the job of a {o} and wait for it.'],
  ['export', 'Export {o}s to a file at the given path.'],
  ['send', 'Send a message about a {o} to any recipient.'],
  ['refund', 'Refund the payment of a {o}.'],
];
const OBJECTS = ['invoice', 'ticket', 'repository', 'note', 'database', 'customer', 'deployment', 'secret', 'calendar event', 'order'];
const PRODUCTS = ['Lantern', 'Quarry', 'Tidewater', 'Maplewood', 'Copperline', 'Northgate', 'Bluefin', 'Hearth'];
const PARAMETERS = ['id', 'title', 'text', 'path', 'url', 'recipient', 'amount', 'query', 'limit', 'dry_run'];

/** `night` 2 and on change a share of the servers of night 1: a description edited, a tool added, or one taken away. */
export interface Scale {
  servers: number;
  tools: number;
  night?: number;
  change?: number;
  seed?: number;
}

export function scaleServers({ servers, tools, night = 1, change = 0.01, seed = 1 }: Scale): SnapshotServer[] {
  const random = newRandom(seed);
  const perServer = Math.max(1, Math.round(tools / servers));
  return Array.from({ length: servers }, (_, index) => {
    const definitions = distinct(Array.from({ length: 1 + Math.floor(random() * (perServer * 2 - 1)) }, () => definition(random)));
    const nightly = newRandom(seed * 7919 + index);
    const changed = night > 1 && nightly() < change;
    return serverOf(index, changed ? altered(definitions, nightly()) : definitions, PRODUCTS[index % PRODUCTS.length] ?? '');
  });
}

function definition(random: () => number): ToolDefinition {
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  const [verb, sentence] = pick(VERBS);
  const object = pick(OBJECTS);
  const parameters = [...new Set(Array.from({ length: 1 + Math.floor(random() * 4) }, () => pick(PARAMETERS)))];
  return {
    name: `${verb}_${object.replace(' ', '_')}`,
    description: sentence.replaceAll('{o}', object),
    inputSchema: {
      type: 'object',
      properties: Object.fromEntries(
        parameters.map((name) => [
          name,
          { type: name === 'limit' || name === 'amount' ? 'integer' : 'string', description: `The ${name} of the ${object}` },
        ]),
      ),
      required: parameters.slice(0, 1),
    },
    ...(random() < 0.4 && { annotations: { readOnlyHint: random() < 0.5, destructiveHint: random() < 0.3 } }),
  };
}

function distinct(definitions: ToolDefinition[]): ToolDefinition[] {
  return [...new Map(definitions.map((each) => [each.name, each])).values()];
}

function altered(definitions: ToolDefinition[], kind: number): ToolDefinition[] {
  const [first, ...rest] = definitions;
  if (kind < 0.6 && first) return [{ ...first, description: `${first.description} Revised.` }, ...rest];
  if (kind < 0.8 || rest.length === 0) return [...definitions, { name: 'added_tool', description: 'List what was added last night.' }];
  return rest;
}

function serverOf(index: number, definitions: ToolDefinition[], product: string): SnapshotServer {
  const at = '2026-11-20T03:12:00.000Z';
  const name = `org.example.n${String(index).padStart(5, '0')}/${product.toLowerCase()}`;
  const siblings = definitions.map((each) => each.name);
  const slugs = toolSlugs(siblings, new Map());
  const description = `${product} for agents: invoices, tickets, notes and the like.`;
  return {
    slug: slugify(name, 'server'),
    title: `${product} ${index}`,
    manifest: {
      name,
      title: product,
      description,
      version: '1.0.0',
      packages: [{ registryType: 'npm', identifier: `${product.toLowerCase()}-mcp`, version: '1.0.0' }],
      remotes: [],
    },
    origins: [{ source: 'file', ref: name }],
    impostors: [],
    inspection: { inspector: 'manifest', evidence: 'manifest', version: '1.0.0', defects: [], at },
    tools: definitions.map((each) => ({
      name: each.name,
      definition: each,
      verdict: classify(each, { server: name, serverDescription: description, siblings }),
      slug: slugs.get(each.name) ?? '',
      hash: definitionHash(each),
      evidence: 'manifest',
      firstSeen: at,
      lastChanged: at,
      elsewhere: [],
      changes: [],
    })),
    changes: [],
    firstSeen: at,
    lastSeen: at,
  };
}

function newRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

if (import.meta.main) {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      servers: { type: 'string', default: '1000' },
      tools: { type: 'string' },
      night: { type: 'string', default: '1' },
      change: { type: 'string', default: '0.01' },
      seed: { type: 'string', default: '1' },
    },
  });
  const servers = Number(values.servers);
  writeSnapshot(
    positionals[0] ?? '.data/snapshot',
    scaleServers({
      servers,
      tools: Number(values.tools ?? servers * 12),
      night: Number(values.night),
      change: Number(values.change),
      seed: Number(values.seed),
    }),
  );
}
