import { describe, expect, it } from 'vitest';
import { firstStart, furtherStarts } from '../../../crawler/launch/arguments.ts';
import type { JsonObject, ServerPackage } from '../../../db/model.ts';

const pack = (packageArguments: JsonObject[], environmentVariables: ServerPackage['environmentVariables'] = []): ServerPackage => ({
  registryType: 'npm',
  identifier: 'x',
  packageArguments,
  environmentVariables,
});

describe('the first start', () => {
  it.each<[name: string, args: JsonObject[], words: string[]]>([
    [
      'gives fixed values',
      [
        { type: 'positional', value: 'serve' },
        { type: 'named', name: '--mode', value: 'all' },
      ],
      ['serve', '--mode', 'all'],
    ],
    ['gives defaults', [{ type: 'named', name: 'port', default: '99' }], ['--port', '99']],
    [
      'leaves out what is not required',
      [
        { type: 'positional', valueHint: 'dir' },
        { type: 'named', name: '--x' },
      ],
      [],
    ],
    [
      'gives an empty folder where a path is required',
      [{ type: 'positional', format: 'filepath', isRequired: true }],
      ['/home/sandbox/workspace'],
    ],
    ['gives the first choice', [{ type: 'positional', choices: ['red', 'blue'], isRequired: true }], ['red']],
    [
      'makes up a value by its name',
      [{ type: 'named', name: '--database-url', isRequired: true }],
      ['--database-url', 'postgresql://user:placeholder@localhost:5432/db'],
    ],
    ['gives a switch without a value', [{ type: 'named', name: '--stdio', format: 'boolean', isRequired: true }], ['--stdio']],
    [
      'fills in variables',
      [{ type: 'positional', value: '--dir={where}', variables: { where: { format: 'filepath' } } }],
      ['--dir=/home/sandbox/workspace'],
    ],
    ['keeps braces that are no variable', [{ type: 'positional', value: '{"a":{b}}' }], ['{"a":{b}}']],
    ['gives no program a NUL', [{ type: 'positional', value: 'a\0b' }], ['ab']],
  ])('%s', (_name, args, words) => expect(firstStart(pack(args)).args).toEqual(words));

  it('sets the variables that are required or have a default', () => {
    const variables = [
      { name: 'API_KEY', isRequired: true },
      { name: 'MODE', default: 'fast' },
      { name: 'EXTRA' },
      { name: 'KIND', isRequired: true, choices: ['a'] },
    ];
    expect(firstStart(pack([], variables)).env).toEqual({ API_KEY: 'placeholder', MODE: 'fast', KIND: 'a' });
  });
});

describe('of an image', () => {
  it('the variables that its record writes out for `docker run` are set, and nothing else of that', () => {
    const runtimeArguments = [
      { type: 'positional', value: 'run' },
      { type: 'named', name: '-v', value: '/:/host' },
      { type: 'named', name: '-e', value: 'MODE={mode}', variables: { mode: { default: 'fast' } } },
      { type: 'named', name: '-e' },
      { type: 'positional', value: 'API_KEY' },
      { type: 'named', name: '--env', value: 'not a variable' },
      { type: 'positional', value: '--env=LEVEL=1=2' },
    ];
    const image = { ...pack([]), registryType: 'oci', runtimeArguments };
    const env = { MODE: 'fast', API_KEY: 'placeholder', LEVEL: '1=2' };
    expect(firstStart(image)).toEqual({ args: [], env });
    expect(furtherStarts({ ...image, environmentVariables: [{ name: 'EXTRA' }] })[0]?.env).toEqual({ ...env, EXTRA: 'placeholder' });
    expect(firstStart({ ...image, registryType: 'npm' }).env).toEqual({});
  });
});

describe('further starts', () => {
  it('set every variable, and join names with their values', () => {
    const starts = furtherStarts(
      pack(
        [
          { type: 'positional', value: 'run' },
          { type: 'named', name: '--a', value: 'b' },
        ],
        [{ name: 'X_Y' }],
      ),
    );
    expect(starts).toEqual([
      { args: ['run', '--a', 'b'], env: { X_Y: 'placeholder' } },
      { args: ['run', '--a=b'], env: {} },
    ]);
  });
});
