import { describe, expect, it } from 'vitest';
import { FORMATS } from '../../../../classifier/policies/formats/index.ts';
import { parsePolicy } from '../../../../classifier/policies/parse.ts';
import { suggestServerPolicy } from '../../../../classifier/policies/suggest.ts';
import { OPERATORS, type Operator } from '../../../../classifier/types.ts';
import { judged } from '../tools.ts';

const TRACKER = [
  judged('Read/Low', { name: 'get_issue' }),
  judged('Write/Medium', { name: 'create_issue' }),
  judged('Destructive/High', { name: 'delete_file' }),
  judged('Destructive/High', {
    name: 'manage_label',
    parameters: { action: { type: 'string', enum: ['list', 'delete'] } },
    perAction: [
      { param: 'action', value: 'list', category: 'Read', risk: 'Low' },
      { param: 'action', value: 'delete', category: 'Destructive', risk: 'High' },
    ],
  }),
];
const WEB = [judged('Read/Medium', { name: 'fetch', basis: ['R3'], parameters: { url: { type: 'string' } } })];
const INPUTS = [
  { server: 'tracker', tools: TRACKER, policy: suggestServerPolicy(TRACKER) },
  { server: 'web', tools: WEB, policy: suggestServerPolicy(WEB) },
];

describe.each(FORMATS.map((format) => [format.id, format] as const))('%s', (id, format) => {
  it('is written as its fixture, which was read against the documentation', async () => {
    const { text, files, loss } = format.render(INPUTS);
    const shown = [...loss.map((line) => `loses: ${line}`), ...files.map(({ name, text: body }) => `==> ${name}\n${body}`)].join('\n');
    await expect(shown).toMatchFileSnapshot(`../../../fixtures/policies/${id}.txt`);
    for (const file of files) expect(text).toContain(file.text);
  });

  it('says what it can express, where it is documented and how it is used', () => {
    expect(format.file).not.toBe('');
    expect(format.docs.length).toBeGreaterThan(0);
    for (const { url } of format.docs) expect(url).toMatch(/^https:\/\//);
    expect(format.use.length).toBeGreaterThan(1);
    expect(format.use.join('')).not.toMatch(/\n/);
  });

  it('claims of its abilities what its losses bear out', () => {
    const kinds = new Set(format.render(INPUTS).lost.map(({ kind }) => kind));
    const { says } = format;
    expect(kinds.has('all-tools')).toBe(!says.rate);
    expect(kinds.has('rate-open') || kinds.has('rate-ask')).toBe(!says.rate);
    expect(kinds.has('rate-ask') || kinds.has('args-ask')).toBe(says.ask);
    expect(kinds.has('hide') || kinds.has('deny-ask')).toBe(!says.hide);
    expect(kinds.has('deny-ask')).toBe(!says.deny);
    if (!says.args) expect(kinds.has('args-ask') || kinds.has('args-deny')).toBe(true);
  });
});

it('Rego writes of each operator a line, and of each helper a text that means what its name says', async () => {
  const values: Partial<Record<Operator, unknown>> = { in: ['a'], not_in: ['a'], regex: '^a', exists: true };
  const rules = OPERATORS.map((op) => ({ conditions: [{ path: 'args.x', op, value: values[op] ?? 1 }], on_deny: 'no' }));
  const policy = parsePolicy({ version: '1', default: 'allow', tools: { all: { require: rules, deny_if: rules } } });
  const { text } = FORMATS.find(({ id }) => id === 'opa-rego')?.render([{ server: 'one', tools: [], policy }]) ?? { text: '' };
  await expect(text).toMatchFileSnapshot('../../../fixtures/policies/opa-rego.operators.rego');
});
