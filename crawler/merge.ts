/**
 * Which records are the same server, and what that server is. Pure.
 *
 * A record has a name of its own where it is reverse-DNS with one `/`: those come from a registry that checked the
 * namespace, and two of them are never one server. Records without one (a package, a repository, a line of a client's
 * config) join the server whose claim to the same package, or to the same folder of the same repository, is proven.
 * Whoever claims a package or repository without proof, while another owner proves it, is flagged as an impostor.
 */
import semver from 'semver';
import type { LightManifest, ManifestRow } from '../db/manifests.ts';
import type { Manifest, Origin } from '../db/model.ts';

type Claim = ManifestRow['claims'][number];
const OWN_NAME = /^[a-z0-9][a-z0-9.-]*\.[a-z0-9.-]*\/[^/]+$/i;

/** How a source vouches for what its records say. */
export interface Vouches {
  /** The namespace of the name was checked. */
  name: boolean;
  /** Kinds of claims that were checked: `npm`, `pypi`, `oci`, `repo`. */
  kinds: readonly string[];
}

/** What a record claims to be. `names`: servers that it says it is besides its own name. */
export function claimsOf(manifest: Manifest, vouches: Vouches, names: readonly string[] = []): Claim[] {
  const claims: Claim[] = [];
  const add = (key: string, kind: string, ownerProves = false) => claims.push({ key, proof: vouches.kinds.includes(kind) || ownerProves });
  if (OWN_NAME.test(manifest.name)) claims.push({ key: `name:${manifest.name.toLowerCase()}`, proof: vouches.name });
  for (const name of names) if (OWN_NAME.test(name)) claims.push({ key: `name:${name.toLowerCase()}`, proof: false });
  for (const found of manifest.packages) {
    const kind = found.registryType;
    if (kind === 'npm') add(`npm:${found.identifier}`, kind);
    if (kind === 'pypi') add(`pypi:${found.identifier.toLowerCase().replace(/[-_.]+/g, '-')}`, kind);
    if (kind === 'oci') add(`oci:${found.identifier.toLowerCase().replace(/@.*$|:[^/:]*$/, '')}`, kind);
  }
  const repository = manifest.repository && repositoryKey(manifest.repository.url, manifest.repository.subfolder);
  if (repository) add(`repo:${repository}`, 'repo', vouches.name && ownsRepository(manifest.name, repository));
  return claims;
}

