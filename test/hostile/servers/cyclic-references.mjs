// Schemas that point at themselves and at each other.
import { serve, tool } from './mcp.mjs';

const inputSchema = { $ref: '#/$defs/a', $defs: { a: { $ref: '#/$defs/b' }, b: { allOf: [{ $ref: '#/$defs/a' }, { $ref: '#' }] } } };
serve([tool('cyclic', 'Round and round.', { inputSchema })]);
