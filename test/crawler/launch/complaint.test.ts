import { describe, expect, it } from 'vitest';
import { complaintCode, otherStarts, rejectsGuess } from '../../../crawler/launch/complaint.ts';

const none = { args: [], env: {} };
const first = (complaint: string, tried: Parameters<typeof otherStarts>[0] = none) => otherStarts(tried, complaint)[0];

describe('a complaint points to another start', () => {
  it.each<[complaint: string, args: string[], env: Record<string, string>]>([
    ['Error: WIDGET_API_TOKEN is not set', [], { WIDGET_API_TOKEN: 'placeholder' }],
    ['Please set $SHOP_URL and SHOP_KEY in your environment', [], { SHOP_URL: 'https://example.com', SHOP_KEY: 'placeholder' }],
    ['missing environment variable "TOKEN"', [], { TOKEN: 'placeholder' }],
    ['needs ACME_KEY or ACME_KEY_FILE', [], { ACME_KEY: 'placeholder' }],
    ['set ACME_ENVIRONMENT to the URL of your tenant', [], { ACME_ENVIRONMENT: 'https://example.com' }],
    ["error: required option '-t, --token <token>' not specified", ['--token', 'placeholder'], {}],
    ['Missing required argument: workspace', ['--workspace', '/home/sandbox/workspace'], {}],
    ['HTTP server listening on port 3333', ['--stdio'], {}],
    ['Usage: acme <command>\n\nCommands:\n  serve   Start the server\n  login   Sign in', ['serve'], {}],
    ['Usage: acme [login|mcp|help]', ['mcp'], {}],
    ["Run 'acme start' to start the server", ['start'], {}],
    ['Please provide a database url as a command-line argument', ['postgresql://user:placeholder@localhost:5432/db'], {}],
    ['Usage: acme <vault-directory>', ['/home/sandbox/workspace'], {}],
  ])('%j', (complaint, args, env) => expect(first(complaint)).toEqual({ args, env }));

  it.each([
    'TypeError: Cannot read properties of undefined',
    'Error [ERR_MODULE_NOT_FOUND]: no such module',
    'connect ECONNREFUSED 127.0.0.1:6379 { code: ECONNREFUSED }',
    'npm warn deprecated a-b-c@1.0.0',
    '',
  ])('unless it names nothing: %j', (complaint) => expect(otherStarts(none, complaint)).toEqual([]));

  it('never asks for help or the version', () => {
    expect(otherStarts(none, 'unknown option, you must use --help or -h or --version').flatMap(({ args }) => args)).toEqual([]);
  });

  it('goes a level deeper below a subcommand', () => {
    expect(first('Commands:\n  start  Starts it\n  info   Tells about it', { args: ['server'], env: {} })).toEqual({
      args: ['server', 'start'],
      env: {},
    });
  });

  it('names nothing that was given already', () => {
    expect(otherStarts({ args: [], env: { ACME_KEY: 'placeholder' } }, 'ACME_KEY is not valid')).toEqual([]);
  });

  it('costs no more than its length', () => {
    expect(
      otherStarts(none, `must provide ${'--a'.repeat(20_000)}${'A_'.repeat(20_000)} usage: ${'<'.repeat(20_000)}`).length,
    ).toBeLessThan(10);
  });
});

describe('a complaint has a code', () => {
  it.each([
    ['Error: ACME_KEY is not set', 'needs-credentials'],
    ['You are not logged in. Please authenticate.', 'needs-credentials'],
    ['connect ECONNREFUSED 127.0.0.1:5432', 'needs-backend'],
    ['getaddrinfo ENOTFOUND api.example.com', 'needs-backend'],
    ['Usage: acme <command>', 'needs-arguments'],
    ["Cannot find module 'left-pad'", 'start-failed'],
    ['Segmentation fault', 'exited'],
  ])('%j: %s', (complaint, code) => expect(complaintCode(complaint, 'exited', none)).toBe(code));

  it('that does not name what was given already', () => {
    const tried = { args: [], env: { ACME_URL: 'https://example.com' } };
    expect(complaintCode('Cannot reach ACME_URL: fetch failed', 'exited', tried)).toBe('needs-backend');
  });
});

it.each([
  ["error: unknown command 'mcp'", true],
  ['Unrecognized option --stdio', true],
  ['API key missing', false],
])('%j rejects a guess: %s', (complaint, rejects) => expect(rejectsGuess(complaint)).toBe(rejects));
