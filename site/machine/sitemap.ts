/** The sitemap in parts, and robots.txt. Sitemaps need whole addresses: without one there is none. */
import { absolute } from '../paths.ts';
import { xml } from './feed.ts';

/** The protocol allows 50,000 addresses a part. */
export const PER_PART = 45_000;

const HEAD = '<?xml version="1.0" encoding="utf-8"?>\n';
const SPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"';

export interface Address {
  path: string;
  /** Day of its last change. */
  changed?: string | undefined;
}

export function sitemapPart(addresses: readonly Address[]): string {
  const urls = addresses.map(
    ({ path, changed }) =>
      `<url><loc>${xml(absolute(path) ?? '')}</loc>${changed ? `<lastmod>${changed.slice(0, 10)}</lastmod>` : ''}</url>`,
  );
  return `${HEAD}<urlset ${SPACE}>\n${urls.join('\n')}\n</urlset>\n`;
}

export function sitemapIndex(parts: readonly string[]): string {
  const maps = parts.map((path) => `<sitemap><loc>${xml(absolute(path) ?? '')}</loc></sitemap>`);
  return `${HEAD}<sitemapindex ${SPACE}>\n${maps.join('\n')}\n</sitemapindex>\n`;
}

export function robotsTxt(): string {
  const sitemap = absolute('/sitemap.xml');
  return `User-agent: *\nAllow: /\n${sitemap ? `\nSitemap: ${sitemap}\n` : ''}`;
}
