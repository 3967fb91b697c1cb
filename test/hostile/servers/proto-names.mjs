// Names that are no ordinary keys.
import { send, serve, tool } from './mcp.mjs';

const poisoned = JSON.parse(
  '{"type":"object","properties":{"__proto__":{"type":"string","polluted":true},"constructor":{"prototype":{"polluted":true}}},"__proto__":{"polluted":true}}',
);
serve([
  tool('__proto__', 'P.', { inputSchema: poisoned }),
  tool('constructor'),
  tool('hasOwnProperty'),
  tool('toString'),
  tool('../../etc/passwd'),
  tool('CON.json'),
]);
send({ method: '__proto__', params: {} });
