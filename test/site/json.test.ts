import { expect, it } from 'vitest';
import { jsonForScript } from '../../site/json.ts';

it('JSON in a script ends neither the element nor a line, and reads back the same', () => {
  const data = { '</script>': '<!--<script>', lines: 'a\u2028b\u2029c\nd', amp: '&lt;', quote: '"\'' };
  const text = jsonForScript(data);
  expect(text).not.toMatch(/[<>&\u2028\u2029\n]/);
  expect(JSON.parse(text)).toEqual(data);
});
