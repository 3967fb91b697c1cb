// The next page is this page.
import { serve, tool } from './mcp.mjs';

serve([], { 'tools/list': () => ({ tools: [tool('again')], nextCursor: 'again' }) });
