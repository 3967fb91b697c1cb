// Says hello, then nothing.
import { serve } from './mcp.mjs';

serve([], { 'tools/list': () => undefined });
