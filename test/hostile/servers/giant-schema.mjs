// One definition far larger than any page, between two that are not.
import { serve, tool } from './mcp.mjs';

const properties = Object.fromEntries(
  Array.from({ length: 50_000 }, (_, index) => [`property-${index}`, { type: 'string', description: 'x'.repeat(50) }]),
);
serve([tool('before'), tool('giant', 'A giant.', { inputSchema: { type: 'object', properties } }), tool('after')]);
