/**
 * `npm run shots -- [--site DIR] [--out DIR] [--base /x/] [--widths 390,820,1440] [--schemes light,dark] [PATH…]`: screenshots of a
 * built site. Without paths: one page of every type.
 */
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { serve } from '../../site/serve.ts';
import { openBrowser } from './browser.ts';
import { samplesOf } from './built-site.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    site: { type: 'string', default: '.data/site' },
    out: { type: 'string', default: '.data/shots' },
    base: { type: 'string', default: '/' },
    help: { type: 'boolean', default: false },
    widths: { type: 'string', default: '390,820,1440' },
    schemes: { type: 'string', default: 'light,dark' },
    full: { type: 'boolean', default: true },
  },
});
if (values.help) {
  console.log('usage: npm run shots -- [--site DIR] [--out DIR] [--base /x/] [--widths 390,820,1440] [--schemes light,dark] [PATH…]');
  process.exit(0);
}
const out = resolve(values.out);
mkdirSync(out, { recursive: true });
const server = await serve({ root: resolve(values.site), base: values.base, port: 0 });
const browser = await openBrowser();
for (const width of values.widths.split(',').map(Number)) {
  for (const colorScheme of values.schemes.split(',') as ('light' | 'dark')[]) {
    const context = await browser.newContext({ viewport: { width, height: width < 600 ? 844 : 900 }, colorScheme });
    const page = await context.newPage();
    for (const path of positionals.length > 0 ? positionals : samplesOf(resolve(values.site))) {
      await page.goto(new URL(path.replace(/^\//, ''), server.address).href, { waitUntil: 'networkidle' });
      const name = path.replace(/^\/|\/$/g, '').replace(/[^a-z0-9.-]+/gi, '_') || 'home';
      await page.screenshot({ path: join(out, `${name}.${width}.${colorScheme}.png`), fullPage: values.full });
    }
    await context.close();
  }
}
await browser.close();
await server.close();
console.log(out);
