import { describe, expect, it } from 'vitest';
import { claimsOf, type Group, mergeManifests, planServers, repositoryKey } from '../../crawler/merge.ts';
import type { LightManifest } from '../../db/manifests.ts';
import type { Manifest, ServerPackage } from '../../db/model.ts';
import { manifest } from '../helpers/crawling.ts';

const REGISTRY = { rank: 20, vouches: { name: true, kinds: ['npm', 'pypi', 'oci'] } };
const NPM = { rank: 40, vouches: { name: false, kinds: ['npm'] } };
const GITHUB = { rank: 60, vouches: { name: false, kinds: ['repo'] } };
const FILE = { rank: 15, vouches: { name: true, kinds: [] } };
const CLIENT = { rank: 90, vouches: { name: false, kinds: [] } };

const npmPackage = (identifier: string): ServerPackage => ({ registryType: 'npm', identifier });
const repository = (url: string, subfolder?: string) => ({ repository: { url: `https://github.com/${url}`, subfolder } });

let next = 1;
function record(
  source: string,
  from: typeof REGISTRY,
  name: string,
  changes: Partial<Manifest> & Partial<LightManifest> & { names?: string[] } = {},
): LightManifest {
  const { packages, remotes, repository: at, names, ...light } = changes;
  const claims = claimsOf(manifest(name, { packages: packages ?? [], remotes: remotes ?? [], repository: at }), from.vouches, names);
  const row = {
    id: next++,
    source,
    ref: name,
    version: '1.0.0',
    rank: from.rank,
    name,
    claims,
    isLatest: undefined,
    deleted: false,
    updatedAt: undefined,
    missing: 0,
    pending: true,
    serverId: undefined,
  };
  return { ...row, ...light };
}

/** What belongs together, by source and name. */
function sorted(records: LightManifest[]): string[][] {
  return planServers(records, 3).map((group) => [...new Set(group.all.map((one) => `${one.source} ${one.ref}`))].sort());
}
const impostors = (groups: Group[]) =>
  Object.fromEntries(groups.filter((group) => group.impostors.length > 0).map((group) => [group.heads[0]?.name, group.impostors]));

describe('one server found by several sources', () => {
  it('is one where its name is the same, in any case', () => {
    expect(sorted([record('registry', REGISTRY, 'io.github.acme/Mail'), record('file', FILE, 'io.github.acme/mail')])).toHaveLength(1);
  });

  it('is one where both prove the same package', () => {
    const server = record('registry', REGISTRY, 'io.github.acme/mail', { packages: [npmPackage('@acme/mail')] });
    expect(sorted([server, record('npm', NPM, '@acme/mail', { packages: [npmPackage('@acme/mail')] })])).toHaveLength(1);
  });

  it('is one where a client starts the package', () => {
    const server = record('registry', REGISTRY, 'io.github.acme/mail', { packages: [npmPackage('@acme/mail')] });
    expect(sorted([server, record('client-config', CLIENT, 'mail', { packages: [npmPackage('@acme/mail')] })])).toHaveLength(1);
  });

  it('is one where its owner proves the same folder of the same repository', () => {
    const server = record('registry', REGISTRY, 'io.github.acme/mail', repository('acme/servers', 'mail'));
    expect(sorted([server, record('github', GITHUB, 'acme/servers', repository('Acme/servers', 'mail/'))])).toHaveLength(1);
    expect(sorted([server, record('github', GITHUB, 'acme/servers', repository('acme/servers', 'chat'))])).toHaveLength(2);
  });

  it('is one where package and server name each other, though neither proves it', () => {
    const server = record('file', FILE, 'com.acme/mail', { packages: [npmPackage('acme-mail')] });
    const itself = record('npm', NPM, 'acme-mail', { packages: [npmPackage('acme-mail')], names: ['com.acme/mail'] });
    expect(sorted([server, itself])).toHaveLength(1);
    const other = record('npm', NPM, 'evil-mail', { packages: [npmPackage('evil-mail')], names: ['com.acme/mail'] });
    expect(sorted([server, other])).toHaveLength(2);
  });

  it('is not one for a repository that nobody proves', () => {
    const server = record('registry', REGISTRY, 'com.stranger/playwright', repository('acme/playwright'));
    expect(sorted([server, record('github', GITHUB, 'acme/playwright', repository('acme/playwright'))])).toHaveLength(2);
  });

  it('two names of one registry are two servers, whatever else they share', () => {
    const shared = { packages: [npmPackage('@acme/all')], ...repository('acme/all') };
    expect(
      sorted([record('registry', REGISTRY, 'io.github.acme/a', shared), record('registry', REGISTRY, 'io.github.acme/b', shared)]),
    ).toHaveLength(2);
  });

  it('a package that two servers prove joins neither', () => {
    const shared = { packages: [npmPackage('@acme/all')] };
    const records = [
      record('registry', REGISTRY, 'io.github.acme/a', shared),
      record('registry', REGISTRY, 'io.github.acme/b', shared),
      record('npm', NPM, '@acme/all', shared),
    ];
    expect(sorted(records)).toHaveLength(3);
  });

  it('does not depend on the order of the records', () => {
    const records = [
      record('npm', NPM, '@acme/mail', { packages: [npmPackage('@acme/mail')] }),
      record('client-config', CLIENT, 'mail', { packages: [npmPackage('@acme/mail')] }),
      record('registry', REGISTRY, 'io.github.acme/mail', { packages: [npmPackage('@acme/mail')] }),
    ];
    expect(sorted(records)).toEqual(sorted(records.toReversed()));
    expect(sorted(records)).toHaveLength(1);
  });
});

