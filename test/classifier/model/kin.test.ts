import { describe, expect, test } from 'vitest';
import { kinOf } from '../../../classifier/model/kin.ts';

/** Servers with their tools, as labelled tools tell them: one tool, the others as its siblings. */
function servers(of: Record<string, string[]>) {
  return Object.entries(of).map(([server, [name = '', ...siblings]]) => ({ tool: { name }, context: { server, siblings } }));
}

function together(of: Record<string, string[]>): boolean {
  return new Set(kinOf(servers(of)).values()).size === 1;
}

describe('servers are kin', () => {
  test.each<[string, Record<string, string[]>]>([
    ['of one name in two catalogues', { 'npm/@acme/Mail': ['read'], 'docker/acme-mail': ['send'] }],
    ['that share most tools', { 'npm/a': ['list_x', 'get_x', 'add_x', 'drop_x'], 'npm/b': ['list_x', 'get_x', 'add_x', 'rename_x'] }],
    ['of kin', { 'npm/a': ['p', 'q', 'r'], 'npm/b': ['p', 'q', 'r', 's', 't', 'u'], 'npm/c': ['s', 't', 'u'] }],
  ])('%s', (_, of) => {
    expect(together(of)).toBe(true);
  });

  test.each<[string, Record<string, string[]>]>([
    ['that share a name or two', { 'npm/a': ['search', 'fetch'], 'npm/b': ['search', 'fetch'] }],
    ['of which one has some of many tools', { 'npm/a': ['p', 'q', 'r', '1', '2', '3', '4'], 'npm/b': ['p', 'q', 'r', '5', '6', '7', '8'] }],
  ])('not %s', (_, of) => {
    expect(together(of)).toBe(false);
  });
});