/** `github.com/owner/name#folder`, lower-case; undefined for what is no repository URL. */
export function repositoryKey(url: string, subfolder: string | undefined): string | undefined {
  const match =
    /^(?:git\+)?(?:https?|ssh|git):\/\/(?:[^@/]*@)?(?:www\.)?([^/:]+)(?::\d+)?\/([^/]+)\/([^/#?]+)(?:\/tree\/[^/]+\/([^#?]+))?/i.exec(url);
  if (!match) return undefined;
  const [, host, owner, name, folder] = match;
  const inside = (subfolder ?? folder ?? '').replace(/^\.?\/+|\/+$/g, '');
  return `${host}/${owner}/${name?.replace(/\.git$/, '')}${inside === '' ? '' : `#${inside}`}`.toLowerCase();
}

/** `io.github.<owner>/…` owns what lies under github.com/<owner>. */
function ownsRepository(name: string, repository: string): boolean {
  const namespace = /^(?:io|com)\.(github|gitlab)\.([^/]+)\//i.exec(name);
  return namespace !== null && repository.startsWith(`${namespace[1]}.com/${namespace[2]}/`.toLowerCase());
}

/** The part of a name that was checked: two servers of one namespace are of one owner. */
function ownerOf(name: string): string {
  return OWN_NAME.test(name) ? name.slice(0, name.indexOf('/')).toLowerCase() : name.toLowerCase();
}

/** One server-to-be. Ids point at manifests. */
export interface Group {
  /** Server that most of these records belonged to before. */
  serverId: number | undefined;
  /** Best source first; one record of each reference, its newest version. */
  heads: LightManifest[];
  /** Every record, older versions too. */
  all: LightManifest[];
  /** Names of servers that claim the same without proof. */
  impostors: string[];
  /** Names of servers that prove what this one only claims. */
  impostorOf: string[];
  /** No record of it is held by any source any more. */
  vanished: boolean;
}

/** Sorts all records into servers. `vanishAfter`: complete listings in a row that must miss a record. Deterministic in the set of records. */
export function planServers(records: Iterable<LightManifest>, vanishAfter: number): Group[] {
  const references = byReference(records);
  const groups = new Map<string, LightManifest[][]>();
  const loose: LightManifest[][] = [];
  for (const versions of references) {
    const head = versions[0];
    if (!head) continue;
    const name = head.claims.find((claim) => claim.key.startsWith('name:'));
    if (name?.proof) push(groups, name.key, versions);
    else loose.push(versions);
  }
  join(groups, loose);
  const planned = [...groups.values()].map((members) => toGroup(members, vanishAfter));
  planned.sort((a, b) => (a.heads[0]?.id ?? 0) - (b.heads[0]?.id ?? 0));
  keepIdentities(planned);
  flagImpostors(planned);
  return planned;
}

/** Versions of each reference of each source, the current one first. */
function byReference(records: Iterable<LightManifest>): LightManifest[][] {
  const references = new Map<string, LightManifest[]>();
  for (const record of records) push(references, `${record.source}\n${record.ref}`, record);
  return [...references.values()].map((versions) => versions.sort(newerFirst));
}

function newerFirst(a: LightManifest, b: LightManifest): number {
  const gone = (record: LightManifest) => Number(record.deleted || record.missing > 0);
  return (
    gone(a) - gone(b) ||
    Number(b.isLatest === true) - Number(a.isLatest === true) ||
    compare(b.updatedAt ?? '', a.updatedAt ?? '') ||
    compareVersions(b.version, a.version) ||
    a.id - b.id
  );
}

/** Of what is no version at all, the later word in the alphabet. */
function compareVersions(a: string, b: string): number {
  const [x, y] = [semver.parse(a, { loose: true }), semver.parse(b, { loose: true })];
  return x && y ? semver.compare(x, y) : Number(x !== null) - Number(y !== null) || compare(a, b);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/**
 * Records without a proven name join the one group that proves what they prove; or the server whose name they give
 * themselves, if it claims the same package: then each says it of the other. Else those of one package are a group.
 */
function join(groups: Map<string, LightManifest[][]>, loose: LightManifest[][]): void {
  const holders = new Map<string, Set<string>>();
  const claimed = new Map<string, Set<string>>();
  const hold = (group: string, claims: readonly Claim[]) => {
    for (const { key, proof } of claims) {
      if (key.startsWith('name:')) continue;
      if (proof) pushSet(holders, key, group);
      pushSet(claimed, group, key);
    }
  };
  for (const [group, members] of groups) for (const versions of members) hold(group, versions[0]?.claims ?? []);
  const order = loose.sort((a, b) => (a[0]?.rank ?? 0) - (b[0]?.rank ?? 0) || (a[0]?.id ?? 0) - (b[0]?.id ?? 0));
  for (const versions of order) {
    const head = versions[0];
    if (!head) continue;
    const claims = [...head.claims].sort((a, b) => strength(a) - strength(b));
    const proven = claims.find((claim) => holders.get(claim.key)?.size === 1);
    const mutual = claims.find(
      ({ key }) => key.startsWith('name:') && head.claims.some((claim) => claim.proof && claimed.get(key)?.has(claim.key)),
    );
    const [target] = proven ? (holders.get(proven.key) ?? []) : [];
    const group = target ?? mutual?.key ?? freshName(groups, head);
    push(groups, group, versions);
    hold(group, head.claims);
  }
}

/** A package says more than a repository, which may hold many servers. */
function strength(claim: Claim): number {
  return claim.key.startsWith('repo:') ? 1 : 0;
}

function freshName(groups: Map<string, LightManifest[][]>, head: LightManifest): string {
  const own = `of:${head.source}:${head.ref}`;
  return groups.has(own) ? `${own}:${head.id}` : own;
}

function toGroup(members: LightManifest[][], vanishAfter: number): Group {
  const held = (record: LightManifest) => !record.deleted && record.missing < vanishAfter;
  const heads = members
    .flatMap((versions) => versions.slice(0, 1))
    .sort((a, b) => Number(!held(a)) - Number(!held(b)) || a.rank - b.rank || compare(b.updatedAt ?? '', a.updatedAt ?? '') || a.id - b.id);
  const living = heads.filter(held);
  return {
    serverId: undefined,
    // A tombstone still shows what it was.
    heads: living.length > 0 ? living : heads,
    all: members.flat(),
    impostors: [],
    impostorOf: [],
    vanished: living.length === 0,
  };
}

/** A server keeps its identity: the group with its best record has it, and no other group. */
function keepIdentities(groups: readonly Group[]): void {
  const taken = new Set<number>();
  const best = ({ heads: [head] }: Group) => head?.rank ?? 0;
  for (const group of [...groups].sort((a, b) => best(a) - best(b))) {
    const known = [...group.heads, ...group.all].find((record) => record.serverId !== undefined && !taken.has(record.serverId));
    if (known?.serverId === undefined) continue;
    group.serverId = known.serverId;
    taken.add(known.serverId);
  }
}

function flagImpostors(groups: readonly Group[]): void {
  const claimants = new Map<string, { group: Group; proof: boolean }[]>();
  const proven = new Map<Group, Set<string>>();
  for (const group of groups) {
    const claims = new Map<string, boolean>();
    for (const { key, proof } of group.heads.flatMap((head) => head.claims)) claims.set(key, (claims.get(key) ?? false) || proof);
    for (const [key, proof] of claims) push(claimants, key, { group, proof });
    proven.set(group, new Set([...claims].flatMap(([key, proof]) => (proof ? key : []))));
  }
  for (const list of claimants.values()) {
    if (list.length === 1) continue;
    for (const { group } of list.filter((claimant) => claimant.proof)) {
      for (const other of list.filter((claimant) => !claimant.proof)) accuse(group, other.group, proven);
    }
  }
}

/** Not of the same namespace, nor of one owner by a package that both prove to be theirs. */
function accuse(owner: Group, other: Group, proven: ReadonlyMap<Group, ReadonlySet<string>>): void {
  const [name = '', claimed = ''] = [owner.heads[0]?.name, other.heads[0]?.name];
  if (ownerOf(claimed) === ownerOf(name)) return;
  const theirs = proven.get(other);
  if ([...(proven.get(owner) ?? [])].some((key) => theirs?.has(key))) return;
  if (!owner.impostors.includes(claimed)) owner.impostors.push(claimed);
  if (!other.impostorOf.includes(name)) other.impostorOf.push(name);
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}

function pushSet<K, V>(map: Map<K, Set<V>>, key: K, value: V): void {
  const set = map.get(key);
  if (set) set.add(value);
  else map.set(key, new Set([value]));
}

/** One manifest out of several, best source first: each field from the first that has it, packages and remotes from all. */
export function mergeManifests(manifests: readonly Omit<Manifest, 'tools'>[]): Omit<Manifest, 'tools'> {
  const [best] = manifests;
  if (!best) throw new Error('nothing to merge');
  const first = <K extends keyof Manifest>(key: K) => manifests.find((manifest) => manifest[key as 'name'] !== undefined)?.[key as 'name'];
  const fields = ['title', 'description', 'version', 'repository', 'websiteUrl', 'status', 'isLatest', 'publishedAt', 'updatedAt'] as const;
  const merged = Object.fromEntries(fields.map((field) => [field, first(field)] as const).filter(([, value]) => value !== undefined));
  return {
    name: (manifests.find((manifest) => OWN_NAME.test(manifest.name)) ?? best).name,
    ...merged,
    packages: distinct(
      manifests.flatMap((manifest) => manifest.packages),
      (found) => `${found.registryType} ${found.identifier}`,
    ),
    remotes: distinct(
      manifests.flatMap((manifest) => manifest.remotes),
      (remote) => remote.url,
    ),
  };
}

function distinct<T>(items: readonly T[], key: (item: T) => string): T[] {
  const seen = new Map<string, T>();
  for (const item of items) if (!seen.has(key(item))) seen.set(key(item), item);
  return [...seen.values()];
}

/** Where a server was found, best source first. */
export function originOf(record: LightManifest, url: string | undefined): Origin {
  return { source: record.source, ref: record.ref, ...(url === undefined ? {} : { url }) };
}
