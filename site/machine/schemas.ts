/** JSON Schemas of the published records, version 1 of the contract. Fields may be added within a version. */
import { CATEGORIES, EVIDENCE_LEVELS, RISKS } from '../../db/model.ts';

const text = { type: 'string' };
const label = { category: { enum: CATEGORIES }, risk: { enum: RISKS } };
const moment = { type: 'string', format: 'date-time' };
const sha256 = { type: 'string', pattern: '^[0-9a-f]{64}$' };
const list = (items: object): object => ({ type: 'array', items });

const verdict = {
  type: 'object',
  required: [
    'category',
    'risk',
    'basis',
    'rules',
    'facets',
    'confidence',
    'band',
    'evidence',
    'rationale',
    'wouldChangeIf',
    'suspiciousText',
    'judge',
  ],
  properties: {
    ...label,
    basis: { description: 'Ids of the risk rules that decided.', ...list(text) },
    rules: { description: 'Ids of the judge’s rules that fired.', ...list(text) },
    facets: { type: 'object' },
    confidence: { type: 'number', minimum: 0, maximum: 1 },
    band: { enum: ['high', 'medium', 'low'] },
    evidence: list({ type: 'object', required: ['field', 'quote'], properties: { field: text, quote: text } }),
    rationale: text,
    wouldChangeIf: text,
    suspiciousText: list({
      type: 'object',
      required: ['field', 'excerpt', 'signal'],
      properties: { field: text, excerpt: text, signal: text },
    }),
    judge: { type: 'object', required: ['version'], properties: { version: text, model: text, promptHash: text } },
  },
};

const tool = {
  required: ['version', 'server', 'name', 'slug', 'definition', 'verdict', 'hash', 'evidence', 'firstSeen', 'lastChanged', 'policy'],
  properties: {
    version: { const: 1 },
    url: { type: 'string', format: 'uri' },
    server: { type: 'object', required: ['slug', 'name', 'title'], properties: { slug: text, name: text, title: text, version: text } },
    name: text,
    slug: text,
    definition: { description: 'As the server gave it: a stranger’s words.', type: 'object', required: ['name'] },
    verdict,
    hash: { description: 'Of the canonical JSON of the definition.', ...sha256 },
    evidence: { enum: EVIDENCE_LEVELS },
    firstSeen: moment,
    lastChanged: moment,
    changes: list({ type: 'object' }),
    policy: { $ref: 'policy-1.schema.json' },
  },
};

const server = {
  required: ['version', 'slug', 'title', 'manifest', 'origins', 'firstSeen', 'lastSeen'],
  properties: {
    version: { const: 1 },
    url: { type: 'string', format: 'uri' },
    slug: text,
    title: text,
    manifest: { description: 'The server in the words of server.json.', type: 'object', required: ['name', 'packages', 'remotes'] },
    origins: list({ type: 'object', required: ['source', 'ref'], properties: { source: text, ref: text, url: text } }),
    impostors: list(text),
    inspection: { type: 'object' },
    failure: { type: 'object', required: ['code', 'at'], properties: { code: text, detail: text, at: moment } },
    tools: { description: 'In server.json only; the dump has them in a file of their own.', ...list({ type: 'object' }) },
    policy: { $ref: 'policy-1.schema.json' },
    firstSeen: moment,
    lastSeen: moment,
    vanishedAt: moment,
  },
};

const published = (title: string, body: object): object => ({
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title,
  type: 'object',
  ...body,
});

/** File name → schema. That of policies is the language’s own. */
export const RECORD_SCHEMAS: Record<string, object> = {
  'tool-1.schema.json': published('A tool and its verdict', tool),
  'server-1.schema.json': published('A server', server),
};
