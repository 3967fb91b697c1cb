// Correct messages without end, about nothing.
import { serve, tool } from './mcp.mjs';

serve([tool('never')], { initialize: () => undefined });
const part = `${JSON.stringify({ jsonrpc: '2.0', method: 'notifications/message', params: { level: 'info', data: 'x' } })}\n`.repeat(1_000);
function flood() {
  while (process.stdout.write(part));
  process.stdout.once('drain', flood);
}
flood();
