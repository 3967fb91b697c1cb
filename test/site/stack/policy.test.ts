import { describe, expect, it } from 'vitest';
import { FORMATS } from '../../../classifier/policies/formats/index.ts';
import { POSTURES } from '../../../classifier/types.ts';
import { stackPolicy } from '../../../site/stack/policy.ts';
import type { StackRecord } from '../../../site/stack/types.ts';
import { keysFor, mixOf, type StackServer, toolsOf } from '../../../site/stack/view.ts';
import { fixtureServers } from '../make-snapshot.ts';

const records: StackRecord[] = fixtureServers().filter(({ slug }) => !slug.startsWith('evil'));
const keys = keysFor(records.map((record) => ({ wanted: '', record })));
const servers: StackServer[] = records.map((record, i) => ({ key: keys[i] as string, record }));

describe('a stack', () => {
  it('lists every tool of every server, the worst first', () => {
    const tools = toolsOf(servers);
    expect(tools).toHaveLength(records.reduce((sum, { tools: own }) => sum + own.length, 0));
    const risks = tools.map(({ tool }) => ['Low', 'Medium', 'High', 'Critical'].indexOf(tool.verdict.risk));
    expect(risks).toEqual(risks.toSorted((a, b) => b - a));
    expect(Object.values(mixOf(tools)).reduce((sum, count) => sum + count, 0)).toBe(tools.length);
  });

  it('never gives two servers one name', () => {
    const manifest = { name: 'org.example/mail' };
    expect(
      keysFor([
        { wanted: 'mail', record: { manifest } },
        { wanted: '', record: { manifest } },
        { wanted: ' mail-2 ', record: { manifest } },
      ]),
    ).toEqual(['mail', 'mail-2', 'mail-2-2']);
  });

  it.each(FORMATS.map(({ id }) => id))('has a policy as %s in every posture, or is told why not', (id) => {
    for (const posture of POSTURES) {
      const { text, files, refused, format } = stackPolicy(servers, id, posture, true);
      expect(format.id).toBe(id);
      if (refused === undefined) expect(files.map((file) => file.text).join('').length, posture).toBeGreaterThan(0);
      else expect([text, refused.length > 10], posture).toEqual(['', true]);
    }
  });

  it('says of each tool what the policy does, and closes every flow when asked to', () => {
    const open = stackPolicy(servers, 'policy-json', 'permissive', false);
    expect(open.flows.length).toBeGreaterThan(0);
    const closed = stackPolicy(servers, 'policy-json', 'permissive', true);
    expect(closed.flows).toEqual([]);
    const [first] = open.flows;
    for (const { server, tool } of first?.break.deny ?? []) {
      expect(open.treatment(server, tool)).not.toBe('Blocked');
      expect(closed.treatment(server, tool)).toBe('Blocked');
    }
  });

  it('falls back to policy.json for a format that nobody knows', () => {
    expect(stackPolicy(servers, 'nonsense', 'recommended', false).format.id).toBe('policy-json');
  });
});
