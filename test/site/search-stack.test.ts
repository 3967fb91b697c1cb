/** Search and the stack builder in a real browser, by keyboard. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openBrowser } from './browser.ts';
import { type BuiltSite, buildAndServe } from './built-site.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const TOOL = 'servers/io.github.harborlight-chirper/post-update/';
const SECRET = 's3cr3t-t0ken-9f8e7d';

let site: BuiltSite;
let browser: Browser;
let page: Page;
/** Addresses asked for, and whatever went wrong. */
const asked: string[] = [];
const trouble: string[] = [];

beforeAll(async () => {
  site = await buildAndServe('/index/');
  browser = await openBrowser();
  const context = await browser.newContext({
    permissions: ['clipboard-read', 'clipboard-write'],
    viewport: { width: 390, height: 844 },
    acceptDownloads: true,
  });
  page = await context.newPage();
  page.on('pageerror', (error) => trouble.push(error.message));
  page.on('console', (message) => message.type() === 'error' && trouble.push(message.text()));
  page.on('request', (request) => asked.push(`${request.url()} ${request.postData() ?? ''}`));
});

beforeEach(() => {
  asked.length = 0;
  trouble.length = 0;
});

afterAll(async () => {
  await browser?.close();
  await site?.remove();
});

const open = (path: string) => page.goto(site.address + path, { waitUntil: 'load' });
const options = () => page.getByRole('option');
/** The first answer to the text as it stands now: while somebody types, the list may still show those to its beginning. */
const answered = () => page.locator('[role=listbox][aria-busy=false] [role=option]').first().waitFor();

async function violations(): Promise<string[]> {
  await page.evaluate(AXE);
  const found: string[] = [];
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme });
    found.push(
      ...(await page.evaluate(async () => {
        const { axe } = globalThis as unknown as { axe: { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> } };
        return (await axe.run()).violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
      })),
    );
  }
  return found;
}

describe('a search box', () => {
  it('is reached with /, answers as you type, and arrows and Enter lead to the answer', async () => {
    await open('');
    await page.keyboard.press('/');
    await page.keyboard.type('delet');
    await answered();
    const box = page.getByRole('combobox');
    expect(await box.getAttribute('aria-expanded')).toBe('true');
    await page.keyboard.press('ArrowDown');
    const active = await box.getAttribute('aria-activedescendant');
    expect(await page.locator(`#${active}`).textContent()).toContain('delete_account');
    expect(await page.locator(`#${active}`).getAttribute('aria-selected')).toBe('true');
    expect(await violations()).toEqual([]);
    await page.keyboard.press('ArrowUp');
    expect(await box.getAttribute('aria-activedescendant')).toBeNull();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.waitForURL(`${site.address}servers/io.github.harborlight-chirper/delete-account/`);
    expect(trouble).toEqual([]);
  });

  it('closes with Escape and sends its text with Enter', async () => {
    await open('');
    await page.getByRole('searchbox').or(page.getByRole('combobox')).focus();
    await page.keyboard.type('gte');
    await page.keyboard.press('Backspace');
    await page.keyboard.press('Backspace');
    await page.keyboard.type('et');
    await answered();
    await page.keyboard.press('Escape');
    expect(await options().count()).toBe(0);
    await page.keyboard.press('Enter');
    await page.waitForURL(`${site.address}search/?q=get`);
  });

  it('opens over any page, and Escape leads back to where one was', async () => {
    await open(TOOL);
    const link = page.locator('a[data-search]');
    await link.focus();
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor();
    await page.keyboard.type('keepsafe');
    await answered();
    expect(await options().first().textContent()).toContain('Keepsafe Vault');
    expect(await violations()).toEqual([]);
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    expect(await page.getByRole('dialog').count()).toBe(0);
    expect(await link.evaluate((element) => element === document.activeElement)).toBe(true);
    expect(trouble).toEqual([]);
  });
});

