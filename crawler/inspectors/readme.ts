/** Reads the tools that a README tells of: tables, lists and headings under a heading about tools. The weakest evidence. */
import { load } from 'cheerio';
import { marked } from 'marked';
import type { InspectedTool, Inspection, Manifest } from '../../db/model.ts';
import { crawlerConfig } from '../config.ts';
import { InspectFailed, RequestFailed } from '../errors.ts';
import { getText } from '../http.ts';
import { readTarball } from '../reading/archive/tarball.ts';
import { fetchNpm } from '../reading/fetch-npm.ts';
import type { InspectContext, Inspector } from '../types.ts';

const README_BYTES = 1024 ** 2;
const NAMES = ['README.md', 'readme.md', 'Readme.md'];
const ABOUT_TOOLS = /\b(tools?|functions|capabilities)\b/i;
/** Sections that list other things in the same form. */
const NOT_TOOLS =
  /\b(prompts?|resources?|options?|parameters?|arguments?|variables?|flags?|commands?|config\w*|install\w*|requirements?|clients?|development|develop|troubleshoot\w*|prerequisites|roadmap|related|environment)\b/i;
const NAME = /^[A-Za-z][A-Za-z0-9]*(?:[_.\-/][A-Za-z0-9]+)*$/;
const MAX_TOOLS = 500;

export const readme: Inspector = {
  id: 'readme',
  title: 'Told by its README',
  evidence: 'readme',

  fits: (manifest) => repositoryOf(manifest) !== undefined || npmOf(manifest) !== undefined,

  async inspect(manifest, context): Promise<Inspection> {
    const found = await readmeOf(manifest, context);
    const { tools, unsure } = toolsInReadme(found.text, found.file);
    if (tools.length === 0) throw new InspectFailed('no-tools-found', `${found.file} tells of no tools`);
    return {
      inspector: 'readme',
      evidence: 'readme',
      version: manifest.version,
      tools,
      unsure,
      defects: ['names and descriptions as a README tells them; parameters are not known'],
    };
  },
};

interface Told {
  tools: InspectedTool[];
  unsure: NonNullable<Inspection['unsure']>;
}

/** The tools in a Markdown text. A name counts if it is set as code or is spelt as names are. */
function toolsInReadme(markdown: string, file: string): Told {
  const $ = load(marked.parse(markdown.slice(0, README_BYTES), { async: false, gfm: true }), undefined, false);
  const told: Told = { tools: [], unsure: [] };
  const seen = new Set<string>();
  const note = (name: string, description: string, asCode: boolean): void => {
    const clean = name
      .trim()
      .replace(/\(.*\)$/, '')
      .replace(/:$/, '')
      .trim();
    if (!NAME.test(clean) || clean.length > 128 || seen.has(clean) || told.tools.length >= MAX_TOOLS) return;
    seen.add(clean);
    const text = description
      .replace(/\s+/g, ' ')
      .replace(/^[\s:–—-]+/, '')
      .trim();
    const spelt = /[_-]|[a-z][A-Z]/.test(clean);
    if (asCode || spelt) told.tools.push({ name: clean, ...(text === '' ? {} : { description: text }), provenance: { file } });
    else told.unsure.push({ name: clean, why: 'a word under a heading about tools', provenance: { file } });
  };
  const headings = $('h1,h2,h3,h4,h5')
    .toArray()
    .filter((each) => isAboutTools($(each).text()));
  for (const heading of headings) readSection($, $(heading), note);
  return told;
}

function isAboutTools(title: string): boolean {
  return ABOUT_TOOLS.test(title) && !NOT_TOOLS.test(title);
}

type Note = (name: string, description: string, asCode: boolean) => void;
type Document = ReturnType<typeof load>;
type Selection = ReturnType<Document>;

/** Everything up to the next heading of the same or a higher level. Headings below it may be names themselves. */
function readSection($: Document, heading: Selection, note: Note): void {
  const level = levelOf(heading) ?? 6;
  let skipped = false;
  for (let at: Selection = heading.next(); at.length > 0; at = at.next()) {
    const own = levelOf(at);
    if (own !== undefined) {
      if (own <= level) return;
      skipped = NOT_TOOLS.test(at.text());
      if (!skipped) noteHeading(at, note);
    } else if (!skipped && at.is('table')) noteTable($, at, note);
    else if (!skipped && at.is('ul,ol')) noteList($, at, note);
  }
}

function levelOf(at: Selection): number | undefined {
  return [1, 2, 3, 4, 5, 6].find((level) => at.is(`h${level}`));
}

function noteHeading(heading: Selection, note: Note): void {
  const code = heading.find('code').first().text();
  const text = heading
    .text()
    .replace(/^[\d.\s]+/, '')
    .trim();
  const asCode = code !== '' && text.startsWith(code);
  const next = heading.next();
  if (asCode || /[_-]/.test(text)) note(asCode ? code : text, next.is('p') ? next.text() : '', asCode);
}

function noteTable($: Document, table: Selection, note: Note): void {
  const head = table.find('thead th').first().text();
  if (head !== '' && !/tool|name|function|command/i.test(head)) return;
  for (const row of table.find('tbody tr').toArray()) {
    const cells = $(row).find('td').toArray();
    const name = cells[0] ? $(cells[0]) : undefined;
    if (name) note(name.text(), cells[1] ? $(cells[1]).text() : '', name.find('code').length > 0);
  }
}

/** `- **name** - what it does`: the first strong or code text of a point; lists inside a point are its parameters. */
function noteList($: Document, list: Selection, note: Note): void {
  for (const point of list.children('li').toArray()) {
    const own = $(point).clone();
    own.find('ul,ol').remove();
    const first = own.find('code,strong,b').first();
    const text = own.text().trim();
    const name = first.text().trim();
    if (name === '' || !text.startsWith(name)) continue;
    note(name, text.slice(name.length), first.is('code') || first.find('code').length > 0);
  }
}

function repositoryOf(manifest: Manifest): string | undefined {
  return /github\.com[/:]([\w.-]+\/[\w.-]+?)(?:\.git)?(?:[/#?].*)?$/.exec(manifest.repository?.url ?? '')?.[1];
}

function npmOf(manifest: Manifest): Manifest['packages'][number] | undefined {
  return manifest.packages.find(({ registryType }) => registryType === 'npm');
}

/** The README of the published package, or else of the repository. */
async function readmeOf(manifest: Manifest, { signal, npmRegistry }: InspectContext): Promise<{ text: string; file: string }> {
  const { npmUrl, githubRawUrl } = crawlerConfig();
  const pack = npmOf(manifest);
  if (pack) {
    const { bytes } = await fetchNpm(pack.identifier, pack.version || 'latest', { base: npmRegistry ?? npmUrl, signal });
    const files = await readTarball(bytes);
    for (const file of NAMES) {
      const content = files.get(file);
      if (content) return { text: new TextDecoder().decode(content), file };
    }
  }
  const repository = repositoryOf(manifest);
  const folder = manifest.repository?.subfolder ? `${manifest.repository.subfolder.replace(/^\/+|\/+$/g, '')}/` : '';
  for (const file of repository ? NAMES.map((name) => folder + name) : []) {
    try {
      const { body } = await getText(`${githubRawUrl}/${repository}/HEAD/${file}`, { signal, allowPrivate: true, maxBytes: README_BYTES });
      return { text: body, file };
    } catch (error) {
      if (!(error instanceof RequestFailed) || error.status !== 404) throw error;
    }
  }
  throw new InspectFailed('not-found', 'no README');
}
