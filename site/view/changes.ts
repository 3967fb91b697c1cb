/** Where a change is looked at, and how the kinds are called. */
import type { Change, ChangeKind } from '../../db/model.ts';
import { serverPath } from '../paths.ts';
import { PER_PAGE } from './lists.ts';

/** One of a kind, and several. */
export const KIND_WORDS: Record<ChangeKind, [one: string, many: string]> = {
  'server-appeared': ['server appeared', 'servers appeared'],
  'server-vanished': ['server vanished', 'servers vanished'],
  'server-returned': ['server came back', 'servers came back'],
  'server-version': ['new version', 'new versions'],
  'tool-added': ['tool added', 'tools added'],
  'tool-removed': ['tool removed', 'tools removed'],
  'definition-changed': ['definition changed', 'definitions changed'],
  'verdict-changed': ['verdict changed', 'verdicts changed'],
  'annotation-changed': ['annotation changed', 'annotations changed'],
  'suspicious-text': ['text that addresses the model', 'texts that address the model'],
};

/** The server's page: the tool of a change may be gone, its server stays. */
export function changePath(change: Change): string {
  return serverPath(change.server);
}

/** How often each kind occurs among changes of the newest night. */
export function lastNight(changes: readonly Change[]): { date: string; changes: Change[]; counts: [ChangeKind, number][] } | undefined {
  const date = changes[0]?.at.slice(0, 10);
  if (!date) return undefined;
  const tonight = changes.filter(({ at }) => at.startsWith(date));
  const counts = new Map<ChangeKind, number>();
  for (const { kind } of tonight) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return { date, changes: tonight, counts: [...counts] };
}

const PAGES = 10;

/** As many of the newest changes as the pages show; the published data has all. */
export function recent(changes: Change[]): Change[] {
  return changes.slice(0, PER_PAGE.changes * PAGES);
}
