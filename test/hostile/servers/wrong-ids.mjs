// Answers what nobody asked, and goes.
import { send } from './mcp.mjs';

process.stdin.once('data', () => {
  for (const id of [999, 'abc', -1, null, { a: 1 }, 1e300])
    send({ id, result: { protocolVersion: '2025-06-18', capabilities: {}, serverInfo: {} } });
  process.stdin.destroy();
});
