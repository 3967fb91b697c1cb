/** A built catalogue of two thousand servers: no page contradicts its record, and a night that changes little builds the same bytes. */
import { createHash } from 'node:crypto';
import { globSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { evaluate } from '../../classifier/policies/evaluate.ts';
import type { Policy } from '../../classifier/types.ts';
import type { SnapshotServer, SnapshotTool } from '../../db/snapshot.ts';
import type { BuildReport } from '../../site/build.ts';
import { buildWith, newFolder } from './built-site.ts';
import { writeSnapshot } from './make-snapshot.ts';
import { scaleServers } from './scale-snapshot.ts';

const folder = newFolder();
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Writes a snapshot and builds it into the given data folder. */
function build(name: string, snapshot: readonly SnapshotServer[]): BuildReport {
  const dir = join(folder, 'snapshot');
  writeSnapshot(dir, snapshot);
  return buildWith(['--snapshot', dir], join(folder, name));
}

const unescaped = (text: string): string =>
  text.replace(/&(?:#(\d+)|(lt|gt|quot|amp));/g, (_, code, name) =>
    code ? String.fromCodePoint(Number(code)) : { lt: '<', gt: '>', quot: '"', amp: '&' }[name as 'lt'],
  );
const text = (html: string): string =>
  unescaped(html.replace(/<[^>]*>/g, ''))
    .replace(/\s+/g, ' ')
    .trim();

interface Shown {
  risk: string;
  category: string;
  recommended: string;
  policy: Policy;
  quotes: string[];
  questions: { question: string; answer: string }[];
  linked: { question: string; answer: string }[];
  rationale: string;
}

function shownOn(html: string): Shown {
  const plate = [...html.matchAll(/<dd class="big">(.*?)<\/dd>/gs)].map(([, inner = '']) => text(inner));
  const data = JSON.parse(/<script type="application\/ld\+json">(.*?)<\/script>/s.exec(html)?.[1] ?? '{}');
  const faq = data['@graph'].find((node: { '@type': string }) => node['@type'] === 'FAQPage').mainEntity;
  return {
    risk: plate[0] ?? '',
    category: plate[1] ?? '',
    recommended: plate[2] ?? '',
    policy: JSON.parse(unescaped(/id="as-policy-json".*?<pre[^>]*><code>(.*?)<\/code>/s.exec(html)?.[1] ?? '')),
    quotes: [...html.matchAll(/<li><mark[^>]*>(.*?)<\/mark>/gs)].map(([, quote = '']) => unescaped(quote)),
    questions: [...(html.split('id="questions"')[1] ?? '').matchAll(/<summary[^>]*>(.*?)<\/summary><p[^>]*>(.*?)<\/p>/gs)].map(
      ([, question = '', answer = '']) => ({ question: text(question), answer: text(answer) }),
    ),
    linked: faq.map(({ name, acceptedAnswer }: { name: string; acceptedAnswer: { text: string } }) => ({
      question: name.trim(),
      answer: acceptedAnswer.text.trim(),
    })),
    rationale: text(/id="why">.*?<p[^>]*>(.*?)<\/p>/s.exec(html)?.[1] ?? ''),
  };
}

const DECISIONS: Record<string, string> = { Hidden: 'hidden', Blocked: 'deny' };

function contradictions(tool: SnapshotTool, shown: Shown): string[] {
  const { verdict, definition } = tool;
  const answers = shown.questions.map(({ answer }) => answer).join('\n');
  const { decision } = evaluate(shown.policy, { tool: tool.name });
  const conditional = shown.policy.tools?.[tool.name]?.require !== undefined;
  const checks: [string, boolean][] = [
    ['badge', shown.risk === verdict.risk && shown.category === verdict.category],
    ['rationale', shown.rationale === verdict.rationale.replace(/\s+/g, ' ').trim()],
    [
      'quotes',
      shown.quotes.length === verdict.evidence.length &&
        shown.quotes.every((quote) => JSON.stringify(definition).includes(JSON.stringify(quote).slice(1, -1))),
    ],
    ['answer on risk', answers.includes(`${verdict.category} tool with ${verdict.risk.toLowerCase()} risk`)],
    ['questions', shown.questions.length >= 6],
    ['data for machines', JSON.stringify(shown.linked) === JSON.stringify(shown.questions)],
    ['recommendation', conditional || decision === (DECISIONS[shown.recommended] ?? 'allow')],
    ['answer on blocking', /recommended policy does/.test(shown.questions[4]?.answer ?? '') === (decision !== 'allow' && !conditional)],
    ['floor', !(['Destructive', 'Financial'].includes(verdict.category) && decision === 'allow' && shown.recommended === 'Allowed')],
  ];
  return checks.filter(([, holds]) => !holds).map(([name]) => `${tool.name}: ${name}`);
}

describe('a catalogue', () => {
  it('of 2,000 servers has a page for every tool, and no page contradicts its record', () => {
    const servers = scaleServers({ servers: 2000, tools: 4000 });
    const { out, ...report } = build('large', servers);
    const tools = servers.reduce((sum, server) => sum + server.tools.length, 0);
    expect(report).toMatchObject({ full: true, servers: 2000, tools, built: 2000 });
    const wrong = servers.flatMap((server) =>
      server.tools.flatMap((tool) => {
        const beside = join(out, 'servers', server.slug, tool.slug);
        const shown = shownOn(readFileSync(join(beside, 'index.html'), 'utf8'));
        const same = JSON.stringify(shown.policy) === JSON.stringify(JSON.parse(readFileSync(join(beside, 'policy.json'), 'utf8')));
        return [...contradictions(tool, shown), ...(same ? [] : [`${tool.name}: policy file`])];
      }),
    );
    expect(wrong).toEqual([]);
  });

  it('is built after a night only where it changed, to the very bytes of a full build', () => {
    const scale = { servers: 200, tools: 400 };
    build('nightly', scaleServers(scale));
    const [gone, ...stayed] = scaleServers({ ...scale, night: 2, change: 0.03 });
    const tonight = [...stayed, { ...(gone as SnapshotServer), slug: 'org.example.newcomer' }];
    const part = build('nightly', tonight);
    expect(part.full).toBe(false);
    expect(part.built).toBeGreaterThan(2);
    expect(part.built).toBeLessThan(20);
    const whole = build('whole', tonight);
    expect(whole.full).toBe(true);
    expect(fingerprints(part.out)).toEqual(fingerprints(whole.out));
  });
});

/** Every file with the hash of its bytes, as lines. */
function fingerprints(root: string): string[] {
  return globSync('**/*', { cwd: root, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
    .map((file) => `${file.slice(root.length)} ${createHash('sha256').update(readFileSync(file)).digest('hex')}`);
}
