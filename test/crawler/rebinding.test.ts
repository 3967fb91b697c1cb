import type { LookupAddress } from 'node:dns';
import { beforeEach, expect, it, vi } from 'vitest';

/** What the name server says, one answer a question. */
const answers: LookupAddress[][] = [];

vi.mock('node:dns', () => ({
  lookup: (_name: string, _options: object, callback: (error: Error | null, found: LookupAddress[]) => void) =>
    callback(null, answers.shift() ?? []),
}));
const { publicLookup } = await import('../../crawler/addresses.ts');

beforeEach(() => void answers.splice(0));
const v4 = (address: string): LookupAddress => ({ address, family: 4 });

function ask(all: boolean): Promise<unknown> {
  return new Promise((resolve) =>
    publicLookup('name.example', { all }, (error, address) => resolve(error ? (error as Error & { code?: string }).code : address)),
  );
}

it('a name that turns private between two look-ups is refused at the second', async () => {
  answers.push([v4('93.184.215.14')], [v4('127.0.0.1')]);
  expect(await ask(false)).toBe('93.184.215.14');
  expect(await ask(false)).toBe('address-refused');
});

it('of several addresses only the public ones are given', async () => {
  answers.push([v4('10.0.0.1'), v4('93.184.215.14'), { address: 'fd00::1', family: 6 }], [v4('169.254.169.254'), v4('0.0.0.0')], []);
  expect(await ask(true)).toEqual([v4('93.184.215.14')]);
  expect(await ask(true)).toBe('address-refused');
  expect(await ask(true)).toBe('address-refused');
});
