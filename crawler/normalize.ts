/** From a stranger's record to a Manifest: every generation of server.json in, one shape out, everything capped. */
import { z } from 'zod';
import type { Json, JsonObject, Manifest, ServerPackage, ToolDefinition } from '../db/model.ts';

const TEXT = 4_000;
const NAME = 300;
const LIST = 100;
const TOOLS_MOST = 5_000;
const DEFINITION_BYTES = 512_000;
const DEPTH_MOST = 100;

/** Text of a stranger: whole code points, no NUL, cut to a length. */
export function cleanText(text: string, longest: number): string {
  return text.slice(0, longest).toWellFormed().replaceAll('\0', '\uFFFD');
}

const word = z.string().transform((text) => cleanText(text.trim(), NAME));
const line = z.string().transform((text) => cleanText(text.trim(), TEXT));
/** An absent, empty or misshapen field is simply not there: the record is worth more than the field. */
function maybe<T extends z.ZodType>(shape: T) {
  return shape.optional().catch(undefined);
}
const filled = (text: string | undefined) => (text === '' ? undefined : text);
const optionalWord = maybe(word).transform(filled);
const optionalLine = maybe(line).transform(filled);
const url = maybe(line.refine((text) => /^https?:\/\//i.test(text)));

/** Elements that fit; the others are lost, not the list. */
function listOf<T extends z.ZodType>(shape: T) {
  return maybe(z.array(z.unknown())).transform((items): z.output<T>[] =>
    (items ?? []).slice(0, LIST).flatMap((item) => {
      const parsed = shape.safeParse(item);
      return parsed.success ? [parsed.data] : [];
    }),
  );
}

const anyObject = z.record(z.string(), z.unknown()).transform((object) => object as JsonObject);

const Variable = z.object({
  name: word,
  description: optionalLine,
  isRequired: maybe(z.boolean()),
  isSecret: maybe(z.boolean()),
  default: maybe(z.union([z.string(), z.number(), z.boolean()]).transform((value) => cleanText(String(value), TEXT))),
  choices: maybe(z.array(word)),
});

const Package = z
  .object({
    registryType: optionalWord,
    /** Before August 2025: `registry_name` and `name`. */
    registryName: optionalWord,
    identifier: optionalWord,
    name: optionalWord,
    version: optionalWord,
    registryBaseUrl: url,
    runtimeHint: optionalWord,
    runtimeArguments: listOf(anyObject),
    packageArguments: listOf(anyObject),
    environmentVariables: listOf(Variable),
    transport: maybe(z.object({ type: word, url: optionalLine })),
    fileSha256: optionalWord,
  })
  .transform(({ registryName, name, registryType, identifier, runtimeArguments, packageArguments, environmentVariables, ...rest }) =>
    defined({
      registryType: (registryType ?? registryName ?? '').toLowerCase().replace(/^docker$/, 'oci'),
      identifier: identifier ?? name ?? '',
      ...rest,
      runtimeArguments: nonEmpty(runtimeArguments),
      packageArguments: nonEmpty(packageArguments),
      environmentVariables: nonEmpty(environmentVariables.map(defined)),
    }),
  )
  .refine((found) => found.registryType !== '' && found.identifier !== '');

const Remote = z
  .object({ type: optionalWord, transportType: optionalWord, url: line, headers: listOf(anyObject) })
  .refine((remote) => /^https?:\/\//i.test(remote.url))
  .transform(({ type, transportType, url: address, headers }) =>
    defined({ type: type ?? transportType ?? 'streamable-http', url: address, headers: nonEmpty(headers) }),
  );

const ServerJson = z.object({
  name: word.refine((name) => name !== ''),
  title: optionalWord,
  description: optionalLine,
  version: optionalWord,
  versionDetail: maybe(z.object({ version: optionalWord, isLatest: maybe(z.boolean()) })),
  status: maybe(z.enum(['active', 'deprecated', 'deleted'])),
  repository: maybe(z.object({ url, source: optionalWord, subfolder: optionalWord, id: optionalWord })),
  websiteUrl: url,
  packages: listOf(Package),
  remotes: listOf(Remote),
});

/** Reads a server.json of any generation. Returns undefined with the reason where even a name is missing. */
export function readServerJson(record: unknown): { manifest: Manifest } | { malformed: string } {
  const parsed = ServerJson.safeParse(camelKeys(record, 0));
  if (!parsed.success)
    return {
      malformed: parsed.error.issues
        .map((issue) => `${issue.path.join('.')}: ${issue.message}`)
        .join('; ')
        .slice(0, 300),
    };
  const { versionDetail, repository, packages, remotes, ...rest } = parsed.data;
  const manifest: Manifest = defined({
    ...rest,
    version: rest.version ?? versionDetail?.version,
    isLatest: versionDetail?.isLatest,
    repository: repository?.url === undefined ? undefined : defined({ ...repository, url: repository.url }),
    packages: packages as ServerPackage[],
    remotes,
  });
  return { manifest };
}

/** Older records spell their keys `registry_type`; names of variables and headers are values and stay. */
function camelKeys(value: unknown, depth: number): unknown {
  if (depth > 8 || value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map((item) => camelKeys(item, depth + 1));
  const entries = Object.entries(value).map(([key, item]): [string, unknown] => [
    key.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase()),
    FREE_KEYS.has(key) ? item : camelKeys(item, depth + 1),
  ]);
  return Object.fromEntries(entries);
}
/** Objects whose keys are strangers' own words. */
const FREE_KEYS = new Set(['variables', '_meta']);

function nonEmpty<T>(list: T[]): T[] | undefined {
  return list.length === 0 ? undefined : list;
}

/** Without the members that are undefined, so that equal records have equal text. */
function defined<T extends object>(object: T): T {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined)) as T;
}

/**
 * Reads a list of tool definitions leniently: an element that is none, or past the limits, is lost and said so.
 * Of two of the same name the first stands. `tools` keep the fields of a definition verbatim.
 */
export function readTools(list: readonly unknown[]): { tools: ToolDefinition[]; defects: string[] } {
  const tools = new Map<string, ToolDefinition>();
  const defects: string[] = [];
  for (const [index, item] of list.entries()) {
    if (tools.size >= TOOLS_MOST) {
      defects.push(`more than ${TOOLS_MOST} tools: the rest was not read`);
      break;
    }
    const read = readTool(item);
    if ('lost' in read) defects.push(`element ${index}: ${read.lost}`);
    else if (tools.has(read.tool.name))
      defects.push(`element ${index}: a second tool named ${JSON.stringify(read.tool.name.slice(0, 80))}`);
    else tools.set(read.tool.name, read.tool);
  }
  return { tools: [...tools.values()], defects: defects.slice(0, 50) };
}

function readTool(item: unknown): { tool: ToolDefinition } | { lost: string } {
  if (typeof item !== 'object' || item === null || Array.isArray(item)) return { lost: 'not an object' };
  const source = item as { [key: string]: unknown };
  const name = source.name;
  if (typeof name !== 'string' || name.trim() === '') return { lost: 'no name' };
  if (name.length > NAME) return { lost: `a name of ${name.length} characters` };
  if (deeperThan(item, DEPTH_MOST)) return { lost: `nested deeper than ${DEPTH_MOST}` };
  const text = (value: unknown) => (typeof value === 'string' ? value : undefined);
  const tool: ToolDefinition = defined({
    name,
    title: text(source.title),
    description: text(source.description),
    inputSchema: (source.inputSchema ?? source.input_schema ?? source.parameters) as Json | undefined,
    outputSchema: source.outputSchema as Json | undefined,
    annotations: source.annotations as Json | undefined,
  });
  const bytes = JSON.stringify(tool).length;
  return bytes > DEFINITION_BYTES ? { lost: `a definition of ${bytes} bytes` } : { tool };
}

function deeperThan(value: unknown, most: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (most === 0) return true;
  return Object.values(value).some((item) => deeperThan(item, most - 1));
}
