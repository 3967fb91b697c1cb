/** Atom feeds of changes. */
import type { Change } from '../../db/model.ts';
import { absolute, href } from '../paths.ts';
import { type ChangeGroup, changePath, grouped, KIND_WORDS, sayChange } from '../view/changes.ts';
import { listed, plural } from '../words.ts';

const MOST = 100;
/** Names in the summary of an entry that stands for many. */
const NAMED = 20;

/** `path` is the feed's own address, `page` the page it accompanies. Newest first. */
export function atomFeed(title: string, path: string, page: string, changes: readonly Change[], updated: string): string {
  const entries = grouped(changes)
    .slice(0, MOST)
    .map((group) => entry(group, path, page));
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

/** One change, or all of a kind that one night brought: a first night is one entry, not thousands. */
function entry({ changes, kind, day }: ChangeGroup, feed: string, page: string): string {
  const [first] = changes as [Change];
  const one = changes.length === 1;
  const title = one
    ? `${first.severity === 'alarm' ? 'ALARM: ' : ''}${nameOf(first)}: ${sayChange(first)}`
    : plural(changes.length, ...KIND_WORDS[kind]);
  const summary = one ? sayChange(first) : `${namesOf(changes)}.`;
  const what = one
    ? `${first.at} ${kind} ${first.server} ${first.tool ?? ''}`
    : `${day} ${kind} ${first.severity} ${sameServer(changes) ? first.server : ''}`;
  return [
    '<entry>',
    `<title>${xml(title)}</title>`,
    // The feed's address is part of the id: the same change is an entry of two feeds.
    `<id>${xml(`${idOf(feed)}#${encodeURIComponent(what.toWellFormed())}`)}</id>`,
    `<updated>${xml(first.at)}</updated>`,
    `<category term="${xml(kind)}" label="${xml(KIND_WORDS[kind][0])}"/>`,
    `<link rel="alternate" type="text/html" href="${xml(address(sameServer(changes) ? changePath(first) : page))}"/>`,
    `<summary type="text">${xml(summary)}</summary>`,
    '</entry>',
  ].join('');
}

function namesOf(changes: readonly Change[]): string {
  const names = changes.slice(0, NAMED).map(nameOf);
  return listed(changes.length > NAMED ? [...names, plural(changes.length - NAMED, 'other')] : names);
}

function nameOf({ tool, server }: Change): string {
  return tool === undefined ? server : `${tool} on ${server}`;
}

function sameServer(changes: readonly Change[]): boolean {
  return changes.every(({ server }) => server === changes[0]?.server);
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
