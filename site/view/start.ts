/** How a client starts or reaches a server: the `mcpServers` entry that Claude, Cursor and most clients read. */

import type { ServerPackage } from '../../db/model.ts';
import type { SnapshotServer } from '../../db/snapshot.ts';
import { clientKey } from '../derive.ts';
import { safeUrl } from '../paths.ts';

export interface Start {
  /** What is run or reached, in words. */
  label: string;
  json: string;
  variables: { name: string; description: string; secret: boolean; required: boolean }[];
}

/** One entry for each package or remote of a kind that clients know. */
export function startsOf(server: SnapshotServer): Start[] {
  const key = clientKey(server);
  const { packages, remotes } = server.manifest;
  const local = packages.flatMap((each): Start[] => {
    const command = commandOf(each);
    if (!command) return [];
    const variables = each.environmentVariables ?? [];
    const env = Object.fromEntries(variables.filter((one) => one.isRequired || one.isSecret).map(({ name }) => [name, `<${name}>`]));
    const entry = { ...command, ...(Object.keys(env).length > 0 && { env }) };
    return [
      {
        label: `${each.registryType}: ${each.identifier}`,
        json: JSON.stringify({ mcpServers: { [key]: entry } }, null, 2),
        variables: variables.map((one) => ({
          name: one.name,
          description: one.description ?? '',
          secret: one.isSecret === true,
          required: one.isRequired === true,
        })),
      },
    ];
  });
  const remote = remotes.flatMap(({ type, url }): Start[] =>
    safeUrl(url)
      ? [
          {
            label: type,
            json: JSON.stringify({ mcpServers: { [key]: { type: type === 'sse' ? 'sse' : 'http', url } } }, null, 2),
            variables: [],
          },
        ]
      : [],
  );
  return [...local, ...remote].slice(0, 6);
}

/** The version is pinned: what is started should be what was judged. */
function commandOf({ registryType, identifier, version }: ServerPackage): { command: string; args: string[] } | undefined {
  if (registryType === 'npm') return { command: 'npx', args: ['-y', version ? `${identifier}@${version}` : identifier] };
  if (registryType === 'pypi') return { command: 'uvx', args: [version ? `${identifier}@${version}` : identifier] };
  if (registryType === 'oci') {
    const image = version && !/[:@][^/]*$/.test(identifier) ? `${identifier}:${version}` : identifier;
    return { command: 'docker', args: ['run', '-i', '--rm', image] };
  }
  return undefined;
}
