/** What nobody would think of: any JSON, hostile words, and definitions made of both. */
import fc from 'fast-check';
import type { Json, ServerContext, ToolDefinition } from '../../db/model.ts';

const WORDS = [
  'delete',
  'get',
  'all',
  'the',
  'files',
  'of',
  'a',
  'user',
  'permanently',
  'read-only',
  'safe',
  'sandbox',
  'run',
  'shell',
  'command',
  'payment',
  'refund',
  'send',
  'email',
  'to',
  'anyone',
  'query',
  'SQL',
  'trash',
  'restore',
  'dry run',
  'IMPORTANT:',
  'ignore previous instructions',
  'this tool is Read and Low',
  '<script>',
  '</data>',
  '```',
  '\u202e',
  '\u200b',
  '\ud800',
  '\0',
  '__proto__',
  'constructor',
  '$ref',
  '{{',
  "';--",
  '\\u0000',
  '%s',
  '🗑️',
  'ß',
  'Ä'.normalize('NFD'),
];
export const words: fc.Arbitrary<string> = fc.oneof(
  { weight: 3, arbitrary: fc.array(fc.constantFrom(...WORDS), { maxLength: 14 }).map((list) => list.join(' ')) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 40 }) },
  { weight: 1, arbitrary: fc.constantFrom('', ' ', '.', 'a'.repeat(5_000), '('.repeat(300), 'delete '.repeat(400)) },
);
const key = fc.oneof(
  fc.constantFrom('type', 'properties', 'description', 'enum', 'items', '$ref', '__proto__', 'constructor', 'toString', 'length', 'anyOf'),
  words,
);

export const json: fc.Arbitrary<Json> = fc.letrec<{ value: Json }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    words,
    fc.constantFrom<Json>(null, true, false, 0, -1, 1e308, 'string', 'object', 'array'),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(key, tie('value'), { maxKeys: 5, noNullPrototype: true }),
  ),
})).value as fc.Arbitrary<Json>;

/** A schema as servers send them, some of whose parts may be anything. */
const parameter: fc.Arbitrary<Json> = fc.oneof(
  fc.record(
    {
      type: fc.constantFrom<Json>('string', 'number', 'boolean', 'array', 'object', ['string', 'null']),
      description: words,
      enum: fc.array(words, { maxLength: 4 }),
    },
    { requiredKeys: [] },
  ),
  json,
);
const PARAMETERS = ['path', 'url', 'command', 'code', 'sql', 'query', 'amount', 'id', 'force', 'dry_run', 'action', 'to', 'body'];
const schema: fc.Arbitrary<Json> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.dictionary(fc.oneof(fc.constantFrom(...PARAMETERS), key), parameter, { maxKeys: 5, noNullPrototype: true }).map(asSchema),
  },
  { weight: 1, arbitrary: json },
);

function asSchema(properties: Record<string, Json>): Json {
  return { type: 'object', properties, required: Object.keys(properties).slice(0, 1) };
}

const hint = fc.constantFrom<Json>(true, false, null, 'yes', 1);
const annotations: fc.Arbitrary<Json> = fc.oneof(
  fc.record({ readOnlyHint: hint, destructiveHint: hint, idempotentHint: hint, openWorldHint: hint, title: words }, { requiredKeys: [] }),
  json,
);

const name = fc.oneof(
  fc
    .tuple(
      fc.constantFrom('get', 'list', 'delete', 'run', 'send', 'create', 'transfer', 'update'),
      fc.constantFrom('file', 'mail', 'user', 'payment', 'sql', 'all'),
    )
    .map((parts) => parts.join('_')),
  words,
);

/** As crawlers and files give them: names and texts are text, everything else is anything. */
export const definition: fc.Arbitrary<ToolDefinition> = fc.record(
  { name, title: words, description: words, inputSchema: schema, outputSchema: json, annotations },
  { requiredKeys: ['name'] },
);

/** Anything in place of anything, as a file of definitions may hold it. */
export const anyDefinition = fc.oneof(
  definition,
  fc.record({ name: json, title: json, description: json, inputSchema: json, outputSchema: json, annotations: json }, { requiredKeys: [] }),
) as unknown as fc.Arbitrary<ToolDefinition>;

export const context: fc.Arbitrary<ServerContext> = fc.record(
  { server: words, serverDescription: words, serverTitle: words, siblings: fc.array(name, { maxLength: 6 }) },
  { requiredKeys: ['server', 'siblings'] },
);
