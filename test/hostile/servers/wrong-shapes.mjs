// Every answer is of the wrong shape, and one element of the list is a tool.
import { serve, tool } from './mcp.mjs';

serve(
  [
    null,
    7,
    'tool',
    [],
    {},
    { name: 5 },
    { name: '' },
    { name: 'no-schema' },
    { name: 'schema-is-text', inputSchema: 'x' },
    tool('fine'),
    tool('fine', 'A second of the name.'),
  ],
  {
    initialize: () => ({ protocolVersion: 20250618, capabilities: 'all', serverInfo: ['x'], instructions: { a: 1 } }),
  },
);
