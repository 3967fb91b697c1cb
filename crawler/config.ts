/** The crawler's settings. The only reader of the environment in this room. */
import { homedir } from 'node:os';
import { ConfigError, type DatabaseConfig, databaseConfig } from '../db/config.ts';
import { PACKAGE_KINDS, type PackageKind } from './types.ts';

export interface CrawlerConfig extends DatabaseConfig {
  /** Bases of the sources' APIs, without a trailing slash. */
  registryUrl: string;
  npmUrl: string;
  pypiUrl: string;
  githubUrl: string;
  githubRawUrl: string;
  smitheryUrl: string;
  /** Bases in place of the registries of images, by the name that stands in references. `OCI_MIRRORS`, e.g. `docker.io=http://10.0.0.5:5000`. */
  ociMirrors: Record<string, string>;
  githubToken: string | undefined;
  smitheryToken: string | undefined;
  /** Home of the client configs that `client-config` reads. */
  home: string;
  /** Seconds that a night may take. `NIGHT_BUDGET`, e.g. `6h`, `90m`, `45s`. */
  nightBudget: number;
  /** What a night lists. `NIGHT_SOURCES`, ids separated by commas. */
  nightSources: string[];
  /** Bytes for installed packages and downloads that are kept. `INSTALL_CACHE_GB`. */
  installCacheBytes: number;
  /** Kinds of packages that are started. `RUNNERS`, of `npm,pypi,oci`. */
  runners: PackageKind[];
  /** Inspections at once. */
  inspectParallel: number;
  /** Complete listings in a row that must miss a server before it counts as vanished. */
  vanishAfter: number;
  /** Share of inspections that may fail before a night exits 1. */
  failureThreshold: number;
  /** Page or address by which the operator of a crawled host finds us. */
  contact: string | undefined;
}

export function crawlerConfig(env: NodeJS.ProcessEnv = process.env): CrawlerConfig {
  const base = (name: string, fallback: string) => {
    const value = env[name] || fallback;
    if (!URL.canParse(value) || !/^https?:$/.test(new URL(value).protocol))
      throw new ConfigError(`${name} must be an http(s) URL: ${value}`);
    return value.replace(/\/+$/, '');
  };
  const count = (name: string, fallback: number, least: number, most: number) => {
    const value = env[name] ? Number(env[name]) : fallback;
    if (!Number.isInteger(value) || value < least || value > most)
      throw new ConfigError(`${name} must be a whole number from ${least} to ${most}: ${env[name]}`);
    return value;
  };
  const threshold = Number(env.FAILURE_THRESHOLD || '0.5');
  if (!(threshold >= 0 && threshold <= 1)) throw new ConfigError(`FAILURE_THRESHOLD must be a share from 0 to 1: ${env.FAILURE_THRESHOLD}`);
  return {
    ...databaseConfig(env),
    registryUrl: base('REGISTRY_URL', 'https://registry.modelcontextprotocol.io'),
    npmUrl: base('NPM_URL', 'https://registry.npmjs.org'),
    pypiUrl: base('PYPI_URL', 'https://pypi.org'),
    githubUrl: base('GITHUB_URL', 'https://api.github.com'),
    githubRawUrl: base('GITHUB_RAW_URL', 'https://raw.githubusercontent.com'),
    smitheryUrl: base('SMITHERY_URL', 'https://registry.smithery.ai'),
    ociMirrors: mirrors(env.OCI_MIRRORS ?? ''),
    githubToken: env.GITHUB_TOKEN || undefined,
    smitheryToken: env.SMITHERY_TOKEN || undefined,
    home: env.CLIENT_CONFIG_HOME || homedir(),
    nightBudget: parseDuration('NIGHT_BUDGET', env.NIGHT_BUDGET || '6h'),
    nightSources: (env.NIGHT_SOURCES || 'bundled,registry').split(',').map((source) => source.trim()),
    installCacheBytes: count('INSTALL_CACHE_GB', 4, 1, 10_000) * 1024 ** 3,
    runners: kinds('RUNNERS', env.RUNNERS ?? PACKAGE_KINDS.join(',')),
    inspectParallel: count('INSPECT_PARALLEL', 3, 1, 64),
    vanishAfter: count('VANISH_AFTER', 3, 1, 1_000),
    failureThreshold: threshold,
    contact: env.CRAWLER_CONTACT || undefined,
  };
}

/** Known kinds of packages, separated by commas; none where nothing stands there. */
function kinds(name: string, text: string): PackageKind[] {
  const listed = text.split(',').flatMap((kind) => kind.trim() || []);
  const known = PACKAGE_KINDS.filter((kind) => listed.includes(kind));
  const unknown = listed.find((kind) => !known.some((each) => each === kind));
  if (unknown !== undefined) throw new ConfigError(`${name} knows ${PACKAGE_KINDS.join(', ')}, not ${unknown}`);
  return known;
}

/** `name=base`, separated by commas. */
function mirrors(text: string): Record<string, string> {
  const pairs = text.split(',').filter((pair) => pair.trim() !== '');
  return Object.fromEntries(
    pairs.map((pair) => {
      const [, name = '', base = ''] = /^\s*([^=\s]+)=(\S+)\s*$/.exec(pair) ?? [];
      if (!URL.canParse(base) || !/^https?:$/.test(new URL(base).protocol))
        throw new ConfigError(`OCI_MIRRORS must be names with http(s) URLs, such as docker.io=https://mirror.example: ${pair}`);
      return [name, base.replace(/\/+$/, '')];
    }),
  );
}

/** `6h`, `90m`, `45s`, or a bare number of seconds; in seconds. */
export function parseDuration(name: string, text: string): number {
  const match = /^(\d+(?:\.\d+)?)(h|m|s|)$/.exec(text);
  const seconds = match ? Number(match[1]) * { h: 3600, m: 60, s: 1, '': 1 }[match[2] as 'h' | 'm' | 's' | ''] : 0;
  if (!(seconds > 0)) throw new ConfigError(`${name} must be a time such as 6h, 90m or 45s: ${text}`);
  return seconds;
}

/** The environment for a step of a night: ours, and the token of the night's lock. */
export function stepEnvironment(token: string, env: NodeJS.ProcessEnv = process.env): NodeJS.ProcessEnv {
  return { ...env, NIGHT_TOKEN: token };
}
