/** What changed, in words: how the kinds are called, a sentence for each change, and a night in short. */
import type { Change, ChangeKind } from '../../db/model.ts';
import { serverPath } from '../paths.ts';
import { listed } from '../words.ts';
import { PER_PAGE } from './lists.ts';
import { signalWords } from './signals.ts';

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

/** Members of a definition as readers call them. */
const FIELD_WORDS: Record<string, string> = { inputSchema: 'parameters', outputSchema: 'result' };

/** A change as a sentence without its subject, no full stop. */
export function sayChange({ kind, summary }: Change): string {
  if (kind === 'suspicious-text') return `Its definition speaks to the model: ${listed(summary.split(', ').map(signalWords))}`;
  if (kind === 'verdict-changed') return `Verdict: ${summary}`;
  const text = summary.replace(/\b(?:input|output)Schema\b/g, (field) => FIELD_WORDS[field] ?? field);
  const said = kind === 'tool-added' || kind === 'tool-removed' ? `tool ${text}` : text;
  return said.charAt(0).toUpperCase() + said.slice(1);
}

/** The server's page: the tool of a change may be gone, its server stays. */
export function changePath(change: Change): string {
  return serverPath(change.server);
}

/** A night in short. */
export interface Night {
  date: string;
  /** How often each kind occurred. */
  counts: [ChangeKind, number][];
  /** What is worth a look first: alarms, then notices. What merely appeared is counted, not listed. */
  notable: Change[];
}

/** The newest night among changes, newest first. */
export function lastNight(changes: readonly Change[]): Night | undefined {
  const date = changes[0]?.at.slice(0, 10);
  if (!date) return undefined;
  const tonight = changes.filter(({ at }) => at.startsWith(date));
  const counts = new Map<ChangeKind, number>();
  for (const { kind } of tonight) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  const notable = (['alarm', 'notice'] as const).flatMap((severity) => tonight.filter((change) => change.severity === severity));
  return { date, counts: [...counts], notable };
}

/** Changes of one kind on one day, of one server where they are of its tools: shown as one line. */
export interface ChangeGroup {
  day: string;
  kind: ChangeKind;
  changes: Change[];
}

/** Arrivals of a night are one line a kind, its tools that came, went or speak to the model one line a server; everything else stands for itself. */
export function grouped(changes: readonly Change[]): ChangeGroup[] {
  const groups = new Map<string, ChangeGroup>();
  for (const change of changes) {
    const { at, kind, server, severity } = change;
    const day = at.slice(0, 10);
    const key = keyOf(kind, severity, server, groups.size);
    const known = groups.get(`${day} ${key}`);
    if (known) known.changes.push(change);
    else groups.set(`${day} ${key}`, { day, kind, changes: [change] });
  }
  return [...groups.values()];
}

function keyOf(kind: ChangeKind, severity: Change['severity'], server: string, own: number): string {
  if (severity === 'info' && kind.startsWith('server-')) return kind;
  const ofTools = kind === 'tool-added' || kind === 'tool-removed' || (kind === 'suspicious-text' && severity !== 'alarm');
  if (ofTools) return `${kind} ${severity} ${server}`;
  return String(own);
}

const PAGES = 10;

/** As many of the newest changes as the pages show; the published data has all. */
export function recent(changes: readonly Change[]): ChangeGroup[] {
  return grouped(changes).slice(0, PER_PAGE.changes * PAGES);
}
