/** Draws the pictures that are shown where a page is shared, one a risk level: `node test/site/make-og.ts`. They are committed. */
import { mkdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { RISK_WORDS } from '../../site/words.ts';
import { openBrowser } from './browser.ts';

const OUT = fileURLToPath(new URL('../../site/public/og/', import.meta.url));
const FONT = readFileSync(new URL('../../site/styles/fonts/atkinson-next.woff2', import.meta.url)).toString('base64');
const INKS = {
  index: ['#1b1a17', '#faf9f5'],
  low: ['#0c6a61', '#e0f0ec'],
  medium: ['#775500', '#f9efce'],
  high: ['#ad4100', '#fde7d9'],
  critical: ['#951a52', '#f9e2ec'],
};
const WORDS: Record<string, [string, string]> = {
  index: ['MCP Risk Index', 'What every MCP tool can do, and a policy for it.'],
  ...Object.fromEntries(
    Object.entries(RISK_WORDS).map(([risk, words]) => [
      risk.toLowerCase(),
      [`${risk} risk`, `${words[0]?.toUpperCase()}${words.slice(1)}.`],
    ]),
  ),
};

mkdirSync(OUT, { recursive: true });
const browser = await openBrowser();
const page = await browser.newPage({ viewport: { width: 1200, height: 630 } });
for (const [index, [name, [ink, wash]]] of Object.entries(INKS).entries()) {
  const filled = name === 'index' ? 4 : index;
  const bars = [0, 1, 2, 3].map(
    (bar) => `<rect x="${bar * 54}" y="${(3 - bar) * 46}" width="38" height="${52 + bar * 46}" opacity="${bar < filled ? 1 : 0.25}"/>`,
  );
  const [title, words] = WORDS[name] ?? ['', ''];
  await page.setContent(`<style>
    @font-face { font-family: A; src: url(data:font/woff2;base64,${FONT}); font-weight: 200 800 }
    body { margin: 0; height: 630px; box-sizing: border-box; padding: 80px; background: ${wash}; color: ${ink}; font-family: A; display: flex; flex-direction: column }
    h1 { font-size: 128px; letter-spacing: -.035em; margin: auto 0 0; line-height: 1 } p { font-size: 38px; margin: 24px 0 0 } b { font-size: 30px }
    </style><svg width="200" height="190" fill="${ink}">${bars.join('')}</svg><h1>${title}</h1><p>${words}</p>${name === 'index' ? '' : '<p><b>MCP Risk Index</b></p>'}`);
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
  await page.screenshot({ path: `${OUT}${name}.png` });
}
await browser.close();
