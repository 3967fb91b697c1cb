import { describe, expect, it } from 'vitest';
import type { Json, Verdict } from '../../../db/model.ts';
import { parametersOf } from '../../../site/view/parameters.ts';

const verdict = {
  evidence: [{ field: 'inputSchema.properties.to.description', quote: 'x' }],
  perAction: [{ param: 'action', value: 'drop', category: 'Destructive', risk: 'High' }],
} as unknown as Verdict;
const rows = (properties: Json) => parametersOf({ type: 'object', properties, required: ['to'] }, verdict).rows;

describe('parameters of a schema', () => {
  it.each<[Json, string, string]>([
    [{ type: 'string', enum: ['a', 'b'], default: 'a' }, 'string', '"a" | "b"; default "a"'],
    [{ type: ['string', 'null'] }, 'string or null', ''],
    [{ type: 'array', items: { type: 'integer' } }, 'integer[]', ''],
    [{ anyOf: [{ type: 'string' }, { type: 'null' }] }, 'string or null', ''],
    [{ $ref: '#/$defs/Thing' }, 'Thing', ''],
    [{ enum: [1, 2] }, 'one of', '1 | 2'],
    [{ default: false }, 'any', 'default false'],
    [true, 'any', ''],
    ['nonsense', 'any', ''],
    [null, 'any', ''],
  ])('%j is shown as %s', (property, type, values) => expect(rows({ p: property })[0]).toMatchObject({ type, values, required: false }));

  it('says what of a parameter weighed in the verdict', () => {
    const [to, action] = rows({ to: { type: 'string' }, action: { enum: ['drop'] } });
    expect(to).toMatchObject({ required: true, seen: ['quoted as evidence'] });
    expect(action?.seen).toEqual(['drop: Destructive, High']);
  });

  it.each<Json | undefined>([undefined, null, 'text', [], 7, { properties: [] }, { properties: { ['__proto__']: null } }])(
    '%j breaks nothing',
    (schema) => {
      expect(parametersOf(schema, verdict).left).toBe(0);
    },
  );

  it('shows sixty and counts the rest', () => {
    const many = Object.fromEntries(Array.from({ length: 70 }, (_, index) => [`p${index}`, {}]));
    const { rows: shown, left } = parametersOf({ properties: many }, verdict);
    expect([shown.length, left]).toEqual([60, 10]);
  });
});
