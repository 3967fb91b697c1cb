import { describe, expect, it } from 'vitest';
import { classify } from '../../../classifier/classify.ts';
import {
  BILLING,
  CHAIN,
  CLOUD,
  CUSTOMERS,
  type Definition,
  DRAWINGS,
  EXCHANGE,
  FILES,
  FORGE,
  judged,
  OFFICE,
  type Place,
  SECURITY,
} from './places.ts';

it('who pays, and where they live, is private', () => {
  expect(judged(BILLING, ['list_addresses', 'Lists the addresses of a customer.', ['customer']])).toMatchObject({ basis: ['R2'] });
  expect(judged(CHAIN, ['list_addresses', 'Lists the addresses of a token.', ['token']]).facets.sensitiveRead).toBe('none');
});

it('whoever has the link may see it', () => {
  const shared = judged(OFFICE, ['export_board', 'Exports the board. Anyone with the link can view it.']);
  expect(shared).toMatchObject({ category: 'Write', risk: 'High', basis: ['W1'] });
});

it('to whom a login is sent is chosen by whoever gives its address', () => {
  const creds = { type: 'object', properties: { url: { type: 'string' }, token: { type: 'string' } } };
  const asked = { name: 'list_queues', description: 'Lists the queues.', inputSchema: { type: 'object', properties: { creds } } };
  const verdict = classify(asked, { server: CLOUD.server, serverDescription: CLOUD.serverDescription, siblings: [] });
  expect(verdict).toMatchObject({ risk: 'Medium', basis: ['R3'], facets: { exfilSink: true } });
});

it('who asks is told who that is, and others are private', () => {
  const oneself = judged(OFFICE, ['get_user', 'Get information about the authenticated user.', []]);
  expect(oneself).toMatchObject({ category: 'Read', risk: 'Low', facets: { sensitiveRead: 'none' } });
  expect(judged(OFFICE, ['get_user', 'Get information about a user.', ['id']])).toMatchObject({ risk: 'Medium', basis: ['R2'] });
});

describe('how private a thing is depends on where it lies', () => {
  it.each<['private' | 'none', Place, Definition]>([
    ['none', FORGE, ['search_users', 'Searches users.', ['query']]],
    ['private', CUSTOMERS, ['get_company', 'Gets a company.', ['id']]],
    ['private', EXCHANGE, ['list_orders', 'Lists orders.', ['symbol']]],
    ['none', DRAWINGS, ['get_file_styles', 'Gets the styles of a file.', ['file_key']]],
    ['none', FILES, ['list_allowed_directories', 'Lists the directories that may be used.', []]],
    ['private', FILES, ['list_directory', 'Lists what stands in a directory.', ['path']]],
  ])('%s: $2', (sensitiveRead, place, definition) => {
    expect(judged(place, definition).facets.sensitiveRead).toBe(sensitiveRead);
  });
});

it('a file that is read is no secret, though no schema says which file', () => {
  const { basis, facets } = judged(FILES, ['read_file', 'Reads a file.']);
  expect(basis).not.toContain('R1');
  expect(facets.sensitiveRead).toBe('private');
});

it('what is read under a stated root is Medium', () => {
  const rooted = 'Reads a file. Only works within allowed directories.';
  const { basis, risk, wouldChangeIf } = judged(FILES, ['read_text_file', rooted, ['path']]);
  expect([basis[0], risk]).toEqual(['R5', 'Medium']);
  expect(wouldChangeIf).toBe('It would be High if `path` could name any file of the host.');
});

it('what one’s own scanner found no stranger wrote', () => {
  expect(judged(SECURITY, ['search_vulnerabilities', 'Searches vulnerabilities.', ['filter']]).facets.untrustedIngest).toBe(false);
});
