// There is always one page more.
import { serve, tool } from './mcp.mjs';

let page = 0;
serve([], {
  'tools/list': () => {
    page += 1;
    return { tools: [tool(`tool-${page}`)], nextCursor: `page-${page}` };
  },
});
