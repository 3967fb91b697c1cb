/** An index of Python packages on loopback, with wheels made in the test: its JSON and the simple pages that pip reads, and no more. */
import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import { strToU8, zipSync } from 'fflate';
import { onLoopback } from './loopback.ts';

export interface PublishedWheel {
  name: string;
  version: string;
  /** Path in the wheel → text. */
  files: Record<string, string>;
  /** `name = module:function`. */
  scripts?: string[];
  requires?: string[];
  requiresPython?: string;
  /** Published as these bytes of sources, and as no wheel. */
  sources?: Uint8Array;
  /** What the index claims of the file; default the truth. */
  sha256?: string;
}

export interface FakeIndex {
  url: string;
  requests: string[];
  close(): Promise<void>;
}

export async function fakePypiIndex(published: readonly PublishedWheel[]): Promise<FakeIndex> {
  const requests: string[] = [];
  const releases = published.map((each) => {
    const bytes = each.sources ?? wheelOf(each);
    const filename = each.sources ? `${each.name}-${each.version}.tar.gz` : `${distOf(each)}-py3-none-any.whl`;
    return { ...each, bytes, filename, sha256: each.sha256 ?? createHash('sha256').update(bytes).digest('hex') };
  });
  const server = createServer((request, response) => {
    const path = decodeURIComponent(request.url ?? '/');
    requests.push(path);
    const [, kind, name, third] = path.split('/');
    const own = releases.filter((each) => each.name === name);
    const file = kind === 'files' ? releases.find(({ filename }) => filename === name) : undefined;
    if (file) return response.end(file.bytes);
    if (kind === 'simple' && own.length > 0) {
      const links = own.map(({ filename, sha256 }) => `<a href="/files/${filename}#sha256=${sha256}">${filename}</a>`);
      return response.writeHead(200, { 'content-type': 'text/html' }).end(`<!DOCTYPE html><html><body>${links.join('\n')}</body></html>`);
    }
    const release = kind === 'pypi' ? own.findLast(({ version }) => version === third || third === 'json') : undefined;
    if (!release) return response.writeHead(404).end();
    const { version, filename, sha256, sources } = release;
    const urls = [{ packagetype: sources ? 'sdist' : 'bdist_wheel', filename, url: `/files/${filename}`, digests: { sha256 } }];
    return response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ info: { name, version }, urls }));
  });
  return { ...(await onLoopback(server)), requests };
}

const distOf = ({ name, version }: PublishedWheel) => `${name.replaceAll('-', '_')}-${version}`;

/** https://packaging.python.org/en/latest/specifications/binary-distribution-format/ */
function wheelOf(published: PublishedWheel): Uint8Array {
  const { name, version, files, scripts = [], requires = [], requiresPython } = published;
  const info = `${distOf(published)}.dist-info`;
  const metadata = ['Metadata-Version: 2.1', `Name: ${name}`, `Version: ${version}`];
  if (requiresPython) metadata.push(`Requires-Python: ${requiresPython}`);
  const all: Record<string, string> = {
    ...files,
    [`${info}/METADATA`]: [...metadata, ...requires.map((each) => `Requires-Dist: ${each}`), ''].join('\n'),
    [`${info}/WHEEL`]: 'Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n',
    [`${info}/entry_points.txt`]: ['[console_scripts]', ...scripts, ''].join('\n'),
  };
  const record = [...Object.keys(all).map((path) => `${path},,`), `${info}/RECORD,,`, ''].join('\n');
  return zipSync(Object.fromEntries(Object.entries({ ...all, [`${info}/RECORD`]: record }).map(([path, text]) => [path, strToU8(text)])));
}
