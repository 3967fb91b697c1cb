// Nested deeper than any stack: written by hand, since no writer of JSON goes that deep.
import { serve, tool } from './mcp.mjs';

const write = process.stdout.write.bind(process.stdout);
const deep = `${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}`;
process.stdout.write = (text) => write(text.replace('"DEEP"', deep));
serve([tool('before'), tool('deep', 'Deep.', { inputSchema: 'DEEP' }), tool('after')]);
