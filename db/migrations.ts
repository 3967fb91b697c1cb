/** The migrations by name, in order: all of them, or as they were when an older version of this project wrote its data. */
import { cpSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

interface Journal {
  entries: { tag: string }[];
}

const folder = fileURLToPath(new URL('migrations', import.meta.url));

export function migrationNames(): string[] {
  return journal().entries.map(({ tag }) => tag);
}

/** A folder of migrations up to and with `last`, in the form that drizzle reads; the project's own where `last` is the newest. */
export function migrationsUpTo(last: string | undefined): string {
  const names = migrationNames();
  if (last === undefined || last === names.at(-1)) return folder;
  const whole = journal();
  const entries = whole.entries.slice(0, names.indexOf(last) + 1);
  const copy = mkdtempSync(join(tmpdir(), 'migrations-'));
  mkdirSync(join(copy, 'meta'));
  writeFileSync(join(copy, 'meta/_journal.json'), JSON.stringify({ ...whole, entries }));
  for (const { tag } of entries) cpSync(join(folder, `${tag}.sql`), join(copy, `${tag}.sql`));
  return copy;
}

function journal(): Journal {
  return JSON.parse(readFileSync(join(folder, 'meta/_journal.json'), 'utf8')) as Journal;
}
