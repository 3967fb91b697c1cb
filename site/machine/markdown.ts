/** Markdown twins of the pages, for readers that are programs. Strangers' words stand in code, where nothing of them is read as Markdown. */
import { policyJson } from '../derive.ts';
import { absolute, href, serverPath, toolPath } from '../paths.ts';
import { RUBRIC } from '../rubric.ts';
import { effectOf, unknownOf } from '../view/effect.ts';
import { failureWords } from '../view/failures.ts';
import { plain } from '../view/policy-words.ts';
import type { ServerView } from '../view/server.ts';
import type { ToolFacts } from '../view/tool.ts';
import { BAND_WORDS, cut, day, EVIDENCE_WORDS, listed, number, plural } from '../words.ts';

type ServerTwin = Omit<ServerView, 'renderings'>;

export function toolMarkdown({ server, tool, policy, words, questions }: ToolFacts): string {
  const { verdict, definition } = tool;
  const unknown = unknownOf(verdict.facets);
  const rules = RUBRIC.filter(({ id }) => verdict.basis.includes(id)).map(({ id, when }) => `- ${id}: ${when}`);
  return sections(
    `# ${span(tool.name)}`,
    `Tool of ${link(server.title, serverPath(server.slug))}. Risk: **${verdict.risk}**. Category: **${verdict.category}**. ${sentence(BAND_WORDS[verdict.band])} (${verdict.confidence.toFixed(2)}). Recommended: **${words.short}**.`,
    `Evidence: ${EVIDENCE_WORDS[tool.evidence].short}. Version: ${span(server.inspection?.version ?? server.manifest.version ?? 'unknown')}. As of ${day(tool.lastChanged)}. Definition: ${span(tool.hash)}.`,
    '## In the server’s own words',
    definition.description?.trim() ? fence(definition.description) : 'The server gives no description.',
    '## What it does',
    `${span(tool.name)} ${prose(effectOf(tool, server.title).join(' '))}`,
    unknown.length > 0 && `Could not tell from the definition: ${listed(unknown)}.`,
    '## Why it needs a policy',
    prose(verdict.rationale),
    `What would change this verdict: ${prose(verdict.wouldChangeIf)}`,
    rules.join('\n'),
    '## From the definition',
    verdict.evidence.map(({ field, quote }) => `- ${span(field)}: ${span(quote)}`).join('\n'),
    '## Recommended policy',
    prose(plain(`${words.own} ${words.rest}`)),
    fence(policyJson(policy).trimEnd(), 'json'),
    '## Questions',
    ...questions.map(({ question, answer }) => `**${prose(question)}** ${prose(answer)}`),
    source(toolPath(server.slug, tool.slug)),
  );
}

export function serverMarkdown({ server, tools, policy, toxic, tokens, summary }: ServerTwin): string {
  const { manifest } = server;
  return sections(
    `# ${prose(server.title)}`,
    `${span(manifest.name)}${manifest.version ? `, version ${span(manifest.version)}` : ''}. ${prose(summary)}`,
    manifest.description && fence(manifest.description),
    server.failure &&
      `The last inspection failed, ${day(server.failure.at)}: ${prose(failureWords(server.failure.code))} (${span(server.failure.code)}).`,
    server.vanishedAt && `No source lists it any more; last seen ${day(server.lastSeen)}.`,
    tools.length > 0 && '## Tools, worst first',
    tools
      .map(
        ({ tool, recommended }) =>
          `- ${link(tool.name, toolPath(server.slug, tool.slug), true)}: ${tool.verdict.risk}, ${tool.verdict.category}. ${recommended}.`,
      )
      .join('\n'),
    tools.length > 0 && `Its tool list costs about ${number(tokens)} tokens of context.`,
    toxic && 'Toxic flow: it reads private data, takes in strangers’ words, and can send text out.',
    tools.length > 0 && `## Policy for ${plural(tools.length, 'tool')}`,
    tools.length > 0 && fence(policyJson(policy).trimEnd(), 'json'),
    source(serverPath(server.slug)),
  );
}

function sections(...parts: (string | false | undefined)[]): string {
  return `${parts.filter((part) => part).join('\n\n')}\n`;
}

function source(path: string): string {
  return `Source: ${absolute(path) ?? href(path)}`;
}

/** White space other than a single space, which nearly all of it is. */
const NOT_ONE_SPACE = /[^\S ]\s*| \s+/g;

/** A code span that no run of backticks inside can end; one line. */
export function span(text: string): string {
  const line = cut(text.replace(NOT_ONE_SPACE, ' ').trim(), 300) || ' ';
  const ticks = '`'.repeat(longestRun(line) + 1);
  const pad = /^`|`$/.test(line) ? ' ' : '';
  return ticks + pad + line + pad + ticks;
}

/** A code block that no line inside can end. */
export function fence(text: string, language = 'text'): string {
  const ticks = '`'.repeat(Math.max(3, longestRun(text) + 1));
  return `${ticks}${language}\n${text.replace(/\r\n?/g, '\n')}\n${ticks}`;
}

function longestRun(text: string): number {
  return (text.match(/`+/g) ?? []).reduce((most, run) => Math.max(most, run.length), 0);
}

/** Prose of ours with strangers' words in it: nothing in it is markup. */
export function prose(text: string): string {
  return text.replace(NOT_ONE_SPACE, ' ').replace(/[\\`*_{}[\]<>#|~&!]/g, '\\$&');
}

function link(text: string, path: string, code = false): string {
  const label = code ? span(text).replace(/[[\]]/g, '\\$&') : prose(cut(text, 100));
  return `[${label}](<${absolute(path) ?? href(path)}>)`;
}

function sentence(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
