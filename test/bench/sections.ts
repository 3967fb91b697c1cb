/**
 * What our pages of tools and servers show, section by section, as plain data: so that another generator can be given the same
 * pages to build. It gets everything derived already, from policies to sentences; ours derives it while it builds.
 */
import type { SnapshotServer } from '../../db/snapshot.ts';
import type { Rendering } from '../../site/derive.ts';
import { downloadOf } from '../../site/download.ts';
import { serverPath, toolPath } from '../../site/paths.ts';
import { annotationsOf } from '../../site/view/annotations.ts';
import { effectOf, unknownOf } from '../../site/view/effect.ts';
import { parametersOf } from '../../site/view/parameters.ts';
import { relatedOf } from '../../site/view/related.ts';
import { serverView } from '../../site/view/server.ts';
import { startsOf } from '../../site/view/start.ts';
import { stepsOf } from '../../site/view/steps.ts';
import { toolView } from '../../site/view/tool.ts';
import { BAND_WORDS, CATEGORY_WORDS, day, EVIDENCE_WORDS, RISK_WORDS } from '../../site/words.ts';

/** What every generator gets of one page. */
export interface Page {
  /** Below `servers/`. */
  path: string;
  title: string;
  description: string;
  sections: Section[];
}

interface Section {
  title: string;
  paragraphs?: string[];
  rows?: string[][];
  links?: { text: string; path: string; note: string }[];
  policies?: { title: string; file: string; text: string; download: string; loss: readonly string[]; steps: string[] }[];
  details?: { title: string; text: string; code?: string }[];
}

export function toolPage(server: SnapshotServer, slug: string): Page {
  const { tool, words, renderings, variants, attacks, questions, summary } = toolView(server, slug);
  const { verdict, definition } = tool;
  const { inverse, siblings } = relatedOf(server, tool);
  const sections: Section[] = [
    {
      title: tool.name,
      rows: [
        ['Risk', verdict.risk, RISK_WORDS[verdict.risk]],
        ['Category', verdict.category, CATEGORY_WORDS[verdict.category]],
        ['Recommended', words.short, words.own],
        ['Evidence', EVIDENCE_WORDS[tool.evidence].short],
        ['Verdict', `${BAND_WORDS[verdict.band]} (${verdict.confidence.toFixed(2)})`],
        ['Version', server.inspection?.version ?? server.manifest.version ?? ''],
        ['Inspected', day(server.inspection?.at ?? tool.lastChanged)],
      ],
      paragraphs: [definition.description ?? ''],
    },
    { title: 'What it does', paragraphs: [effectOf(tool, server.title).join(' '), ...unknownOf(verdict.facets)] },
    {
      title: 'Why it needs a policy',
      paragraphs: [verdict.rationale, verdict.wouldChangeIf],
      links: [
        ...verdict.basis.map((id) => ({ text: id, path: '/method/', note: '' })),
        ...verdict.rules.map((id) => ({ text: id, path: `/rules/${id}/`, note: '' })),
      ],
    },
    {
      title: 'From the definition',
      rows: [
        ...verdict.evidence.map(({ field, quote }) => [quote, field]),
        ...parametersOf(definition.inputSchema, verdict).rows.map((row) => [row.name, row.type, row.description, row.values, ...row.seen]),
        ...annotationsOf(tool).map(({ hint, declared, note }) => [hint, String(declared), note]),
      ],
    },
    {
      title: 'Attack patterns',
      links: attacks.map(({ id, title, year }) => ({ text: title, path: `/attacks/${id}/`, note: String(year) })),
    },
    {
      title: 'Recommended policy',
      paragraphs: [words.own],
      policies: policies(renderings, false),
      details: variants.map(({ variant, words: own }) => ({
        title: variant.title,
        text: `${own.own} ${variant.note}`,
        code: JSON.stringify(variant.policy, null, 2),
      })),
    },
    {
      title: 'Related tools',
      links: [
        ...[...(inverse ? [inverse] : []), ...siblings].map((each) => ({
          text: each.name,
          path: toolPath(server.slug, each.slug),
          note: `${each.verdict.category} ${each.verdict.risk}`,
        })),
        ...tool.elsewhere.map((each) => ({
          text: each.serverTitle,
          path: toolPath(each.server, each.slug),
          note: `${each.why ?? ''} ${each.category} ${each.risk}`,
        })),
      ],
    },
    { title: 'Questions', details: questions.map(({ question, answer }) => ({ title: question, text: answer })) },
    { title: 'History', rows: [['First seen', day(tool.firstSeen)], ...tool.changes.map(({ at, summary: said }) => [said, day(at)])] },
  ];
  return { path: `${server.slug}/${tool.slug}`, title: tool.name, description: summary, sections };
}

export function serverPage(server: SnapshotServer): Page {
  const view = serverView(server);
  const sections: Section[] = [
    {
      title: server.title,
      paragraphs: [server.manifest.name, server.manifest.description ?? ''],
      rows: Object.entries(view.byRisk).map(([risk, count]) => [risk, String(count)]),
    },
    {
      title: 'Tools, worst first',
      links: view.tools.map(({ tool, recommended }) => ({
        text: tool.name,
        path: toolPath(server.slug, tool.slug),
        note: `${tool.verdict.risk} ${tool.verdict.category} ${recommended}`,
      })),
    },
    { title: 'Policy for the whole server', policies: policies(view.renderings, true) },
    { title: 'How to start it', details: startsOf(server).map(({ label, json }) => ({ title: label, text: '', code: json })) },
    { title: 'Changes', rows: server.changes.map(({ at, summary }) => [summary, day(at)]) },
  ];
  return { path: server.slug, title: server.title, description: `${view.summary} ${serverPath(server.slug)}`, sections };
}

function policies(renderings: readonly Rendering[], files: boolean): NonNullable<Section['policies']> {
  return renderings.map((rendering) => ({
    title: rendering.format.title,
    file: rendering.format.file,
    text: rendering.text,
    download: downloadOf(rendering, files),
    loss: rendering.loss,
    steps: stepsOf(rendering.format).map((parts) => parts.join('')),
  }));
}
