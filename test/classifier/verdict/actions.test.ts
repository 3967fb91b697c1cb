import { describe, expect, it } from 'vitest';
import { classify } from '../../../classifier/classify.ts';
import { OFFICE } from './places.ts';

describe('of several actions', () => {
  const several = (actions: string[]) => ({
    name: 'pages',
    description: 'Retrieve pages of the workspace.',
    inputSchema: { type: 'object', properties: { action: { type: 'string', enum: actions } } },
  });
  const place = { server: OFFICE.server, serverDescription: OFFICE.serverDescription, siblings: [] };

  it('whose things are listed is no action', () => {
    expect(classify(several(['get', 'list', 'list_mine']), place).category).toBe('Read');
  });

  it('one without a verb reads where all others and the description do', () => {
    expect(classify(several(['get', 'list', 'wiql']), place).category).toBe('Read');
    expect(classify({ ...several(['get', 'list', 'wiql']), description: 'Manage pages.' }, place).category).toBe('Write');
    expect(classify(several(['get', 'delete', 'wiql']), place).category).toBe('Destructive');
  });

  it('another form of a verb behind the first word tells which things, not what is done', () => {
    const { perAction } = classify(several(['list_saved_pages', 'list_executions', 'page_delete']), place);
    expect(perAction.map(({ category }) => category)).toEqual(['Read', 'Read', 'Destructive']);
  });

  it('a mode is one where things are listed or deleted in it, and that all are listed is no reach', () => {
    const modes = (values: string[]) => ({ type: 'object', properties: { mode: { type: 'string', enum: values } } });
    const branches = { name: 'branch', description: 'Manage branches: list all branches, or delete a branch.' };
    const told = classify({ ...branches, inputSchema: modes(['list', 'delete']) }, place);
    expect([told.perAction.length, told.category, told.rules.includes('bulk-reach')]).toEqual([2, 'Destructive', false]);
    expect(classify({ name: 'route', description: 'Plan a route.', inputSchema: modes(['drive', 'walk']) }, place).perAction).toEqual([]);
  });

  it('what is asked for by its name alone is read', () => {
    expect(classify({ ...several(['list', 'get', 'versions']), description: 'Manage pages.' }, place).category).toBe('Read');
  });

  it('the most severe decides, and what stores a program is more so than what deletes one thing', () => {
    const { inputSchema, ...tool } = several(['list', 'create', 'delete']);
    const hooks = { ...tool, name: 'hooks', description: 'Manage hooks: list/create/delete.' };
    const script = { type: 'object', properties: { ...inputSchema.properties, script: { type: 'string' } } };
    expect(classify({ ...hooks, inputSchema: script }, place)).toMatchObject({ category: 'Execute', risk: 'Critical', basis: ['E1'] });
    expect(classify({ ...hooks, inputSchema }, place)).toMatchObject({ category: 'Destructive', risk: 'High' });
  });

  it('what one of them reads may be private, though another writes', () => {
    const { category, facets } = classify({ ...several(['get', 'add']), name: 'comments', description: 'Get or add comments.' }, place);
    expect([category, facets.sensitiveRead]).toEqual(['Write', 'private']);
  });
});
