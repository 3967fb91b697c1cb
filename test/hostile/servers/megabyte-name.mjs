// A name of a megabyte.
import { serve, tool } from './mcp.mjs';

serve([tool('before'), tool('n'.repeat(1024 ** 2)), tool('after')]);
