import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { applyOverride } from '../../../classifier/overrides/apply.ts';
import { loadOverrides, OverrideError } from '../../../classifier/overrides/load.ts';
import type { Override } from '../../../db/model.ts';
import { verdict } from '../llm/samples.ts';

const HASH = 'a'.repeat(64);
const REVIEW: Override = {
  tool: 'drop_page',
  category: 'Write',
  risk: 'Medium',
  reason: 'Pages go to the trash for thirty days',
  author: 'A. Reviewer',
  date: '2026-11-20',
  definitionHash: HASH,
};

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'overrides-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function write(file: string, content: unknown): void {
  writeFileSync(join(folder, file), typeof content === 'string' ? content : JSON.stringify(content));
}

describe('override files', () => {
  it('are read by server', () => {
    write('notes.json', { server: 'io.example/notes', overrides: [REVIEW] });
    write('mail.json', { server: 'io.example/mail', overrides: [{ ...REVIEW, tool: 'send' }] });
    expect([...loadOverrides(folder)]).toEqual([
      ['io.example/mail', [{ ...REVIEW, tool: 'send' }]],
      ['io.example/notes', [REVIEW]],
    ]);
  });

  it('need not be there', () => {
    expect(loadOverrides(join(folder, 'none')).size).toBe(0);
  });

  it('of this repository can be used', () => {
    expect(() => loadOverrides()).not.toThrow();
  });

  it.each([
    ['broken.json', '{', /^broken\.json: /],
    ['a.json', { server: 's', overrides: [] }, /^a\.json: overrides: /],
    ['a.json', { server: 's', overrides: [{ ...REVIEW, category: 'Other' }] }, /^a\.json: overrides\.0\.category: /],
    ['a.json', { server: 's', overrides: [{ ...REVIEW, date: '20.11.2026' }] }, /^a\.json: overrides\.0\.date: /],
    ['a.json', { server: 's', overrides: [{ ...REVIEW, definitionHash: 'abc' }] }, /64 hex digits/],
    ['a.json', { server: 's', overrides: [{ ...REVIEW, reason: 'no' }] }, /say why/],
    ['a.json', { server: 's', overrides: [{ ...REVIEW, author: undefined }] }, /overrides\.0\.author/],
    ['a.json', { server: 's', overrides: [{ ...REVIEW, expires: 'never' }] }, /^a\.json: overrides\.0/],
    ['a.json', { server: 's', overrides: [REVIEW, REVIEW] }, /two overrides for the tool drop_page/],
  ])('that cannot be used say where and why: %#', (file, content, message) => {
    write(file, content);
    expect(() => loadOverrides(folder)).toThrow(message);
    expect(() => loadOverrides(folder)).toThrow(OverrideError);
  });

  it('speak about one server each', () => {
    write('a.json', { server: 's', overrides: [REVIEW] });
    write('b.json', { server: 's', overrides: [REVIEW] });
    expect(() => loadOverrides(folder)).toThrow('b.json: s has its overrides in a.json already');
  });
});

describe('an override', () => {
  const judged = verdict({ category: 'Destructive', risk: 'High', basis: ['D2'], confidence: 0.5 });

  it('stands over the verdict of the definition that was reviewed', () => {
    const { verdict: stood, override } = applyOverride(judged, REVIEW, HASH);
    expect(stood).toMatchObject({ category: 'Write', risk: 'Medium', band: 'high', runnerUp: { category: 'Destructive', risk: 'High' } });
    expect(override).toEqual({ ...REVIEW, lapsed: false, judged: { category: 'Destructive', risk: 'High' } });
  });

  it('says who decided, when and why, and what the judge had said', () => {
    const { rationale } = applyOverride(judged, REVIEW, HASH).verdict;
    for (const part of ['A. Reviewer', '2026-11-20', 'Pages go to the trash for thirty days.', 'Write, Medium', 'Destructive, High'])
      expect(rationale).toContain(part);
  });

  it('lapses, visibly, when the definition is another one', () => {
    const { verdict: stood, override } = applyOverride(judged, REVIEW, 'b'.repeat(64));
    expect(stood).toBe(judged);
    expect(override).toMatchObject({ lapsed: true, judged: { category: 'Destructive', risk: 'High' } });
  });

  it('silences no suspicious text', () => {
    const spoken = verdict({ suspiciousText: [{ field: 'description', excerpt: 'x', signal: 'fake-verdict' }] });
    expect(applyOverride(spoken, REVIEW, HASH).verdict.suspiciousText).toEqual(spoken.suspiciousText);
  });
});
