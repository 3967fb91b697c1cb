/** What is derived from verdicts at build and stored nowhere: policies and their renderings. */

import { suggestPolicy, suggestServerPolicy } from '../classifier/policies/suggest.ts';
import type { Policy } from '../classifier/types.ts';
import type { JudgedTool } from '../db/model.ts';
import type { SnapshotServer } from '../db/snapshot.ts';

export interface Rendering {
  id: string;
  title: string;
  file: string;
  text: string;
  loss: string[];
  use: string[];
}

/** The name that a client's config gives the server: what stands last in its name, in letters every client takes. */
export function clientKey(server: Pick<SnapshotServer, 'manifest' | 'slug'>): string {
  const last = server.manifest.name.split('/').at(-1) ?? '';
  const key = last
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 40);
  return key || server.slug.replace(/[^a-z0-9]+/g, '-').slice(0, 40);
}

export function policyJson(policy: Policy): string {
  return `${JSON.stringify(policy, null, 2)}\n`;
}

export function toolRenderings(_server: SnapshotServer, tool: JudgedTool): Rendering[] {
  return [{ id: 'policy-json', title: 'policy.json', file: 'policy.json', text: policyJson(suggestPolicy(tool)), loss: [], use: [] }];
}

export function serverRenderings(server: SnapshotServer): Rendering[] {
  return [
    {
      id: 'policy-json',
      title: 'policy.json',
      file: 'policy.json',
      text: policyJson(suggestServerPolicy(server.tools)),
      loss: [],
      use: [],
    },
  ];
}
