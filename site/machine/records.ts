/** The records that lie beside the pages, for programs: tool.json and server.json, version 1 of the published contract. */

import type { SnapshotServer, SnapshotTool } from '../../db/snapshot.ts';
import { serverPolicy, toolPolicy } from '../derive.ts';
import { absolute, serverPath, toolPath } from '../paths.ts';

/** Rises when a field is taken away or changes its meaning; fields may be added without. */
export const CONTRACT_VERSION = 1;

export function toolRecord(server: SnapshotServer, tool: SnapshotTool): object {
  return {
    version: CONTRACT_VERSION,
    url: absolute(toolPath(server.slug, tool.slug)),
    server: { slug: server.slug, name: server.manifest.name, title: server.title, version: server.manifest.version },
    ...tool,
    policy: toolPolicy(tool),
  };
}

/** The server with its judged tools, its policy, and the same in the shape of the MCP registry's `_meta` slot. */
export function serverRecord(server: SnapshotServer): object {
  return {
    version: CONTRACT_VERSION,
    url: absolute(serverPath(server.slug)),
    ...server,
    policy: serverPolicy(server),
    _meta: { 'io.github.mcp-risk-index/risk': registryMeta(server) },
  };
}

/** What a sub-registry would put beside the server's own record: one line a tool, and where to read more. */
function registryMeta(server: SnapshotServer): object {
  return {
    version: CONTRACT_VERSION,
    url: absolute(serverPath(server.slug)),
    inspectedAt: server.inspection?.at,
    evidence: server.inspection?.evidence,
    tools: server.tools.map(({ name, hash, verdict }) => ({
      name,
      category: verdict.category,
      risk: verdict.risk,
      confidence: verdict.confidence,
      definitionHash: hash,
    })),
  };
}