describe('the search page', () => {
  it('keeps question and filters in its address, and restores them from it', async () => {
    await open('search/?q=get&risk=Medium');
    await page.locator('.found').first().waitFor();
    expect(await page.locator('.found .risk').allTextContents()).toEqual(['Medium', 'Medium']);
    await page.getByRole('checkbox', { name: 'Medium' }).press('Space');
    await page.getByRole('checkbox', { name: 'High' }).press('Space');
    await page.waitForURL(`${site.address}search/?q=get&risk=High`);
    await page.getByRole('link', { name: 'get_secret' }).waitFor();
    await page.reload();
    await page.getByRole('link', { name: 'get_secret' }).waitFor();
    expect(await page.getByRole('checkbox', { name: 'High' }).isChecked()).toBe(true);
    expect(await violations()).toEqual([]);
    expect(trouble).toEqual([]);
  });

  it('lists the tools of one server, hostile names as text', async () => {
    await open('search/?server=evil.example-trap');
    await page.locator('.found').first().waitFor();
    expect(await page.locator('.found').count()).toBe(10);
    await page.locator('[data-more]').click();
    await page.locator('.found').nth(11).waitFor();
    expect(await page.locator('.found').count()).toBe(12);
    expect(await page.locator('#results img, #results script').count()).toBe(0);
    expect(await page.title()).not.toBe('owned');
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    for (const link of await page
      .locator('.found strong')
      .locator('xpath=..')
      .evaluateAll((found) => found.map((each) => (each as HTMLAnchorElement).href))) {
      expect((await fetch(link)).status, link).toBe(200);
    }
    await page.getByRole('button', { name: 'All servers' }).click();
    await page.waitForURL(`${site.address}search/`);
    expect(trouble).toEqual([]);
  });

  it('says what it read a mistyped word as, and when there is nothing', async () => {
    await open('search/?q=keepsafee');
    await page.getByRole('link', { name: 'Keepsafe Vault' }).first().waitFor();
    expect(await page.locator('.notice').first().textContent()).toContain('keepsafe');
    await page.locator('#q').fill('qqqqqqqqqq');
    await page.getByText('Nothing found. Fewer words').waitFor();
  });

  it('without script leads to the lists', async () => {
    const quiet = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
    await quiet.goto(`${site.address}search/?q=get`);
    const links = await quiet
      .locator('noscript a, .notice a')
      .evaluateAll((found) => found.map((each) => (each as HTMLAnchorElement).pathname));
    expect(links).toEqual(['/index/servers/', '/index/tools/']);
    await quiet.goto(`${site.address}stack/`);
    expect(await quiet.getByRole('textbox').count()).toBe(0);
    await quiet.context().close();
  });
});

describe('the stack', () => {
  const CONFIG = JSON.stringify({
    mcpServers: {
      birds: { command: 'npx', args: ['-y', '@harborlight/chirper-mcp@2.4.1', '--key', SECRET], env: { CHIRPER_TOKEN: SECRET } },
      safe: { url: `https://mcp.keepsafe.example.com/mcp?token=${SECRET}`, headers: { authorization: SECRET } },
      nowhere: { command: 'uvx', args: ['mystery-thing'] },
    },
  });

  it('reads a pasted configuration, and nothing of its values leaves the page or stays on it', async () => {
    await open('stack/');
    await page.getByText('Or paste your client’s configuration').click();
    await page.locator('#config').fill(CONFIG);
    await page.getByRole('button', { name: 'Read it' }).click();
    await page.getByText('2 servers, 9 tools').waitFor();
    expect(await page.locator('#config-status').textContent()).toContain('nowhere');
    expect(await page.locator('#chosen input').evaluateAll((fields) => fields.map((field) => (field as HTMLInputElement).value))).toEqual([
      'birds',
      'safe',
    ]);
    expect(await page.locator('#config').inputValue()).toBe('');
    expect(page.url()).toBe(`${site.address}stack/#s=io.github.harborlight-chirper~birds,com.example.keepsafe-vault~safe`);
    for (const each of [...asked, page.url(), await page.content()]) expect(each).not.toContain(SECRET);
    expect(trouble).toEqual([]);
  });

  it('shows everything worst first, its flows as a picture and in words, and one policy to copy or download', async () => {
    expect(await page.locator('#tools tbody tr').first().textContent()).toContain('Critical');
    expect(await page.locator('svg.stack-flow text').allTextContents()).toEqual(
      expect.arrayContaining(['Agent', 'birds', 'post_update', 'get_direct_messages']),
    );
    expect(await page.locator('#flow-words li').allTextContents()).toEqual(['birds alone']);
    await page.locator('#format').selectOption('claude-code');
    await page.getByText('What Claude Code loses').waitFor();
    const shown = (await page.locator('#policy-code').textContent()) ?? '';
    expect(JSON.parse(shown).permissions.deny).toContain('mcp__birds__delete_account');
    await page.locator('#policy-figure [data-copy]').click();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(shown);
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'Download' }).click()]);
    expect([download.suggestedFilename(), readFileSync(await download.path(), 'utf8')]).toEqual(['settings.json', shown]);
    expect(await violations()).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  });

  it('is restored by its link, with names, format and posture', async () => {
    await page.getByLabel('Strict').check();
    await page.getByLabel('Also close every toxic flow').check();
    await page.getByText('no toxic flow is left open').waitFor();
    await page.getByRole('button', { name: 'Copy a link' }).click();
    const link = await page.evaluate(() => navigator.clipboard.readText());
    const policy = await page.locator('#policy-code').textContent();
    await page.goto('about:blank');
    await page.goto(link);
    await page.getByText('2 servers, 9 tools').waitFor();
    await page.getByText('no toxic flow is left open').waitFor();
    await expect.poll(() => page.locator('#policy-code').textContent()).toBe(policy);
    expect(trouble).toEqual([]);
  });

  it('is built by keyboard alone, and servers that are gone from the catalogue are named', async () => {
    await open('stack/#s=no.such-server');
    await page.getByText('could not be loaded').first().waitFor();
    await page.locator('#stack-q').focus();
    await page.keyboard.type('tillbox');
    await answered();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.getByText('2 servers, 4 tools').waitFor();
    expect(await page.locator('#stack-q').evaluate((field) => field === document.activeElement)).toBe(true);
    await page.getByRole('button', { name: 'Remove no.such-server' }).focus();
    await page.keyboard.press('Enter');
    await page.getByText('1 server, 4 tools').waitFor();
  });
});
