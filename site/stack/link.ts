/**
 * The choice as the fragment of an address: `#s=slug~key,slug&f=codex&p=strict&b=1`. A fragment is not sent to any server.
 * Only slugs of the catalogue, names of the configuration and settings stand in it: nothing else of what was pasted.
 */
import { POSTURES, type Posture } from '../../classifier/types.ts';
import type { Chosen } from './types.ts';

export interface Choice {
  servers: Chosen[];
  /** Id of a policy format. */
  format: string;
  posture: Posture;
  /** Whether the policy also denies what completes a toxic flow. */
  breakFlows: boolean;
}

export const MOST_SERVERS = 24;
const SLUG = /^[a-z0-9](?:[a-z0-9.-]{0,98}[a-z0-9-])?$/;
const LONGEST_KEY = 80;

export function writeLink({ servers, format, posture, breakFlows }: Choice): string {
  if (servers.length === 0) return '';
  const params = new URLSearchParams();
  params.set('s', servers.map(({ slug, key }) => (key === '' ? slug : `${slug}~${encodeURIComponent(key.toWellFormed())}`)).join(','));
  if (format !== 'policy-json') params.set('f', format);
  if (posture !== 'recommended') params.set('p', posture);
  if (breakFlows) params.set('b', '1');
  return `#${params.toString().replaceAll('%7E', '~').replaceAll('%2C', ',')}`;
}

/** What is not understood is dropped: a link may come from anybody. */
export function readLink(hash: string): Choice {
  const params = new URLSearchParams(hash.replace(/^#/, ''));
  const servers = new Map<string, Chosen>();
  for (const part of (params.get('s') ?? '').split(',').slice(0, MOST_SERVERS)) {
    const [, slug = '', key = ''] = /^([^~]*)~?(.*)$/s.exec(part) ?? [];
    if (SLUG.test(slug) && !servers.has(slug)) servers.set(slug, { slug, key: decoded(key).slice(0, LONGEST_KEY) });
  }
  const format = params.get('f') ?? '';
  return {
    servers: [...servers.values()],
    format: /^[a-z0-9-]{1,40}$/.test(format) ? format : 'policy-json',
    posture: POSTURES.find((posture) => posture === params.get('p')) ?? 'recommended',
    breakFlows: params.get('b') === '1',
  };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return '';
  }
}
