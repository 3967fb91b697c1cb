// Will not go when asked to.
import { serve, tool } from './mcp.mjs';

for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP', 'SIGQUIT', 'SIGPIPE']) process.on(signal, () => undefined);
process.stdin.on('end', () => setInterval(() => undefined, 1000));
serve([tool('stubborn')]);
