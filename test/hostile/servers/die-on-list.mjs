// Dies when asked for its tools.
import { serve } from './mcp.mjs';

serve([], { 'tools/list': () => process.exit(0) });
