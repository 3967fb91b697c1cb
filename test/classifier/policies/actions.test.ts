import { describe, expect, it } from 'vitest';
import { evaluate } from '../../../classifier/policies/evaluate.ts';
import { suggestPolicy } from '../../../classifier/policies/suggest.ts';
import type { ActionLabel, Json, JsonObject, JudgedTool } from '../../../db/model.ts';
import { judged, type Wanted } from './tools.ts';

const action = (value: string, label: string, param = 'mode'): ActionLabel => {
  const [category, risk] = label.split('/') as [ActionLabel['category'], ActionLabel['risk']];
  return { param, value, category, risk };
};
const THREE = [action('list', 'Read/Low'), action('create', 'Write/Medium'), action('delete', 'Destructive/High')];
const ENUM: JsonObject = { type: 'string', enum: ['list', 'create', 'delete'] };

function manager(mode: JsonObject, wanted: Wanted = {}): JudgedTool {
  return judged('Destructive/High', { name: 'manage', parameters: { mode, id: { type: 'string' } }, perAction: THREE, ...wanted });
}

function answers(tool: JudgedTool, ...args: JsonObject[]): string[] {
  const policy = suggestPolicy(tool);
  return args.map((given) => evaluate(policy, { tool: tool.name, args: given }).decision);
}

const mode = (value: Json): JsonObject => ({ mode: value });

describe('a tool of several actions', () => {
  it('keeps its harmless actions under the limit of the worst of them, and loses the dangerous ones', () => {
    const policy = suggestPolicy(manager(ENUM, { required: ['mode'] }));
    expect(policy.tools?.manage).toEqual({
      deny_if: [
        { conditions: [{ path: 'args.mode', op: 'in', value: ['delete'] }], on_deny: 'mode: delete is blocked.' },
        {
          conditions: [
            { path: 'args.mode', op: 'exists', value: true },
            { path: 'args.mode', op: 'not_in', value: ['list', 'create'] },
          ],
          on_deny: 'mode: only values judged safe are allowed.',
        },
      ],
      limits: [{ counter: 'manage_rate', window: 'minute', max: 30, scope: 'grant' }],
    });
  });

  it('denies a dangerous action in any spelling, and what is no action at all', () => {
    const tool = manager(ENUM, { required: ['mode'] });
    const calls = ['list', 'create', 'delete', 'DELETE', 'delete ', 'list,delete', ['list', 'delete'], { $eq: 'delete' }, 7].map(mode);
    expect(answers(tool, ...calls)).toEqual(['allow', 'allow', ...Array(7).fill('deny')]);
  });

  it.each<[string, JsonObject, boolean, string]>([
    ['optional without a default', ENUM, false, 'deny'],
    ['optional with a dangerous default', { ...ENUM, default: 'delete' }, false, 'deny'],
    ['optional with a safe default', { ...ENUM, default: 'list' }, false, 'allow'],
    ['optional with a default that is no action', { ...ENUM, default: 'other' }, false, 'deny'],
    ['required, so that the server refuses', ENUM, true, 'allow'],
  ])('answers a call that leaves the action out: %s', (_what, schema, required, decision) => {
    expect(answers(manager(schema, { required: required ? ['mode'] : [] }), {})).toEqual([decision]);
  });

  it('takes a null for a left-out action', () => {
    expect(answers(manager(ENUM), mode(null))).toEqual(['deny']);
  });

  it('denies a value that nobody judged', () => {
    const tool = manager({ type: 'string', enum: ['list', 'create', 'delete', 'purge'] }, { required: ['mode'] });
    expect(answers(tool, mode('purge'), mode('list'))).toEqual(['deny', 'allow']);
  });

  it('reads the values where they stand in anyOf', () => {
    const tool = manager({ anyOf: [{ const: 'list' }, { const: 'create' }, { const: 'delete' }, { type: 'null' }] });
    expect(answers(tool, mode('list'), mode('delete'), {})).toEqual(['allow', 'deny', 'deny']);
  });

  it('looks into a list of actions', () => {
    const tool = manager({ type: 'array', items: ENUM }, { required: ['mode'] });
    expect(answers(tool, mode(['list', 'create']), mode(['list', 'delete']))).toEqual(['allow', 'deny']);
  });

  it('judges a switch by its values, off being what is left out', () => {
    const perAction = [action('true', 'Destructive/High', 'force'), action('false', 'Write/Medium', 'force')];
    const tool = judged('Destructive/High', { name: 'push', parameters: { force: { type: 'boolean' } }, perAction });
    expect(answers(tool, {}, { force: false }, { force: true }, { force: 'true' })).toEqual(['allow', 'allow', 'deny', 'deny']);
  });

  it.each<[string, Wanted]>([
    [
      'whose parameter has a dot in its name',
      { parameters: { 'mode.x': ENUM }, perAction: THREE.map((one) => ({ ...one, param: 'mode.x' })) },
    ],
    ['whose parameter is not in the schema', { parameters: {} }],
    ['whose every action is dangerous', { perAction: [action('delete', 'Destructive/High')] }],
  ])('%s is lost as a whole', (_what, wanted) => {
    expect(suggestPolicy(manager(ENUM, wanted)).hide).toEqual(['manage']);
  });

  it('that is worse than each of them is treated as a whole', () => {
    const tool = judged('Financial/High', { name: 'manage', parameters: { mode: ENUM }, perAction: THREE });
    expect(answers(tool, mode('list'))).toEqual(['deny']);
  });

  it('keeps the limits that a denied action brought, so that denying more gives no room', () => {
    const perAction = [action('list', 'Read/Low'), action('restart', 'Execute/High')];
    const wanted = { name: 'ops', parameters: { mode: { enum: ['list', 'restart'] } }, perAction, required: ['mode'] };
    const limitsOf = (tool: JudgedTool): unknown => suggestPolicy(tool).tools?.ops?.limits;
    const production = judged('Execute/High', { ...wanted, facets: { production: true } });
    expect(answers(production, mode('restart'), mode('list'))).toEqual(['deny', 'allow']);
    expect(limitsOf(production)).toEqual(limitsOf(judged('Execute/High', wanted)));
  });
});
