/** Lists of tools that an author published beside the program: with the record, in an MCP bundle, as a server card. */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Inspection, Manifest, ServerPackage } from '../../db/model.ts';
import { InspectFailed, RequestFailed } from '../errors.ts';
import { getBytes, getJson } from '../http.ts';
import { readTools } from '../normalize.ts';
import { ARCHIVE_LIMITS } from '../reading/archive/limits.ts';
import { readZip } from '../reading/archive/zip.ts';
import { parseJson } from '../reading/json.ts';
import type { InspectContext, Inspector } from '../types.ts';

/** Where server cards are looked for: drafts of the protocol name these places. */
const CARDS = ['/.well-known/mcp/server-card.json', '/.well-known/mcp.json', '/.well-known/mcp'];
const CARD_BYTES = 2 * 1024 ** 2;
const Listed = z.looseObject({ tools: z.array(z.unknown()), version: z.string().optional().catch(undefined) });

export const manifest: Inspector = {
  id: 'manifest',
  title: 'Listed by its author',
  evidence: 'manifest',

  fits: (server) => Boolean(server.tools?.length) || bundleOf(server) !== undefined || server.remotes.length > 0,

  async inspect(server, context) {
    if (server.tools?.length) return { ...report(server.tools, server.version), evidence: server.evidence ?? 'manifest' };
    const bundle = bundleOf(server);
    if (bundle) return await ofBundle(bundle, context);
    return await ofCard(server, context);
  },
};

function bundleOf(server: Manifest): ServerPackage | undefined {
  return server.packages.find(({ registryType }) => registryType === 'mcpb' || registryType === 'dxt');
}

/** Downloads a bundle and holds it against its digest. Throws {@link InspectFailed} `malformed-manifest`, `wrong-integrity`; {@link RequestFailed}. */
export async function fetchBundle(
  { identifier, fileSha256 }: ServerPackage,
  { signal, privateOrigins }: InspectContext,
): Promise<Uint8Array> {
  if (!URL.canParse(identifier)) throw new InspectFailed('malformed-manifest', `not the address of a bundle: ${identifier.slice(0, 200)}`);
  const allowPrivate = privateOrigins?.includes(new URL(identifier).origin) ?? false;
  const { body } = await getBytes(identifier, { signal, allowPrivate, maxBytes: ARCHIVE_LIMITS.packed });
  if (fileSha256 && createHash('sha256').update(body).digest('hex') !== fileSha256.toLowerCase())
    throw new InspectFailed('wrong-integrity', `${identifier}: not the file that the record names`);
  return body;
}

/** `manifest.json` of an MCP bundle: https://github.com/anthropics/mcpb/blob/main/MANIFEST.md */
async function ofBundle(bundle: ServerPackage, context: InspectContext): Promise<Inspection> {
  const files = readZip(await fetchBundle(bundle, context));
  const text = files.get('manifest.json');
  const listed = Listed.safeParse(text ? parseJson(new TextDecoder().decode(text)) : undefined);
  if (!listed.success) throw new InspectFailed('no-tools-found', text ? 'its manifest lists no tools' : 'no manifest.json in the bundle');
  return report(listed.data.tools, listed.data.version ?? bundle.version);
}

async function ofCard(server: Manifest, { signal, privateOrigins }: InspectContext): Promise<Inspection> {
  const origins = [...new Set(server.remotes.flatMap(({ url }) => (URL.canParse(url) ? [new URL(url).origin] : [])))];
  for (const origin of origins) {
    for (const path of CARDS) {
      try {
        const { body } = await getJson(origin + path, Listed, {
          signal,
          allowPrivate: privateOrigins?.includes(origin) ?? false,
          maxBytes: CARD_BYTES,
        });
        if (body.tools.length > 0) return report(body.tools, body.version);
      } catch (error) {
        // Most hosts have no card; only a host that cannot be reached at all need not be asked again.
        if (!(error instanceof RequestFailed)) throw error;
        if (error.code !== 'http-status' && error.code !== 'not-json' && error.code !== 'wrong-shape')
          throw new InspectFailed(error.code, error.detail, { cause: error });
      }
    }
  }
  throw new InspectFailed('no-tools-found', 'no server card with tools');
}

function report(list: readonly unknown[], version: string | undefined): Inspection {
  const { tools, defects } = readTools(list);
  if (tools.length === 0) throw new InspectFailed('no-tools-found', defects[0] ?? 'the list is empty');
  return { inspector: 'manifest', evidence: 'manifest', version, tools, defects };
}
