/** What the pages of one risk level or one category show. */
import { type CatalogueTool, toolsByName } from '../catalogue.ts';

export interface LabelView {
  count: number;
  /** Names with this label, the most widespread first. */
  names: [string, CatalogueTool[]][];
  /** Servers with the most such tools, as indexes into the snapshot's entries. */
  servers: { server: number; count: number }[];
}

const NAMES = 150;
const SERVERS = 25;

export function labelView(all: readonly CatalogueTool[], matches: (tool: CatalogueTool) => boolean): LabelView {
  const tools = all.filter(matches);
  const perServer = new Map<number, number>();
  for (const { server } of tools) perServer.set(server, (perServer.get(server) ?? 0) + 1);
  return {
    count: tools.length,
    names: toolsByName(tools)
      .toSorted(([, a], [, b]) => b.length - a.length)
      .slice(0, NAMES),
    servers: [...perServer]
      .map(([server, count]) => ({ server, count }))
      .sort((a, b) => b.count - a.count || a.server - b.server)
      .slice(0, SERVERS),
  };
}
