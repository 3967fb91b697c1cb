/** `npm run policy`: policies of servers in any format, and `npm run policy -- evaluate`: what a policy answers to calls. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { z } from 'zod';
import { type Command, runCommand, UsageError } from '../db/command.ts';
import { databaseConfig, snapshotDir } from '../db/config.ts';
import type { JsonObject, JudgedTool } from '../db/model.ts';
import type { SnapshotServer } from '../db/snapshot.ts';
import { readJudgedLines } from './judged-lines.ts';
import { jsonOf, linesOf, problemsOf } from './lines.ts';
import { evaluate, newState } from './policies/evaluate.ts';
import { FORMATS } from './policies/formats/index.ts';
import { type Merged, mergeServers, type StackServer } from './policies/merge.ts';
import { PolicyError, parsePolicy } from './policies/parse.ts';
import { FormatError } from './policies/quoting.ts';
import { POSTURES, type PolicyFormat, type Posture } from './types.ts';

const print = {
  out: (line: string): void => void process.stdout.write(`${line}\n`),
  err: (line: string): void => void process.stderr.write(`${line}\n`),
};

/** Runs the command with what follows `policy` on the command line; returns the exit code. */
export function policyCommand(argv: readonly string[]): Promise<number> {
  if (!process.stdout.listeners('error').includes(throwUnlessClosed)) process.stdout.on('error', throwUnlessClosed);
  return argv[0] === 'evaluate' ? runCommand({ evaluate: evaluateCalls }, argv, print) : runCommand({ policy }, ['policy', ...argv], print);
}

/** Whoever reads only the first lines, as `head` does, has had enough: no error. */
function throwUnlessClosed(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error;
}

const policy: Command = {
  help: `Prints the policy of one or more servers; what the format loses, and toxic flows, go to stderr.
policy evaluate --policy FILE --calls FILE answers calls instead (see policy evaluate --help).
  --server [KEY=]SLUG   a server of the snapshot, under the key that the client gives it; may be repeated
  --input FILE          judged tools, one JSON object a line as \`npm run classify\` writes them, with a server and an inputSchema where known
  --format ID           ${FORMATS.map(({ id }) => id).join(', ')} (default: policy-json)
  --posture WORD        ${POSTURES.join(', ')} (default: recommended)
  --break-flows         also denies the fewest tools that break every toxic flow
  --output DIR          writes the files there instead`,
  options: {
    server: { type: 'string', multiple: true },
    input: { type: 'string' },
    format: { type: 'string', default: 'policy-json' },
    posture: { type: 'string', default: 'recommended' },
    'break-flows': { type: 'boolean', default: false },
    output: { type: 'string' },
  },
  async run(values, { json }) {
    const format = formatOf(String(values.format));
    const posture = postureOf(String(values.posture));
    const asked = (values.server as string[] | undefined) ?? [];
    const servers = typeof values.input === 'string' ? await serversOfLines(values.input, asked) : serversOfSnapshot(asked);
    const merged = mergeOrRefuse(servers, format, posture, values['break-flows'] === true);
    if (typeof values.output === 'string') writeFiles(values.output, merged);
    if (!json) for (const line of remarks(merged)) print.err(line);
    const { text, files, loss, lost } = merged.rendered;
    const report = {
      format: format.id,
      posture,
      servers: servers.map(({ server }) => server),
      files,
      loss,
      lost,
      flows: merged.flows,
      clashes: merged.clashes,
    };
    const written = files.map(({ name }) => `wrote ${resolve(String(values.output), plainName(name))}`);
    return { report, lines: typeof values.output === 'string' ? written : [text.trimEnd()], exit: 0 };
  },
};

const evaluateCalls: Command = {
  help: `Answers calls by a policy: one decision a line, {"decision":"allow|deny|limit|hidden","pointer","message"}.
  --policy FILE   policy.json; without it every call is denied
  --calls FILE    one call a line: {"tool","args"?,"at"?,"grant"?}; a call without "at" happens when the one before it did`,
  options: { policy: { type: 'string' }, calls: { type: 'string' } },
  async run(values, { json }) {
    const rules = values.policy === undefined ? null : readPolicy(String(values.policy));
    if (typeof values.calls !== 'string') throw new UsageError('--calls FILE is missing (see --help)');
    const state = newState(Date.now());
    const counts = { calls: 0, allow: 0, limit: 0, deny: 0, hidden: 0 };
    for await (const { number, text } of linesOf(values.calls)) {
      const parsed = Call.safeParse(jsonOf(text, `${values.calls}:${number}`));
      if (!parsed.success) throw new UsageError(`${values.calls}:${number}: ${problemsOf(parsed.error)}`);
      const decision = evaluate(rules, parsed.data, state);
      counts.calls += 1;
      counts[decision.decision] += 1;
      if (!json) print.out(JSON.stringify(decision));
    }
    return { report: counts, lines: [], exit: 0 };
  },
};

