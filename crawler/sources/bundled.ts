import { readServerJson } from '../normalize.ts';
import type { Source } from '../types.ts';
import records from './bundled.json' with { type: 'json' };

/** A checked-in list of well-known servers, as server.json records with exact versions. */
export const bundled: Source = {
  id: 'bundled',
  title: 'Bundled list',
  rank: 10,
  vouches: { name: true, kinds: ['npm', 'pypi', 'oci', 'repo'] },
  async *list({ listedAll }) {
    for (const record of records) {
      const result = readServerJson(record);
      if ('malformed' in result) yield { skipped: { ref: record.name, code: 'malformed-manifest', detail: result.malformed } };
      else yield { manifest: result.manifest, origin: { source: 'bundled', ref: result.manifest.name } };
    }
    listedAll();
  },
};
