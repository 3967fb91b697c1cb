/** The records that lie beside the servers' pages. */
import { fetchFile } from '../../search/browser/connect.ts';
import type { StackRecord } from '../types.ts';

const records = new Map<string, Promise<StackRecord>>();

/** Rejects where the catalogue has no such server. A failure is not remembered. */
export function loadRecord(slug: string): Promise<StackRecord> {
  const known = records.get(slug);
  if (known) return known;
  const loading = fetchFile(`servers/${encodeURIComponent(slug)}/server.json`).then((bytes) => {
    const record = JSON.parse(new TextDecoder().decode(bytes)) as StackRecord;
    if (!Array.isArray(record.tools)) throw new Error(`no tools in the record of ${slug}`);
    return record;
  });
  records.set(slug, loading);
  loading.catch(() => records.delete(slug));
  return loading;
}
