/** What a client or gateway answers to a call, and whether it lists the tool, once it has a rendered policy. */
import type { Limit, Rendered } from '../../../../classifier/types.ts';
import type { JsonObject } from '../../../../db/model.ts';

export type Answer = 'allow' | 'ask' | 'deny';

interface Reading {
  /** `server` is its key in the file. */
  decide(server: string, tool: string, args: JsonObject): Answer;
  lists(server: string, tool: string): boolean;
  /** Calls per window that are counted for the tool. */
  caps?(server: string, tool: string): Record<string, number>;
}

/** Reads the files of one format as its engine does. Throws where the engine would refuse them. */
export type Reader = (rendered: Rendered, servers: readonly string[]) => Reading;

/** The file of a server where servers are kept apart, else the only one. */
export function fileOf({ files }: Rendered, servers: readonly string[], server: string): string {
  const file = files.length === 1 ? files[0] : files[servers.indexOf(server)];
  if (!file) throw new Error(`no file for ${server}`);
  return file.text;
}

/** How many calls a window lets through: of two limits in a window the lower one binds. */
export function capsOf(limits: readonly Limit[]): Partial<Record<Limit['window'], number>> {
  const byWindow = Map.groupBy(limits, ({ window }) => window);
  return Object.fromEntries([...byWindow].map(([window, same]) => [window, Math.min(...same.map(({ max }) => max))]));
}
