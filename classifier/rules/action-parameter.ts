import { actionsOf } from '../reading/actions.ts';
import { inDomain } from '../reading/look.ts';
import { quoteParam } from '../reading/quote.ts';
import { type Finding, NOTHING, type Rule } from '../types.ts';

const BASIS = { Read: 'base', Write: 'base', Execute: 'E2', Destructive: 'D2', Financial: 'F1' } as const;

export const actionParameter: Rule = {
  id: 'action-parameter',
  title: 'One parameter chooses the action',
  text: 'A parameter such as `action`, `operation` or `method` chooses what the tool does. Each value is judged for itself, and the tool is as dangerous as its worst value. One that stores or runs a program in another parameter is worse than one that deletes a thing.',
  rubric: ['base', 'E1', 'E2', 'D2', 'F1'],
  check(reading): readonly Finding[] {
    const actions = inDomain(reading, 'thinking') ? undefined : actionsOf(reading);
    if (!actions) return NOTHING;
    const { worst, param, program } = actions;
    const { category } = worst;
    if (category === 'Read' && (reading.paramOf.has('query') || reading.paramOf.has('sql'))) return NOTHING;
    const chooses = `\`${param.name}\` chooses among ${param.enum.length} actions, the worst being "${worst.value}"`;
    const found: Finding = {
      rule: 'action-parameter',
      force: category === 'Read' ? 'exception' : 'floor',
      saw: category === 'Read' ? `\`${param.name}\` chooses among actions that all only read` : chooses,
      quote: quoteParam(param),
      category,
      basis: BASIS[category],
      param: param.name,
    };
    if (!program) return [found];
    // Of actions the most severe decides, whatever takes precedence among categories: a program is worse than the loss of one thing.
    const carriedOut: Finding = {
      ...found,
      saw: `${chooses}: it carries out what \`${program.name}\` holds`,
      basis: 'E1',
      param: program.name,
    };
    return [carriedOut, { ...carriedOut, force: 'exception', saw: 'the most severe of its actions is no deletion' }];
  },
};
