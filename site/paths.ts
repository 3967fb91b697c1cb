/** Addresses of everything on the site. Paths begin at the site's root and end in a slash or a file name; `href` puts the base before them. */
import { options } from './options.ts';

/** The path as a link on the page. */
export function href(path: string): string {
  return options().base.replace(/\/$/, '') + path;
}

/** The whole address, where the build knows its host. */
export function absolute(path: string): string | undefined {
  const { url } = options();
  return url && new URL(href(path), url).href;
}

export function serverPath(slug: string): string {
  return `/servers/${slug}/`;
}

export function toolPath(server: string, tool: string): string {
  return `/servers/${server}/${tool}/`;
}

/** Page `number` of a list: the first is the list's own address. `~` stands in no slug, so no page hides a server. */
export function listPath(list: string, number: number): string {
  return number === 1 ? list : `${list}~${number}/`;
}

/** The address itself if a browser may be sent there, else undefined: a server's own links may be anything. */
export function safeUrl(url: string | undefined): string | undefined {
  if (!url || !URL.canParse(url)) return undefined;
  const { protocol, href: address, username } = new URL(url);
  return (protocol === 'https:' || protocol === 'http:') && !username ? address : undefined;
}
