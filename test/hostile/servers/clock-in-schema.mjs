// The time, a random number and a counter in its definitions.
import { serve, tool } from './mcp.mjs';

let count = 0;
serve(() => {
  count += 1;
  const properties = {
    since: { type: 'string', default: new Date().toISOString() },
    seed: { default: Math.random() },
    kept: { default: 'kept' },
  };
  return [tool('clock', `Call number ${count} of this server.`, { inputSchema: { type: 'object', properties } })];
});
