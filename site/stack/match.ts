/** From what a configuration names to servers of the catalogue. */
import type { ConfiguredServer } from './types.ts';

/** `servers` are the candidates, the likeliest first; `sure` where a package, repository or address said it, not only a name. */
export interface Match {
  name: string;
  servers: [slug: string, title: string][];
  sure: boolean;
}

const GUESSES = /^(host|name):/;

export async function matchServers(
  configured: readonly ConfiguredServer[],
  lookUp: (key: string) => Promise<[slug: string, title: string][]>,
): Promise<Match[]> {
  return Promise.all(
    configured.map(async ({ name, keys }) => {
      for (const key of keys) {
        const servers = await lookUp(key);
        if (servers.length > 0) return { name, servers, sure: !GUESSES.test(key) };
      }
      return { name, servers: [], sure: false };
    }),
  );
}
