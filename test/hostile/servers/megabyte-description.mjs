// A description of five megabytes.
import { serve, tool } from './mcp.mjs';

serve([tool('before'), tool('long', 'd'.repeat(5 * 1024 ** 2)), tool('after')]);
