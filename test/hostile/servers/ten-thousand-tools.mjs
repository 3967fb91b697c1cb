// A list as long as a book.
import { serve, tool } from './mcp.mjs';

serve(Array.from({ length: 10_000 }, (_, index) => tool(`tool-${index}`)));
