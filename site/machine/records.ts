/** The records that lie beside the pages, for programs: tool.json and server.json, version 1 of the published contract. */

import type { Policy } from '../../classifier/types.ts';
import type { SnapshotServer, SnapshotTool } from '../../db/snapshot.ts';
import { toolPolicy } from '../derive.ts';
import { absolute, serverPath, toolPath } from '../paths.ts';

/** Rises when a field is taken away or changes its meaning; fields may be added without. */
export const CONTRACT_VERSION = 1;

function toolRecord(server: SnapshotServer, tool: SnapshotTool, policy: Policy): object {
  return {
    version: CONTRACT_VERSION,
    url: absolute(toolPath(server.slug, tool.slug)),
    server: { slug: server.slug, name: server.manifest.name, title: server.title, version: server.manifest.version },
    ...tool,
    policy,
  };
}

/** tool.json as it is written. */
export function toolFile(server: SnapshotServer, tool: SnapshotTool, policy: Policy): string {
  return `${JSON.stringify(toolRecord(server, tool, policy))}\n`;
}

/** The server with its judged tools, its policy, and the same in the shape of the MCP registry's `_meta` slot. */
export function serverRecord(server: SnapshotServer, policy: Policy): object {
  return {
    version: CONTRACT_VERSION,
    url: absolute(serverPath(server.slug)),
    ...server,
    policy,
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

/** One line of the dump of servers: the server without its tools. */
export function serverLine(server: SnapshotServer): string {
  const { tools, ...rest } = server;
  return JSON.stringify({ version: CONTRACT_VERSION, url: absolute(serverPath(server.slug)), ...rest, toolCount: tools.length });
}

/** Lines of the dump of tools: the same records as the files beside the pages. */
export function toolLines(server: SnapshotServer): string[] {
  return server.tools.map((tool) => JSON.stringify(toolRecord(server, tool, toolPolicy(tool))));
}
