/**
 * A catalogue of any size, of invented servers and tools: the same numbers, the same bytes. Night k differs from night 1 in a
 * share of its servers: a description edited, a tool added or taken away, a version raised, a server gone or new.
 */
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';

export interface CatalogueSize {
  servers: number;
  /** In all; a server has from one to many, most of them few. */
  tools: number;
  /** 1 is the first. */
  night?: number;
  /** Share of servers that differ from the night before. */
  change?: number;
  seed?: number;
}

interface CatalogueTool {
  name: string;
  description: string;
  inputSchema: object;
  annotations?: object;
}

/** A line of a `file:` source. */
export interface CatalogueLine {
  server: { name: string; title: string; description: string; version: string };
  tools: CatalogueTool[];
  evidence: 'manifest';
}

const VERBS: readonly (readonly [string, string])[] = [
  ['get', 'Get one {o} by its id'],
  ['list', 'List the {o}s of a workspace, newest first'],
  ['search', 'Search {o}s by words; results may come from the public web'],
  ['count', 'Count {o}s that match a filter'],
  ['create', 'Create a {o} with the given title and text'],
  ['update', 'Update fields of a {o}'],
  ['move', 'Move a {o} to another folder'],
  ['archive', 'Archive a {o}; it can be restored for 30 days'],
  ['delete', 'Permanently delete a {o}'],
  ['share', 'Share a {o} with another person by email'],
  ['send', 'Send a message about a {o} to any recipient'],
  ['export', 'Export {o}s to a file at the given path'],
  ['run', 'Run the job of a {o} and wait for its output'],
  ['query', 'Run a SQL query against the table of {o}s'],
  ['refund', 'Refund the payment of a {o}'],
];
const KINDS = ['open', 'shared', 'monthly', 'draft', 'team', 'linked', 'daily', 'private', 'imported', 'billing', 'regional', 'sample'];
const OBJECTS = [
  'invoice',
  'ticket',
  'repository',
  'note',
  'database',
  'customer',
  'deployment',
  'secret',
  'event',
  'order',
  'page',
  'device',
];
const PRODUCTS = ['Lantern', 'Quarry', 'Tidewater', 'Maplewood', 'Copperline', 'Northgate', 'Bluefin', 'Hearth', 'Saltmarsh', 'Juniper'];
const PARAMETERS = ['id', 'title', 'text', 'path', 'url', 'recipient', 'amount', 'query', 'limit', 'dry_run', 'filter', 'folder'];
const REMARKS = [
  'Returns at most 100 entries; ask for the next page with the cursor.',
  'Needs the scope that the administrator granted to the token.',
  'Fields that are not named keep their values.',
  'Use the list first to find the id.',
];

export function* catalogue({ servers, tools, night = 1, change = 0.01, seed = 1 }: CatalogueSize): Generator<CatalogueLine> {
  const sizes = sizesOf(servers, tools, seed);
  for (let index = 0; index < servers; index++) {
    let line: CatalogueLine | undefined = first(index, sizes[index] ?? 1, randomFrom(seed * 7_919 + index));
    const nightly = randomFrom(seed * 104_729 + index);
    for (let later = 2; later <= night; later++) if (nightly() < change && line) line = altered(line, nightly(), later);
    if (line) yield line;
  }
  for (let later = 2; later <= night; later++) {
    const fresh = Math.ceil(servers * change * 0.1);
    for (let index = 0; index < fresh; index++)
      yield first(servers + later * fresh + index, 3, randomFrom(seed * 31 + later * 977 + index));
  }
}

/** Writes it as the file that `file:` reads; returns what it holds. */
export async function writeCatalogue(path: string, size: CatalogueSize): Promise<{ servers: number; tools: number }> {
  const file = createWriteStream(path);
  let [servers, tools] = [0, 0];
  for (const line of catalogue(size)) {
    servers++;
    tools += line.tools.length;
    if (!file.write(`${JSON.stringify(line)}\n`)) await once(file, 'drain');
  }
  file.end();
  await once(file, 'finish');
  return { servers, tools };
}

/** Tools a server: log-normal around seven with a long tail, as the public catalogues look, scaled to the total. */
function sizesOf(servers: number, tools: number, seed: number): number[] {
  const random = randomFrom(seed);
  const gauss = () => Math.sqrt(-2 * Math.log(random() || 1e-9)) * Math.cos(2 * Math.PI * random());
  const raw = Array.from({ length: servers }, () => Math.exp(1.95 + gauss()));
  const scale = tools / raw.reduce((sum, size) => sum + size, 0);
  let [owed, given] = [0, 0];
  return raw.map((size) => {
    owed += size * scale;
    const count = Math.max(1, Math.min(400, Math.round(owed - given)));
    given += count;
    return count;
  });
}

function first(index: number, count: number, random: () => number): CatalogueLine {
  const product = PRODUCTS[index % PRODUCTS.length] ?? '';
  const tools = new Map<string, CatalogueTool>();
  while (tools.size < count) {
    const made = tool(random);
    const name = tools.has(made.name) ? `${made.name}_${tools.size}` : made.name;
    tools.set(name, { ...made, name });
  }
  return {
    server: {
      name: `org.example.n${index}/${product.toLowerCase()}`,
      title: `${product} ${index}`,
      description: `Works with ${product}: ${KINDS[index % KINDS.length]} ${OBJECTS[index % OBJECTS.length]}s and what belongs to them.`,
      version: '1.0.0',
    },
    tools: [...tools.values()],
    evidence: 'manifest',
  };
}

function tool(random: () => number): CatalogueTool {
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  const [verb, sentence] = pick(VERBS);
  const [kind, object] = [pick(KINDS), pick(OBJECTS)];
  const names = [...new Set(Array.from({ length: 1 + Math.floor(random() * 4) }, () => pick(PARAMETERS)))];
  const properties = names.map((name) => [
    name,
    name === 'dry_run'
      ? { type: 'boolean' }
      : { type: name === 'limit' || name === 'amount' ? 'integer' : 'string', description: `The ${name} of the ${object}` },
  ]);
  return {
    name: `${verb}_${kind}_${object}`,
    description: `${sentence.replaceAll('{o}', `${kind} ${object}`)}. ${random() < 0.5 ? pick(REMARKS) : ''}`.trim(),
    inputSchema: { type: 'object', properties: Object.fromEntries(properties), required: names.slice(0, 1) },
    ...(random() < 0.4 ? { annotations: { readOnlyHint: random() < 0.5, destructiveHint: random() < 0.3 } } : {}),
  };
}

function altered(line: CatalogueLine, kind: number, night: number): CatalogueLine | undefined {
  const [head, ...rest] = line.tools;
  if (kind < 0.1) return undefined;
  if (kind < 0.2) return { ...line, server: { ...line.server, version: `1.0.${night}` } };
  if (!head || kind < 0.4) return { ...line, tools: [...line.tools, tool(randomFrom(Math.floor(kind * 1e9)))].filter(onceEach()) };
  if (kind < 0.6 && rest.length > 0) return { ...line, tools: rest };
  return { ...line, tools: [{ ...head, description: `${head.description} Revised in night ${night}.` }, ...rest] };
}

function onceEach(): (made: CatalogueTool) => boolean {
  const seen = new Set<string>();
  return ({ name }) => !seen.has(name) && seen.add(name) !== undefined;
}

/** Numbers in 0…1 that look random and are the same every time (mulberry32, public domain). */
export function randomFrom(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
