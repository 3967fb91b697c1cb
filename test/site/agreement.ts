/**
 * Whether pages say what their records say: badge, rationale, quotes, policy, questions, data for machines. Used by the gate on a small
 * catalogue, and on any built one by `node test/site/agreement.ts --snapshot DIR --site DIR`.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { evaluate } from '../../classifier/policies/evaluate.ts';
import type { Policy } from '../../classifier/types.ts';
import type { SnapshotServer, SnapshotTool } from '../../db/snapshot.ts';

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
  /** What the download links of the page itself give, beside what is shown. */
  downloads: { given: string; shown: string }[];
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
    downloads: [...html.matchAll(/<a class="button" href="(data:[^"]*)".*?<pre[^>]*><code>(.*?)<\/code>/gs)].map(
      ([, link = '', code = '']) => ({
        given: decodeURIComponent(new URL(unescaped(link)).href.replace(/^data:[^,]*,/, '')),
        shown: unescaped(code),
      }),
    ),
    rationale: text(/id="why">.*?<p[^>]*>(.*?)<\/p>/s.exec(html)?.[1] ?? ''),
  };
}

const DECISIONS: Record<string, string> = { Hidden: 'hidden', Blocked: 'deny' };

function contradictions(tool: SnapshotTool, shown: Shown): string[] {
  const { verdict, definition } = tool;
  const answers = shown.questions.map(({ answer }) => answer).join('\n');
  const { decision } = evaluate(shown.policy, { tool: tool.name });
  const { require = [], deny_if = [] } = shown.policy.tools?.[tool.name] ?? {};
  const conditional = [...require, ...deny_if].some(({ conditions }) => conditions.length > 0);
  const checks: [string, boolean][] = [
    ['badge', shown.risk === verdict.risk && shown.category === verdict.category],
    ['rationale', shown.rationale.replaceAll('`', '') === verdict.rationale.replaceAll('`', '').replace(/\s+/g, ' ').trim()],
    [
      'quotes',
      shown.quotes.length === verdict.evidence.length &&
        shown.quotes.every((quote) => JSON.stringify(definition).includes(JSON.stringify(quote).slice(1, -1))),
    ],
    ['downloads', shown.downloads.every(({ given, shown: text }) => given === text)],
    ['answer on risk', answers.includes(`${verdict.category} tool with ${verdict.risk.toLowerCase()} risk`)],
    ['whole answers', shown.questions.every(({ answer }) => /[.!?”)]$/.test(answer))],
    ['questions', shown.questions.length >= 6],
    ['data for machines', JSON.stringify(shown.linked) === JSON.stringify(shown.questions)],
    ['recommendation', conditional || decision === (DECISIONS[shown.recommended] ?? 'allow')],
    ['answer on blocking', /recommended policy does/.test(shown.questions[4]?.answer ?? '') === (decision !== 'allow' && !conditional)],
    ['floor', !(['Destructive', 'Financial'].includes(verdict.category) && decision === 'allow' && shown.recommended === 'Allowed')],
  ];
  return wrong(tool, checks);
}

function wrong(tool: SnapshotTool, checks: readonly [string, boolean][]): string[] {
  return checks.filter(([, holds]) => !holds).map(([name]) => `${tool.slug}: ${name}`);
}

/** One line for each contradiction on the pages of a server's tools in the site at `out`. */
export function disagreements(out: string, server: SnapshotServer): string[] {
  return server.tools.flatMap((tool) => {
    const beside = join(out, 'servers', server.slug, tool.slug);
    const shown = shownOn(readFileSync(join(beside, 'index.html'), 'utf8'));
    const json = (name: string): unknown => JSON.parse(readFileSync(join(beside, name), 'utf8'));
    const policy = JSON.stringify(shown.policy);
    const files: [string, boolean][] = [
      ['policy file', JSON.stringify(json('policy.json')) === policy],
      ['record', JSON.stringify((json('tool.json') as { policy: Policy }).policy) === policy],
    ];
    return [...contradictions(tool, shown), ...wrong(tool, files)].map((line) => `${server.slug}/${line}`);
  });
}

if (import.meta.main) {
  const { values } = parseArgs({
    options: { snapshot: { type: 'string', default: '.data/snapshot' }, site: { type: 'string', default: '.data/site' } },
  });
  const folder = join(values.snapshot, 'servers');
  let tools = 0;
  let found = 0;
  for (const name of readdirSync(folder)) {
    const server = JSON.parse(readFileSync(join(folder, name), 'utf8')) as SnapshotServer;
    const lines = disagreements(values.site, server);
    tools += server.tools.length;
    found += lines.length;
    for (const line of lines.slice(0, 5)) console.log(line);
  }
  console.log(`${tools} tools, ${found} contradictions`);
  process.exitCode = found === 0 ? 0 : 1;
}
