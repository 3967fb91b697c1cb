import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { HtmlValidate } from 'html-validate';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openBrowser } from './browser.ts';
import { type BuiltSite, buildAndServe, SAMPLES } from './built-site.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const BASE = '/index/';

let site: BuiltSite;
let browser: Browser;
let context: BrowserContext;
let page: Page;
/** Whatever a page does that it must not: errors, messages, requests to others. */
const trouble: string[] = [];

beforeAll(async () => {
  site = await buildAndServe(BASE);
  browser = await openBrowser();
  context = await browser.newContext({ permissions: ['clipboard-read', 'clipboard-write'], viewport: { width: 390, height: 844 } });
});

afterAll(async () => {
  await browser?.close();
  await site?.remove();
});

// A page of its own for every test: what one leaves open is no business of the next.
beforeEach(async () => {
  trouble.length = 0;
  page = await context.newPage();
  page.on('pageerror', (error) => trouble.push(`${page.url()}: ${error.message}`));
  page.on('console', (message) => {
    // A page that says 404 is answered with 404, and the browser notes it.
    if (message.type() === 'error' && !/status of 404/.test(message.text())) trouble.push(`${page.url()}: ${message.text()}`);
  });
  page.on('dialog', (dialog) => {
    trouble.push(`${page.url()}: dialog`);
    return dialog.dismiss();
  });
  page.on('request', (request) => {
    if (!request.url().startsWith(site.address) && !request.url().startsWith('data:')) trouble.push(`${page.url()}: asks ${request.url()}`);
  });
});

afterEach(() => page?.close());

const open = (path: string) => page.goto(site.address + path, { waitUntil: 'load' });
/** The rules of axe whose answer depends on colours. */
const COLOURS = ['color-contrast', 'link-in-text-block'];

interface Axe {
  run(options: object): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }>;
}

/** What axe finds wrong: by these rules, or by all of them where none is named. */
const violations = (on: Page, rules: readonly string[]): Promise<string[]> =>
  on.evaluate(async (only) => {
    const found = await (globalThis as unknown as { axe: Axe }).axe.run(only.length > 0 ? { runOnly: only } : {});
    return found.violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
  }, rules);

const html = (path: string): string => readFileSync(join(site.root, path.endsWith('.html') ? path : `${path}index.html`), 'utf8');

describe('every page', () => {
  it('of the harmful server is reachable and does nothing but show text', async () => {
    const harmful = site.pages.filter((path) => path.startsWith('servers/evil.example-trap/'));
    expect(harmful).toHaveLength(13);
    for (const path of harmful) {
      trouble.length = 0;
      const response = await open(path);
      expect(response?.status(), path).toBe(200);
      expect(await page.title(), path).not.toBe('owned');
      expect(await page.locator('img, iframe, script:not([src]):not([type="application/ld+json"])').count(), path).toBe(0);
      expect(trouble, path).toEqual([]);
    }
  });

  it.each(SAMPLES)('has no accessibility violation, no script error and no request to anybody else, light and dark: /%s', async (path) => {
    await open(path);
    await page.evaluate(AXE);
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      // Only colours differ between the two: the second time the rules about colours are enough.
      expect(await violations(page, colorScheme === 'dark' ? COLOURS : []), colorScheme).toEqual([]);
    }
    expect(trouble).toEqual([]);
  });

  it.each(SAMPLES)('never scrolls sideways on a phone: /%s', async (path) => {
    await open(path);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  });

  it('is valid HTML', async () => {
    const validator = new HtmlValidate({
      extends: ['html-validate:standard'],
      rules: {
        'long-title': 'off',
        'no-trailing-whitespace': 'off',
        'require-sri': 'off',
        'no-inline-style': 'error',
        'text-content': 'off',
      },
    });
    for (const path of SAMPLES) {
      const { results } = await validator.validateString(html(path));
      const messages = results.flatMap((result) =>
        result.messages.map(({ ruleId, message, line, column }) => `${ruleId} ${line}:${column} ${message}`),
      );
      expect(messages, path).toEqual([]);
    }
  });

  it('links only to what is there', async () => {
    const broken = new Map<string, string>();
    const seen = new Map<string, number>();
    for (const path of site.pages) {
      for (const [, target = ''] of html(path).matchAll(/\s(?:href|src|action)="([^"]*)"/g)) {
        const url = new URL(target.replaceAll('&amp;', '&').replaceAll('&#38;', '&'), `${site.address}${path}`);
        if (!url.href.startsWith(site.address)) continue;
        const address = url.href.split(/[?#]/)[0] ?? '';
        if (!seen.has(address)) seen.set(address, (await fetch(address, { method: 'HEAD', redirect: 'manual' })).status);
        if (seen.get(address) !== 200) broken.set(`${address.slice(site.address.length)} ${seen.get(address)}`, path);
      }
    }
    expect([...broken]).toEqual([]);
  });
});

