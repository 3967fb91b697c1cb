import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeHttp } from '../../../crawler/http.ts';
import { stdio } from '../../../crawler/inspectors/stdio.ts';
import { startUntilItSpeaks } from '../../../crawler/launch/speak.ts';
import { oci } from '../../../crawler/runners/oci.ts';
import { tryDrivers } from '../../../crawler/sandbox/index.ts';
import { DEFAULT_LIMITS } from '../../../crawler/sandbox/types.ts';
import { unsafe } from '../../../crawler/sandbox/unsafe.ts';
import type { ServerPackage } from '../../../db/model.ts';
import { type FakeImages, fakeImages, type LayerEntry } from '../../helpers/oci-registry.ts';

const cacheDir = mkdtempSync(join(tmpdir(), 'mcp-risk-index-oci-'));
const working = (await tryDrivers(join(cacheDir, 'sandbox'))).filter((tried) => tried.works).map(({ driver }) => driver);
const works = working.length > 0;
const mark = `mark-${randomUUID()}`;
let images: FakeImages;

/** This machine's shell with its libraries: all that an image needs to say something. */
function shell(): LayerEntry[] {
  const libraries = execFileSync('sh', ['-c', 'ldd /bin/sh || :'], { encoding: 'utf8' }).match(/\/\S+/g) ?? [];
  return ['/bin/sh', ...libraries].map((path) => ({ path: path.slice(1), content: readFileSync(path), mode: 0o755 }));
}

/** A server in plain shell, whose one tool is named by `name`, a word of the shell. */
const server = (name: string, after = ''): LayerEntry => ({
  path: 'app/serve',
  mode: 0o755,
  content: `#!/bin/sh
while read -r line; do
  id=\${line##*'"id":'}
  id=\${id%%[,\\}]*}
  case "$line" in
    *'"initialize"'*) result='{"protocolVersion":"2025-06-18","capabilities":{"tools":{}},"serverInfo":{"name":"shell","version":"1"}}' ;;
    *'"tools/list"'*) result='{"tools":[{"name":"'${name}'","description":"Plain.","inputSchema":{"type":"object"}}]}' ;;
    *) continue ;;
  esac
  echo '{"jsonrpc":"2.0","id":'"$id"',"result":'"$result"'}'
done
${after}`,
});

beforeAll(async () => {
  const base = shell();
  const Entrypoint = ['/app/serve'];
  images = await fakeImages([
    {
      repository: 'acme/notes',
      tag: '1.0',
      layers: [base, [server('"$NAME$*-$PWD"')]],
      config: { Entrypoint, Cmd: ['stdio'], Env: ['NAME=notes-', 'PATH=/app:/bin'], WorkingDir: '/app' },
      platforms: ['s390x', 'ours'],
      token: 'everybody',
    },
    {
      repository: 'acme/command',
      tag: 'latest',
      layers: [base, [server('command')]],
      config: { Cmd: ['ser\0ve'], Env: ['PATH=/app', 'X=\0', '=', 'LD_PRELOAD'], WorkingDir: '/\0' },
    },
    {
      repository: 'acme/walls',
      tag: '1.0',
      layers: [
        [
          { path: 'home', type: 'SymbolicLink', linkpath: '/etc' },
          { path: 'etc', type: 'SymbolicLink', linkpath: '/proc/self' },
          { path: 'tmp', type: 'SymbolicLink', linkpath: '/' },
        ],
        [...base, ...['data/', 'proc/', '.sandbox/'].map((path): LayerEntry => ({ path, type: 'Directory', mode: 0o700 }))],
        // Where it may write, and whether it can see anything of ours.
        [
          server(
            '"$(for path in /app /data "$HOME"; do (: > "$path/x") 2>/dev/null && printf "$path "; done; for path in /etc/shadow /package /node /usr/bin/env; do [ -e "$path" ] && printf "$path "; done)"',
          ),
        ],
      ],
      config: { Entrypoint, Volumes: { '/data': {}, '/../../tmp': {}, '/etc': {}, '/proc': {}, '/.sandbox': {} } },
    },
    {
      repository: 'acme/stubborn',
      tag: '1.0',
      layers: [base, [server('stubborn', `trap '' TERM HUP INT\nwhile :; do :; done # $1`)]],
      config: { Entrypoint: [...Entrypoint, mark] },
    },
    { repository: 'acme/empty', tag: '1.0', layers: [base] },
    { repository: 'acme/private', tag: '1.0', layers: [], token: 'never' },
    { repository: 'acme/elsewhere', tag: '1.0', layers: [], platforms: ['s390x'] },
    { repository: 'acme/forged', tag: '1.0', layers: [base], config: { Cmd: ['sh'] }, served: Buffer.from('x') },
    { repository: 'acme/swollen', tag: '1.0', layers: [Buffer.from('x')], served: Buffer.alloc(100_000) },
  ]);
});
afterAll(async () => {
  await closeHttp();
  await images.close();
  rmSync(cacheDir, { recursive: true, force: true });
});