describe('impostors', () => {
  it('are flagged where another owner proves the same repository', () => {
    const owner = record('registry', REGISTRY, 'io.github.acme/mail', repository('acme/mail'));
    const groups = planServers([owner, record('registry', REGISTRY, 'com.stranger/mail', repository('acme/mail'))], 3);
    expect(impostors(groups)).toEqual({ 'io.github.acme/mail': ['com.stranger/mail'] });
    expect(groups.find((group) => group.heads[0]?.name === 'com.stranger/mail')?.impostorOf).toEqual(['io.github.acme/mail']);
  });

  it('are flagged where a package gives itself the name of a server that does not know it', () => {
    const server = record('registry', REGISTRY, 'io.github.acme/mail', { packages: [npmPackage('@acme/mail')] });
    const groups = planServers(
      [server, record('npm', NPM, 'evil-mail', { packages: [npmPackage('evil-mail')], names: ['io.github.acme/mail'] })],
      3,
    );
    expect(impostors(groups)).toEqual({ 'io.github.acme/mail': ['evil-mail'] });
  });

  it.each([
    { why: 'of the same owner', name: 'io.github.acme/other', more: repository('acme/mail') },
    {
      why: 'that prove the same package',
      name: 'com.acme/mail',
      more: { packages: [npmPackage('@acme/mail')], ...repository('acme/mail') },
    },
  ])('are not those $why', ({ name, more }) => {
    const owner = record('registry', REGISTRY, 'io.github.acme/mail', { packages: [npmPackage('@acme/mail')], ...repository('acme/mail') });
    expect(impostors(planServers([owner, record('registry', REGISTRY, name, more)], 3))).toEqual({});
  });

  it('are not accused where nobody proves anything', () => {
    const records = [
      record('registry', REGISTRY, 'com.a/mail', repository('acme/mail')),
      record('registry', REGISTRY, 'com.b/mail', repository('acme/mail')),
    ];
    expect(impostors(planServers(records, 3))).toEqual({});
  });
});

describe('the record that speaks for a server', () => {
  const version = (number: string, changes: Partial<LightManifest> = {}) =>
    record('registry', REGISTRY, 'io.github.acme/mail', { version: number, ...changes });
  const head = (records: LightManifest[]) => planServers(records, 3)[0]?.heads.map((one) => one.version);

  it.each([
    { what: 'the one said to be the latest', records: [version('2.0.0'), version('1.0.0', { isLatest: true })], expected: '1.0.0' },
    {
      what: 'the one updated last',
      records: [version('2.0.0', { updatedAt: '2026-01-01' }), version('1.9.0', { updatedAt: '2026-02-01' })],
      expected: '1.9.0',
    },
    { what: 'one that is still held', records: [version('2.0.0', { isLatest: true, deleted: true }), version('1.0.0')], expected: '1.0.0' },
    { what: 'the highest version where nothing else tells', records: [version('1.9.0'), version('1.10.0')], expected: '1.10.0' },
  ])('is $what', ({ records, expected }) => {
    expect(head(records)).toEqual([expected]);
  });

  it('keeps its server, though records come and go', () => {
    const old = record('registry', REGISTRY, 'io.github.acme/mail', { packages: [npmPackage('@acme/mail')], serverId: 7 });
    const fresh = record('npm', NPM, '@acme/mail', { packages: [npmPackage('@acme/mail')] });
    expect(planServers([fresh, old], 3).map((group) => group.serverId)).toEqual([7]);
  });

  it('two that were one server are one no longer: the better record keeps it', () => {
    const other = record('npm', NPM, 'other', { serverId: 7 });
    const better = record('registry', REGISTRY, 'io.github.acme/mail', { serverId: 7 });
    const groups = planServers([other, better], 3);
    expect(groups.map((group) => [group.heads[0]?.source, group.serverId])).toEqual([
      ['npm', undefined],
      ['registry', 7],
    ]);
  });
});

describe('repositoryKey', () => {
  it.each([
    ['https://github.com/Acme/Mail.git', undefined, 'github.com/acme/mail'],
    ['git+https://github.com/acme/mail', '/src/', 'github.com/acme/mail#src'],
    ['https://github.com/acme/mail/tree/main/src/mail', undefined, 'github.com/acme/mail#src/mail'],
    ['ssh://git@gitlab.com:22/acme/mail', undefined, 'gitlab.com/acme/mail'],
    ['https://example.com/', undefined, undefined],
    ['not a url', undefined, undefined],
  ])('%s %s → %s', (url, folder, key) => {
    expect(repositoryKey(url, folder)).toBe(key);
  });
});

describe('mergeManifests', () => {
  it('takes each field from the best source that has it, and packages and remotes from all', () => {
    const best = manifest('io.github.acme/mail', { title: 'Mail', packages: [npmPackage('@acme/mail')] });
    const other = manifest('@acme/mail', {
      title: 'other',
      description: 'Reads mail',
      version: '0.9.0',
      packages: [{ ...npmPackage('@acme/mail'), version: '9' }, npmPackage('@acme/more')],
      remotes: [{ type: 'sse', url: 'https://a.example' }],
    });
    expect(mergeManifests([best, other])).toEqual({
      name: 'io.github.acme/mail',
      title: 'Mail',
      description: 'Reads mail',
      version: '1.0.0',
      packages: [npmPackage('@acme/mail'), npmPackage('@acme/more')],
      remotes: [{ type: 'sse', url: 'https://a.example' }],
    });
  });
});
