// Other tools every time it is asked.
import { serve, tool } from './mcp.mjs';

let count = 0;
serve(() => {
  count += 1;
  return [tool(`tool-${count}`)];
});
