/** How readers answer: prefilled issues and mail. Nothing is sent anywhere before they press a button. */
import type { SnapshotServer, SnapshotTool } from '../db/snapshot.ts';
import { options } from './options.ts';
import { absolute, href, toolPath } from './paths.ts';
import { cut } from './words.ts';

/** Where a new issue is written, where the build knows the project's repository. */
export function newIssueUrl(): string | undefined {
  const { repository } = options();
  return repository && `${repository.replace(/\/+$/, '')}/issues/new`;
}

/** A link that disputes one verdict: an issue that already says which, else the contact page. */
export function disputeUrl(server: SnapshotServer, tool: SnapshotTool): string {
  const issues = newIssueUrl();
  if (!issues) return href('/about/#contact');
  const { category, risk } = tool.verdict;
  const body = [
    `Page: ${absolute(toolPath(server.slug, tool.slug)) ?? toolPath(server.slug, tool.slug)}`,
    `Definition: ${tool.hash}`,
    `Judged: ${category}, ${risk} (${tool.verdict.basis.join(', ')})`,
    '',
    'It should be:',
    '',
    'Because (quote the definition, or link what documents the behaviour):',
  ].join('\n');
  const query = new URLSearchParams({ title: `Verdict: ${oneLine(tool.name)} on ${oneLine(server.manifest.name)}`, body });
  return `${issues}?${query}`;
}

/** A stranger's name as one short line of plain text, whole characters only. */
function oneLine(text: string): string {
  return cut(text.replace(/\s+/g, ' '), 80).toWellFormed();
}
