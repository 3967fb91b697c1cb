/**
 * `npm run lighthouse -- [--site DIR] [--base /x/] [PATH…]`: Lighthouse on pages of a built site, one of every type where
 * none is given. Prints a line a page; exit 1 where a figure is below 95. Lighthouse comes through npx, pinned.
 */
import { execFile } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs, promisify } from 'node:util';
import { serve } from '../../site/serve.ts';
import { browserPath, FLAGS } from './browser.ts';
import { newFolder, samplesOf } from './built-site.ts';

const VERSION = '13.5.0';
const LEAST = 95;
const CATEGORIES = ['performance', 'accessibility', 'best-practices', 'seo'] as const;
/** Says to search engines that it is no page to find, which costs the last figure. */
const UNLISTED = /^404\.html/;

interface Report {
  categories: Record<(typeof CATEGORIES)[number], { score: number | null }>;
  audits: Record<string, { id: string; title: string; score: number | null; scoreDisplayMode: string }>;
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    site: { type: 'string', default: '.data/site' },
    base: { type: 'string', default: '/' },
    help: { type: 'boolean', default: false },
  },
});
if (values.help) {
  console.log('usage: npm run lighthouse -- [--site DIR] [--base /x/] [PATH…]');
  process.exit(0);
}
const folder = newFolder();
const run = promisify(execFile);
const browser = await browserPath();
const server = await serve({ root: resolve(values.site), base: values.base, port: 0 });
let low = 0;
for (const path of positionals.length > 0 ? positionals : samplesOf(resolve(values.site))) {
  const { categories, audits } = await lighthouse(new URL(path, server.address).href);
  const scores = CATEGORIES.map((name) => [name, Math.round((categories[name].score ?? 0) * 100)] as const);
  const missed = scores.filter(([name, score]) => score < LEAST && !(name === 'seo' && UNLISTED.test(path)));
  low += missed.length;
  const reasons = Object.values(audits).filter(
    ({ score, scoreDisplayMode }) => score !== null && score < 0.9 && scoreDisplayMode === 'binary',
  );
  console.log(`${scores.map(([, score]) => String(score).padStart(3)).join(' ')}  /${path}${reasons.map(({ id }) => ` ${id}`).join('')}`);
}
await server.close();
rmSync(folder, { recursive: true, force: true });
console.log(`${CATEGORIES.join(', ')}; ${low} figures below ${LEAST}`);
process.exitCode = low === 0 ? 0 : 1;

async function lighthouse(url: string): Promise<Report> {
  const file = join(folder, 'report.json');
  const flags = [`--output=json`, `--output-path=${file}`, '--quiet', `--chrome-flags=${FLAGS.join(' ')}`];
  await run('npx', ['-y', `lighthouse@${VERSION}`, url, ...flags], { env: { ...process.env, CHROME_PATH: browser } });
  return JSON.parse(readFileSync(file, 'utf8')) as Report;
}
