/** Builds a site as a user does, with the command, and serves it. Each caller has its own folder. */
import { execFileSync } from 'node:child_process';
import { existsSync, globSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { BuildReport } from '../../site/build.ts';
import { type Served, serve } from '../../site/serve.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
export const FIXTURE = join(ROOT, 'test/fixtures/snapshot');

export interface BuiltSite extends Served {
  root: string;
  report: BuildReport;
  /** Paths of all pages, as they stand in addresses after the base. */
  pages: string[];
  remove(): Promise<void>;
}

export function newFolder(): string {
  return mkdtempSync(join(tmpdir(), 'site-test-'));
}

/** Runs `npm run site` without npm; returns its JSON report. */
export function buildWith(args: readonly string[], dataDir: string): BuildReport {
  const output = execFileSync(process.execPath, [join(ROOT, 'site/main.ts'), 'build', '--json', ...args], {
    cwd: ROOT,
    env: { PATH: process.env.PATH, DATA_DIR: dataDir, REPOSITORY_URL: 'https://code.example.org/index' },
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  return JSON.parse(output.trimEnd().split('\n').at(-1) ?? '');
}

export async function buildAndServe(base = '/'): Promise<BuiltSite> {
  const dataDir = newFolder();
  const report = buildWith(['--snapshot', FIXTURE, '--base', base, '--url', 'https://index.example.org'], dataDir);
  const root = report.out;
  const served = await serve({ root, base, port: 0 });
  const pages = globSync('**/index.html', { cwd: root })
    .map((file) => file.replace(/index\.html$/, ''))
    .sort();
  return {
    ...served,
    root,
    report,
    pages,
    async remove() {
      await served.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** One page of every type, and every page of the server that means harm. */
export const SAMPLES = [
  '',
  'servers/',
  'tools/',
  'servers/io.github.harborlight-chirper/',
  'servers/io.github.harborlight-chirper/post-update/',
  'servers/io.github.harborlight-chirper/delete-account/',
  'servers/com.example.keepsafe-vault/list-secret-names/',
  'servers/com.example.silent-crm/',
  'servers/com.example.bygone-notes/get-notes/',
  'servers/evil.example-trap/',
  'servers/evil.example-trap/script-img/',
  'servers/evil.example-trap/rtl/',
  'risk/critical/',
  'category/write/',
  'attacks/',
  'attacks/rug-pull/',
  'rules/',
  'rules/reading-verb/',
  'formats/',
  'formats/claude-code/',
  'method/',
  'faq/',
  'changes/',
  'data/',
  'about/',
  'search/',
  'stack/',
  '404.html',
] as const;

/** Of any built site one page of every type: those of {@link SAMPLES} that it has, and its first server with a first tool. */
export function samplesOf(root: string): string[] {
  const has = (path: string) => existsSync(join(root, path.endsWith('.html') ? path : join(path, 'index.html')));
  const [server = ''] = readdirSync(join(root, 'servers')).filter((name) => has(`servers/${name}/`));
  const [tool = ''] = readdirSync(join(root, 'servers', server)).filter((name) => has(`servers/${server}/${name}/`));
  return [...new Set([...SAMPLES, `servers/${server}/`, `servers/${server}/${tool}/`])].filter(has);
}
