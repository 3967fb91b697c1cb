import { describe, expect, it } from 'vitest';
import { ATTACKS } from '../../../classifier/attacks/index.ts';
import { KNOWN_IDS } from '../../../classifier/attacks/lists/ids.ts';
import { HOSTS } from '../../../classifier/attacks/lists/references.ts';

const links = ATTACKS.flatMap(({ refs }) => refs.map(({ url }) => new URL(url)));

describe('the attack patterns', () => {
  it('are at least forty, each with an id of its own', () => {
    expect(ATTACKS.length).toBeGreaterThanOrEqual(40);
    expect(new Set(ATTACKS.map(({ id }) => id)).size).toBe(ATTACKS.length);
    expect(ATTACKS.map(({ id }) => id).filter((id) => !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(id))).toEqual([]);
  });

  it.each(ATTACKS.map((attack) => [attack.id, attack] as const))('%s is told whole', (_id, attack) => {
    expect(attack.title.length).toBeGreaterThan(5);
    expect(attack.summary).toMatch(/^\S.{30,400}\.$/s);
    expect(attack.how.length).toBeGreaterThan(1);
    expect(attack.how.filter((step) => !/^[A-Z].*\.$/.test(step))).toEqual([]);
    expect(attack.refs.length).toBeGreaterThan(0);
    expect(attack.year).toBeGreaterThanOrEqual(2023);
    expect(attack.year).toBeLessThanOrEqual(2026);
    expect(attack.refs.filter(({ checked }) => !/^\d{4}-\d{2}-\d{2}$/.test(checked))).toEqual([]);
  });

  it('carry only ids of the lists, and every id of the lists is carried', () => {
    const used = new Set(ATTACKS.flatMap(({ ids }) => ids));
    expect([...used].filter((id) => !Object.hasOwn(KNOWN_IDS, id))).toEqual([]);
    const published = /^(?:MCP|ASI)\d/;
    expect(Object.keys(KNOWN_IDS).filter((id) => !used.has(id) && !published.test(id))).toEqual([]);
  });

  it('lead only to listed hosts, over https, and every listed host is led to', () => {
    expect(links.filter(({ protocol }) => protocol !== 'https:').map(String)).toEqual([]);
    expect([...new Set(links.map(({ hostname }) => hostname))].sort()).toEqual([...HOSTS].sort());
  });

  it('give a vulnerability the page of its own number', () => {
    const numbers = ATTACKS.flatMap(({ refs }) => refs).filter(({ url }) => url.includes('nvd.nist.gov'));
    expect(numbers.filter(({ label, url }) => !url.endsWith(`/${label.slice('NVD, '.length)}`))).toEqual([]);
  });

  it('are called an incident only where something of their own is cited', () => {
    const lists = /owasp\.org\/www-project|genai\.owasp\.org|safe-agentic-framework\/safe-mcp$/;
    const general = ATTACKS.filter(({ status, refs }) => status === 'verified' && refs.every(({ url }) => lists.test(url)));
    expect(general.map(({ id }) => id)).toEqual([]);
  });
});
