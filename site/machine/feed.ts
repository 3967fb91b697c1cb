/** Atom feeds of changes. */
import type { Change } from '../../db/model.ts';
import { absolute, href } from '../paths.ts';
import { changePath, KIND_WORDS } from '../view/changes.ts';

const MOST = 100;

/** `path` is the feed's own address, `page` the page it accompanies. Newest first. */
export function atomFeed(title: string, path: string, page: string, changes: readonly Change[], updated: string): string {
  const entries = changes.slice(0, MOST).map((change) => entry(change, path));
  return [
    '<?xml version="1.0" encoding="utf-8"?>',
    '<feed xmlns="http://www.w3.org/2005/Atom">',
    `<title>${xml(title)}</title>`,
    `<id>${xml(idOf(path))}</id>`,
    `<updated>${xml(changes[0]?.at ?? updated)}</updated>`,
    '<author><name>MCP Risk Index</name></author>',
    `<link rel="self" type="application/atom+xml" href="${xml(address(path))}"/>`,
    `<link rel="alternate" type="text/html" href="${xml(address(page))}"/>`,
    ...entries,
    '</feed>',
    '',
  ].join('\n');
}

function entry(change: Change, feed: string): string {
  const subject = change.tool === undefined ? change.server : `${change.tool} on ${change.server}`;
  const alarm = change.severity === 'alarm' ? 'ALARM: ' : '';
  return [
    '<entry>',
    `<title>${xml(`${alarm}${subject}: ${change.summary}`)}</title>`,
    // The feed's address is part of the id: the same change is an entry of two feeds.
    `<id>${xml(`${idOf(feed)}#${encodeURIComponent(`${change.at} ${change.kind} ${change.server} ${change.tool ?? ''}`.toWellFormed())}`)}</id>`,
    `<updated>${xml(change.at)}</updated>`,
    `<category term="${xml(change.kind)}" label="${xml(KIND_WORDS[change.kind][0])}"/>`,
    `<link rel="alternate" type="text/html" href="${xml(address(changePath(change)))}"/>`,
    `<summary type="text">${xml(change.summary)}</summary>`,
    '</entry>',
  ].join('');
}

function address(path: string): string {
  return absolute(path) ?? href(path);
}

/** Ids must be absolute even where the site's address is not known. */
function idOf(path: string): string {
  return absolute(path) ?? `urn:mcp-risk-index:${href(path)}`;
}

/** Text for XML 1.0: escaped, and without the characters that XML has no way to write. */
export function xml(text: string): string {
  return text
    .toWellFormed()
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '\ufffd')
    .replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