describe('a tool page', () => {
  const TOOL = 'servers/io.github.harborlight-chirper/post-update/';

  it('copies the policy as it stands in the file beside it', async () => {
    await open(TOOL);
    await page.getByRole('button', { name: 'Copy' }).first().click();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    expect(copied.trimEnd()).toBe(readFileSync(join(site.root, TOOL, 'policy.json'), 'utf8').trimEnd());
    expect(JSON.parse(copied).default).toBe('deny');
  });

  it('shows formats as tabs that arrows, Home and End walk through', async () => {
    await open(TOOL);
    const tabs = page.getByRole('tab');
    const names = await tabs.allTextContents();
    expect(names.length).toBeGreaterThan(10);
    await tabs.first().focus();
    const walked: (string | null)[] = [];
    for (const key of ['ArrowRight', 'End', 'ArrowRight', 'ArrowLeft', 'Home']) {
      await page.keyboard.press(key);
      walked.push(await page.locator('[role=tab]:focus').textContent());
      expect(await page.locator('[role=tabpanel]:visible').count()).toBe(1);
    }
    expect(walked).toEqual([names[1], names.at(-1), names[0], names.at(-1), names[0]]);
  });

  it('offers every format as a download that gives what is shown', async () => {
    await open(TOOL);
    const links = await page.locator('.panel a[download]').evaluateAll((found) => found.map((link) => (link as HTMLAnchorElement).href));
    const texts = await page.locator('.panel pre').allTextContents();
    expect(links.length).toBe(texts.length);
    for (const [index, link] of links.entries()) expect(await (await fetch(link)).text(), link).toBe(texts[index]);
  });

  it('shows every format without script, one at a time', async () => {
    const quiet = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
    await quiet.goto(site.address + TOOL);
    expect(await quiet.locator('.panel:visible').count()).toBe(1);
    await quiet.getByRole('link', { name: 'Claude Code' }).click();
    expect(await quiet.locator('.panel:visible').count()).toBe(1);
    expect(await quiet.locator('.panel:visible pre').textContent()).toContain('mcp__chirper__post_update');
    await quiet.context().close();
  });

  it('with its sheet fits into 14 kB compressed and moves nothing after it is painted', async () => {
    const { gzipSync } = await import('node:zlib');
    const text = html(TOOL);
    const sheets = [...text.matchAll(/<link rel="stylesheet" href="([^"]+)"/g)].map(([, path = '']) =>
      readFileSync(join(site.root, path.slice(BASE.length))),
    );
    expect(sheets).toHaveLength(1);
    expect(gzipSync(text).length + gzipSync(Buffer.concat(sheets)).length).toBeLessThanOrEqual(14_000);
    await open(TOOL);
    const moved = await page.evaluate(
      () =>
        new Promise<number>((resolve) => {
          let sum = 0;
          new PerformanceObserver((list) => {
            for (const entry of list.getEntries()) sum += (entry as unknown as { value: number }).value;
          }).observe({ type: 'layout-shift', buffered: true });
          requestAnimationFrame(() => requestAnimationFrame(() => resolve(sum)));
        }),
    );
    expect(moved).toBe(0);
  });
});
