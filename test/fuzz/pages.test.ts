import { globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { load } from 'cheerio';
import fc from 'fast-check';
import { HtmlValidate } from 'html-validate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SnapshotMeta } from '../../db/snapshot.ts';
import { measure } from '../bench/measure.ts';
import { runs } from '../helpers/runs.ts';
import { definition, words } from './arbitraries.ts';

const TOOLS_A_SERVER = 4;
/** Elements by which a page could do something. All of ours come from a file of their own, or hold data. */
const ACTIVE =
  'script:not([src]):not([type="application/ld+json"]), iframe, object, embed, img:not([src^="/"]), base, form[action^="http"]';

/** A night over servers that nobody would think of. Where many runs are asked for, so many tools. */
describe('pages of any definitions', () => {
  let folder: string;
  let pages: string[];
  let judged: number;
  const validator = new HtmlValidate({
    extends: ['html-validate:standard'],
    rules: { 'long-title': 'off', 'no-trailing-whitespace': 'off', 'require-sri': 'off', 'text-content': 'off' },
  });
  const { numRuns = 0, seed } = runs(40);

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'fuzz-'));
    const server = fc.record({
      title: words,
      description: words,
      tools: fc.array(definition, { minLength: 1, maxLength: TOOLS_A_SERVER }),
    });
    const invented = fc.sample(server, { numRuns: Math.ceil(numRuns / TOOLS_A_SERVER), ...(seed === undefined ? {} : { seed }) });
    const lines = invented.map(({ tools, ...texts }, index) =>
      JSON.stringify({ server: { name: `org.example/s${index}`, version: '1.0.0', ...texts }, tools, evidence: 'live' }),
    );
    const source = join(folder, 'servers.ndjson');
    writeFileSync(source, `${lines.join('\n')}\n`);
    const env = { DATA_DIR: join(folder, 'data') };
    await measure(['--liftoff-only', 'crawler/main.ts', 'crawl', '--source', `file:${source}`], env);
    await measure(['--liftoff-only', 'classifier/main.ts', 'classify'], env);
    await measure(['--liftoff-only', 'db/main.ts', 'snapshot'], env);
    await measure(['site/main.ts', 'build'], env);
    judged = (JSON.parse(readFileSync(join(folder, 'data/snapshot/snapshot.json'), 'utf8')) as SnapshotMeta).tools;
    pages = globSync('data/site/servers/**/*.html', { cwd: folder }).map((file) => join(folder, file));
  }, 0);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('are there, one for every tool and server', () => {
    expect(judged).toBeGreaterThan(numRuns / TOOLS_A_SERVER);
    expect(pages.length).toBeGreaterThanOrEqual(judged);
  });

  it('are valid HTML in which nothing of a stranger is more than text', async () => {
    for (const page of pages) {
      const html = readFileSync(page, 'utf8');
      const { results } = await validator.validateString(html);
      const messages = results.flatMap((result) => result.messages.map(({ ruleId, line, message }) => `${ruleId} ${line}: ${message}`));
      expect(messages, page).toEqual([]);
      const $ = load(html);
      expect($(ACTIVE).length, page).toBe(0);
      for (const element of $('script[type="application/ld+json"]').toArray())
        expect(() => JSON.parse($(element).text()), page).not.toThrow();
      expect(
        $('a[href]')
          .toArray()
          .map((link) => $(link).attr('href') ?? '')
          .filter((href) => /^\s*(javascript|data|vbscript):/i.test(href)),
        page,
      ).toEqual([]);
    }
  });
});
