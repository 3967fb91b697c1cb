/** A real browser for looking at the built site: Debian's chromium where it is installed, else the one that npm brings. */
import { existsSync } from 'node:fs';
import chromium from '@sparticuz/chromium';
import { type Browser, chromium as playwright } from 'playwright-core';

const INSTALLED = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
export const FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--font-render-hinting=none',
  '--hide-scrollbars',
];

export async function browserPath(): Promise<string> {
  return INSTALLED.find((path) => existsSync(path)) ?? (await chromium.executablePath());
}

export async function openBrowser(): Promise<Browser> {
  return playwright.launch({ executablePath: await browserPath(), args: FLAGS, headless: true });
}
