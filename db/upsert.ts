/** Many rows in one statement, on both databases alike. */
import { getTableColumns, getTableName, type SQL, sql } from 'drizzle-orm';
import type { PgTable } from 'drizzle-orm/pg-core';
import type { Database } from './client.ts';

const ROWS = 500;
const BYTES = 4_000_000;
const NONE = { key: [], update: [] };

/**
 * Inserts rows, 500 (or about 4 MB) a statement; a row whose `key` stands already is updated in its `update` columns, and
 * only if one of them differs: what is unchanged is not written. Every row needs the same properties. One row a key.
 * Without `on` a row that stands already is left alone.
 */
export async function upsert<T extends PgTable>(
  db: Database,
  table: T,
  rows: readonly T['$inferInsert'][],
  on: { key: readonly (keyof T['$inferInsert'] & string)[]; update: readonly (keyof T['$inferInsert'] & string)[] } = NONE,
): Promise<void> {
  for (const batch of batches(rows)) await db.execute(statement(table, batch, on));
}

function statement(table: PgTable, rows: readonly object[], on: { key: readonly string[]; update: readonly string[] }): SQL {
  const columns = getTableColumns(table) as Record<string, { name: string; getSQLType(): string }>;
  const used = Object.keys(rows[0] ?? {}).map((property) => {
    const column = columns[property];
    if (!column) throw new Error(`${getTableName(table)} has no column ${property}`);
    return { property, name: column.name, type: column.getSQLType() };
  });
  const name = (property: string) => quote(columns[property]?.name ?? property);
  const list = sql.raw(used.map((column) => quote(column.name)).join(', '));
  const types = sql.raw(used.map((column) => `${quote(column.property)} ${column.type}`).join(', '));
  const values = sql.raw(used.map((column) => quote(column.property)).join(', '));
  const self = quote(getTableName(table));
  const target = on.key.length === 0 ? sql.raw('') : sql.raw(`(${on.key.map(name).join(', ')})`);
  const action =
    on.update.length === 0
      ? sql.raw('do nothing')
      : sql.raw(
          `do update set ${on.update.map((property) => `${name(property)} = excluded.${name(property)}`).join(', ')} ` +
            `where (${on.update.map((property) => `${self}.${name(property)}`).join(', ')}) is distinct from ` +
            `(${on.update.map((property) => `excluded.${name(property)}`).join(', ')})`,
        );
  return sql`insert into ${table} (${list}) select ${values} from json_to_recordset(${JSON.stringify(rows)}::json) as r(${types})
    on conflict ${target} ${action}`;
}

/** Texts to look for by `in`, however many: one parameter, where each of its own would reach the limit of a statement. */
export function listed(texts: readonly string[]): SQL {
  return sql`(select json_array_elements_text(${JSON.stringify(texts)}::json))`;
}

/** PostgreSQL's text holds neither NUL nor half a surrogate pair: both become U+FFFD. */
export function storableText(text: string): string {
  const whole = text.isWellFormed() ? text : text.toWellFormed();
  return whole.includes('\0') ? whole.replaceAll('\0', '\uFFFD') : whole;
}

function quote(name: string): string {
  return `"${name}"`;
}

/** Cuts rows into batches of at most 500 rows and about 4 MB, in text that a database can hold. */
function* batches<R>(rows: readonly R[]): Generator<R[]> {
  let batch: R[] = [];
  let bytes = 0;
  for (const row of rows) {
    let storable = row;
    for (const [key, value] of Object.entries(row as object)) {
      bytes += typeof value === 'string' ? value.length : 8;
      if (typeof value === 'string' && storableText(value) !== value) storable = { ...storable, [key]: storableText(value) };
    }
    batch.push(storable);
    if (batch.length < ROWS && bytes < BYTES) continue;
    yield batch;
    batch = [];
    bytes = 0;
  }
  if (batch.length > 0) yield batch;
}