const Args = z.custom<JsonObject>((value) => typeof value === 'object' && value !== null && !Array.isArray(value), 'must be an object');

const Call = z
  .object({
    tool: z.string(),
    args: Args.nullish(),
    at: z
      .string()
      .refine((text) => !Number.isNaN(Date.parse(text)), 'no date')
      .nullish(),
    grant: z.string().nullish(),
  })
  .transform(({ tool, args, at, grant }) => ({ tool, args: args ?? undefined, at: at ?? undefined, grant: grant ?? undefined }));

function readPolicy(path: string): ReturnType<typeof parsePolicy> {
  try {
    return parsePolicy(readText(path));
  } catch (error) {
    if (error instanceof PolicyError) throw new UsageError(`${path}: ${error.message}`);
    throw error;
  }
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new UsageError(`cannot read ${path}: ${(error as NodeJS.ErrnoException).code ?? (error as Error).message}`);
  }
}

function formatOf(id: string): PolicyFormat {
  const format = FORMATS.find((known) => known.id === id);
  if (!format) throw new UsageError(`no format "${id}": there are ${FORMATS.map((known) => known.id).join(', ')}`);
  return format;
}

function postureOf(word: string): Posture {
  const posture = POSTURES.find((known) => known === word);
  if (!posture) throw new UsageError(`no posture "${word}": there are ${POSTURES.join(', ')}`);
  return posture;
}

function serversOfSnapshot(asked: readonly string[]): StackServer[] {
  if (asked.length === 0) throw new UsageError('name at least one --server, or give --input FILE (see --help)');
  const folder = snapshotDir(databaseConfig().dataDir);
  return asked.map((word) => {
    const { key, slug } = serverWord(word);
    if (!/^[a-z0-9][a-z0-9.-]*$/.test(slug)) throw new UsageError(`"${slug}" is no server of the snapshot`);
    const path = join(folder, 'servers', `${slug}.json`);
    let text: string;
    try {
      text = readFileSync(path, 'utf8');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
      throw new UsageError(`no server "${slug}" in the snapshot ${folder}; its servers.ndjson lists them, \`npm run snapshot\` makes it`);
    }
    return { server: key, tools: (jsonOf(text, path) as SnapshotServer).tools };
  });
}

async function serversOfLines(path: string, asked: readonly string[]): Promise<StackServer[]> {
  const byServer = new Map<string, JudgedTool[]>();
  for (const { server = 'server', tool } of await readJudgedLines(path)) byServer.set(server, [...(byServer.get(server) ?? []), tool]);
  if (asked.length === 0) return [...byServer].map(([server, tools]) => ({ server, tools }));
  return asked.map((word) => {
    const { key, slug } = serverWord(word);
    const tools = byServer.get(slug);
    if (!tools) throw new UsageError(`no server "${slug}" in ${path}`);
    return { server: key, tools };
  });
}

/** `key=slug`, or the slug alone. */
function serverWord(word: string): { key: string; slug: string } {
  const at = word.indexOf('=');
  return at < 0 ? { key: word, slug: word } : { key: word.slice(0, at), slug: word.slice(at + 1) };
}

function mergeOrRefuse(servers: readonly StackServer[], format: PolicyFormat, posture: Posture, breakFlows: boolean): Merged {
  try {
    return mergeServers(servers, format, posture, breakFlows);
  } catch (error) {
    if (error instanceof FormatError) throw new UsageError(error.message);
    throw error;
  }
}

function remarks({ rendered, flows, clashes }: Merged): string[] {
  const refs = (tools: { server: string; tool: string }[]): string => tools.map(({ server, tool }) => `${server}/${tool}`).join(', ');
  return [
    ...rendered.loss.map((text) => `loses: ${text}`),
    ...flows.flatMap(({ flow, break: { leg, deny } }) => [
      `toxic flow over ${flow.servers.join(' + ')}: private data from ${refs(flow.private)}; strangers' words through ${refs(flow.untrusted)}; out through ${refs(flow.outbound)}`,
      `  broken without its ${leg} leg: deny ${refs(deny)} (--break-flows does it)`,
    ]),
    ...clashes.map(({ tool, servers }) => `same name on ${servers.join(' and ')}: ${tool}`),
  ].map((line) => line.replace(/\p{Cc}+/gu, ' '));
}

/** The file's own name, without the folder that the user puts it into. */
function plainName(name: string): string {
  return name.replace(/^~\//, '').replace(/^\/+/, '');
}

function writeFiles(folder: string, { rendered }: Merged): void {
  for (const { name, text } of rendered.files) {
    const path = resolve(folder, plainName(name));
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
}
