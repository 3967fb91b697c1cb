/** What a night leaves behind, so that two nights can be compared: every row of every table, every file of snapshot and site. */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { tableNames } from '../../db/backup.ts';
import { type Database, openDatabase } from '../../db/client.ts';
import type { Place } from './night.ts';

/** Lines by the name of what holds them; in no order that an interruption may change. */
export type State = Map<string, string[]>;

const TABLES = tableNames().filter((name) => name !== 'runs');

export async function stateOf(place: Place): Promise<State> {
  const database = await openDatabase(place);
  try {
    return new Map([...(await rowsOf(database.db)), ...publishedOf(place)]);
  } finally {
    await database.close();
  }
}

/** Numbers that a database gives out have gaps after an interruption: rows are known by what they are about. */
async function rowsOf(db: Database): Promise<State> {
  const { rows: slugs } = await db.execute<{ id: number; slug: string }>(sql`select id, slug from servers`);
  const slugOf = new Map(slugs.map(({ id, slug }) => [id, slug]));
  const { rows: verdicts } = await db.execute<{ id: number; key: string }>(
    sql`select id, concat_ws(' ', definition_hash, context_hash, judge_version) as key from classifications`,
  );
  const verdictOf = new Map(verdicts.map(({ id, key }) => [id, key]));
  const state: State = new Map();
  for (const table of TABLES) {
    const { rows } = await db.execute<{ row: string }>(sql`select row_to_json(t)::text as row from ${sql.identifier(table)} t`);
    const lines = rows.map(({ row }) => {
      const value = JSON.parse(row) as Record<string, unknown>;
      if (table !== 'sources') delete value.id;
      if ('server_id' in value) value.server_id = slugOf.get(value.server_id as number) ?? value.server_id;
      if ('classification_id' in value) value.classification_id = verdictOf.get(value.classification_id as number) ?? null;
      return JSON.stringify(value);
    });
    state.set(`table ${table}`, lines.sort());
  }
  return state;
}

/** The published files alone: may be asked at any moment. */
export function publishedOf({ dataDir }: Place): State {
  return new Map(['snapshot', 'site'].map((name) => [name, filesOf(join(dataDir, name))]));
}

function filesOf(path: string): string[] {
  if (!existsSync(path)) return [];
  const folder = realpathSync(path);
  return (
    readdirSync(folder, { recursive: true, withFileTypes: true })
      // The report of the night itself says how long it took.
      .filter((entry) => entry.isFile() && entry.name !== 'health.json')
      .map((entry) => {
        const file = join(entry.parentPath, entry.name);
        return `${file.slice(folder.length + 1)} ${createHash('sha256').update(readFileSync(file)).digest('hex').slice(0, 16)}`;
      })
      .sort()
  );
}

/** In words: what differs, at most a few lines of each. Empty where nothing does. */
export function differences(expected: State, found: State): string[] {
  return [...expected].flatMap(([name, lines]) => {
    const other = found.get(name) ?? [];
    const [wanted, there] = [new Set(lines), new Set(other)];
    const lost = lines.filter((line) => !there.has(line));
    const added = other.filter((line) => !wanted.has(line));
    const doubled = other.length - there.size - (lines.length - wanted.size);
    if (lost.length + added.length === 0 && doubled === 0) return [];
    const shown = [...lost.slice(0, 2).map((line) => `- ${line}`), ...added.slice(0, 2).map((line) => `+ ${line}`)];
    return [`${name}: ${lost.length} lost, ${added.length} more, ${doubled} doubled`, ...shown.map((line) => line.slice(0, 400))];
  });
}

export function same(one: State, other: State): boolean {
  return differences(one, other).length === 0 && differences(other, one).length === 0;
}