const context = () => ({
  seconds: 30,
  signal: new AbortController().signal,
  cacheDir,
  now: new Date(0),
  ociMirrors: { 'registry.test': images.url },
});

function inspect(image: string, more: Partial<ServerPackage> = {}) {
  const pack = { registryType: 'oci', identifier: `registry.test/${image}`, ...more };
  return stdio.inspect({ name: 'a/b', packages: [pack], remotes: [] }, context());
}

describe.runIf(works)('an image', () => {
  it('is fetched, started as it says, and asked; the same image is not fetched again', async () => {
    expect(await inspect('acme/notes:1.0')).toMatchObject({
      inspector: 'stdio',
      evidence: 'live',
      version: '1.0',
      tools: [{ name: 'notes-stdio-/app', description: 'Plain.' }],
      launch: { args: [], env: [], digest: expect.stringMatching(/^sha256:[0-9a-f]{64}$/) },
    });
    const blobs = () => images.requests.filter((path) => path.includes('/blobs/')).length;
    const fetched = blobs();
    const runtimeArguments = [{ type: 'named', name: '-e', value: 'NAME={name}', variables: { name: { default: 'from-' } } }];
    const packageArguments = [{ type: 'positional', value: 'record' }];
    expect(await inspect('acme/notes', { version: '1.0', runtimeArguments, packageArguments })).toMatchObject({
      tools: [{ name: 'from-record-/app' }],
      launch: { args: ['record'], env: ['NAME'] },
    });
    expect(blobs()).toBe(fetched);
  });

  it('of a tag that moves has its digest for a version; a program without a path is looked for as the image says', async () => {
    const inspection = await inspect('acme/command');
    expect(inspection.tools.map(({ name }) => name)).toEqual(['command']);
    expect(inspection.version).toBe(inspection.launch?.digest);
  });

  it.each(working)(
    'in $id writes to its volumes and its home only, and sees nothing of this machine, whatever its links say',
    async (driver) => {
      const stateDir = join(cacheDir, 'sandbox');
      const pack = { registryType: 'oci', identifier: 'registry.test/acme/walls:1.0' };
      const { launch, release } = await oci.bring(pack, { context: context(), driver, stateDir });
      const { signal, now } = context();
      const { listing } = await startUntilItSpeaks(
        { ...launch, driver, stateDir, limits: { ...DEFAULT_LIMITS, seconds: 30 }, signal, now },
        pack,
      );
      await release();
      expect(listing.tools.map(({ name }) => name)).toEqual(['/data /home/sandbox ']);
    },
  );

  it('that heeds no signal is gone when it has answered', async () => {
    expect((await inspect('acme/stubborn:1.0')).tools).toHaveLength(1);
    const lines = readdirSync('/proc').flatMap((pid) => (/^\d+$/.test(pid) ? commandLine(pid) : []));
    expect(lines.filter((line) => line.includes(mark))).toEqual([]);
  });

  it.each([
    ['acme/empty:1.0', 'no-bin'],
    ['acme/private:1.0', 'auth-required'],
    ['acme/elsewhere:1.0', 'engine-unsupported'],
    ['acme/forged:1.0', 'wrong-integrity'],
    ['acme/swollen:1.0', 'too-large'],
    ['acme/absent:1.0', 'not-found'],
    ['acme/notes:9.9', 'not-found'],
    [`acme/notes@sha256:${'0'.repeat(64)}`, 'not-found'],
    ['../../etc', 'malformed-manifest'],
    ['acme/notes:1.0?x=y', 'malformed-manifest'],
  ])('%s ends as %s', async (image, code) => {
    await expect(inspect(image)).rejects.toMatchObject({ code });
    expect(readdirSync(join(cacheDir, 'oci')).filter((name) => name.startsWith('.'))).toEqual([]);
  });

  it('on a private address is asked for only where the operator says so', async () => {
    const pack = { registryType: 'oci', identifier: `${new URL(images.url).host}/acme/notes:1.0` };
    const asked = stdio.inspect({ name: 'a/b', packages: [pack], remotes: [] }, context());
    await expect(asked).rejects.toMatchObject({ code: expect.stringMatching(/address-refused|tls|unreachable/) });
  });
});

describe('an image', () => {
  it('is never started without a sandbox', async () => {
    const means = { context: context(), driver: unsafe, stateDir: cacheDir };
    await expect(oci.bring({ registryType: 'oci', identifier: 'registry.test/acme/notes:1.0' }, means)).rejects.toMatchObject({
      code: 'no-sandbox',
    });
  });
});

function commandLine(pid: string): string[] {
  try {
    return [readFileSync(`/proc/${pid}/cmdline`, 'utf8')];
  } catch {
    return [];
  }
}
