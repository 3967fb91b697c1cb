import { actionsOf } from '../reading/actions.ts';
import { inDomain } from '../reading/look.ts';
import { quoteParam } from '../reading/quote.ts';
import { type Finding, NOTHING, type Rule } from '../types.ts';

const BASIS = { Read: 'base', Write: 'base', Execute: 'E2', Destructive: 'D2', Financial: 'F1' } as const;

export const actionParameter: Rule = {
  id: 'action-parameter',
  title: 'One parameter chooses the action',
  text: 'A parameter such as `action`, `operation` or `method` chooses what the tool does. Each value is judged for itself, and the tool is as dangerous as its worst value.',
  rubric: ['base', 'E2', 'D2', 'F1'],
  check(reading): readonly Finding[] {
    const actions = inDomain(reading, 'thinking') ? undefined : actionsOf(reading);
    if (!actions) return NOTHING;
    const { category } = actions.worst;
    if (category === 'Read' && (reading.paramOf.has('query') || reading.paramOf.has('sql'))) return NOTHING;
    return [
      {
        rule: 'action-parameter',
        force: category === 'Read' ? 'exception' : 'floor',
        saw:
          category === 'Read'
            ? `\`${actions.param.name}\` chooses among actions that all only read`
            : `\`${actions.param.name}\` chooses among ${actions.param.enum.length} actions, the worst being "${actions.worst.value}"`,
        quote: quoteParam(actions.param),
        category,
        basis: BASIS[category],
        param: actions.param.name,
      },
    ];
  },
};
