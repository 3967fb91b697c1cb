// Text that looks like something else: direction marks, zero width, tags, NUL, half of a surrogate pair.
import { serve, tool } from './mcp.mjs';

serve([
  tool('bidi', 'safe \u202Eevil\u202C text \u2066x\u2069'),
  tool('zero-width', 'ig\u200Bnore\uFEFF prev\u200Dious'),
  tool('tags', `hello ${String.fromCodePoint(0xe0049, 0xe0067, 0xe006e)}`),
  tool('nul', 'before\u0000after'),
  tool('surrogate', 'half \uD83D of a pair'),
  tool('na\u200Bme'),
]);
