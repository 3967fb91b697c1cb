/** A line of definitions that is not as it should be: what can be read of it, or what is wrong with it. */
import { z } from 'zod';
import type { Json } from '../db/model.ts';

/** Text fields that are something else than text are lost, not the tool. */
const lostText = z.string().optional().catch(undefined);

const json = z.custom<Json>(() => true);

const Line = z.object({
  id: z.union([z.string(), z.number()]).optional(),
  server: lostText,
  serverDescription: lostText,
  serverTitle: lostText,
  siblings: z.array(z.unknown()).optional().catch(undefined),
  name: z.string().min(1),
  title: lostText,
  description: lostText,
  // JSON already, since the line was parsed: walking a stranger's schema again would cost time, and the stack where it is deep.
  inputSchema: json.optional(),
  outputSchema: json.optional(),
  annotations: json.optional(),
});
export type Line = z.infer<typeof Line>;

/** What is written in place of a verdict. */
export interface Fault {
  id: unknown;
  line: number;
  error: string;
}

/** A line that was read: the tool, or what is wrong. */
export type ReadLine = { tool: Line; fault?: undefined } | { tool?: undefined; fault: Fault };

/** The tool that the JSON of this line means; its text fields are lost where they are no texts. */
export function readOdd(json: unknown, line: number): ReadLine {
  const parsed = Line.safeParse(json);
  if (parsed.success) return { tool: parsed.data };
  const issue = parsed.error.issues[0];
  const id = typeof json === 'object' && json !== null && 'id' in json && ['string', 'number'].includes(typeof json.id) ? json.id : null;
  const wrong = issue ? `${issue.path.join('.') || 'line'}: ${issue.message}` : 'wrong shape';
  return { fault: { id, line, error: `no tool: ${wrong}` } };
}
