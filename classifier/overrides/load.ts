/**
 * Reviewed verdicts that stand over the judge's: one JSON file per server in `servers/`, named as one likes, e.g.
 *
 *   { "server": "io.github.example/notes",
 *     "overrides": [{ "tool": "drop_page", "category": "Write", "risk": "Medium", "reason": "Pages go to the trash for 30 days.",
 *                     "author": "A. Reviewer", "date": "2026-11-21", "definitionHash": "<sha256, hex>" }] }
 *
 * The hash names the definition that was reviewed; with any other definition the override has lapsed.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { ConfigError } from '../../db/config.ts';
import { CATEGORIES, type Override, RISKS } from '../../db/model.ts';

/** Where the reviewed files lie. */
const OVERRIDES_FOLDER = fileURLToPath(new URL('servers', import.meta.url));

const OverrideShape = z.strictObject({
  tool: z.string().min(1),
  category: z.enum(CATEGORIES),
  risk: z.enum(RISKS),
  reason: z.string().min(20, 'say why, in a sentence at least').max(1000),
  author: z.string().min(1),
  date: z.iso.date(),
  definitionHash: z.string().regex(/^[0-9a-f]{64}$/, 'must be the 64 hex digits of the definition hash'),
});

const FileShape = z.strictObject({ server: z.string().min(1), overrides: z.array(OverrideShape).min(1) });

/** An override file that cannot be used: the message names file and place. Nothing starts with it. */
export class OverrideError extends ConfigError {}

/** Overrides by server name. An absent folder is no overrides. Throws {@link OverrideError} at the first file that cannot be used. */
export function loadOverrides(folder: string = OVERRIDES_FOLDER): Map<string, Override[]> {
  const byServer = new Map<string, Override[]>();
  const from = new Map<string, string>();
  for (const file of jsonFiles(folder)) {
    const { server, overrides } = readFile(folder, file);
    const twice = overrides.find((override, index) => overrides.findIndex(({ tool }) => tool === override.tool) !== index);
    if (twice) throw new OverrideError(`${file}: two overrides for the tool ${twice.tool}`);
    const other = from.get(server);
    if (other) throw new OverrideError(`${file}: ${server} has its overrides in ${other} already`);
    from.set(server, file);
    byServer.set(server, overrides);
  }
  return byServer;
}

function jsonFiles(folder: string): string[] {
  try {
    return readdirSync(folder)
      .filter((name) => name.endsWith('.json'))
      .sort();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

function readFile(folder: string, file: string): z.infer<typeof FileShape> {
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(join(folder, file), 'utf8'));
  } catch (error) {
    throw new OverrideError(`${file}: ${error instanceof Error ? error.message : String(error)}`);
  }
  const parsed = FileShape.safeParse(value);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw new OverrideError(`${file}: ${issue?.path.join('.') || 'file'}: ${issue?.message ?? 'wrong shape'}`);
}
