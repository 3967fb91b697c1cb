import { hasLemma, inDomain, set } from '../reading/look.ts';
import { quoteParam } from '../reading/quote.ts';
import { type Finding, NOTHING, type Rule } from '../types.ts';

const EVALUATING = set('eval evaluate calculate compute solve validate');
const GENERAL = set('javascript js python code script shell console browser page lua ruby breakpoint debugger frame');

export const expressionEvaluated: Rule = {
  id: 'expression-evaluated',
  title: 'A pure expression is evaluated',
  text: 'An expression of arithmetic, a query over given data or another pure language is evaluated and its value returned. It cannot reach anything but what it is given.',
  rubric: ['base'],
  check(reading): readonly Finding[] {
    const verb = reading.mainVerb;
    const lemma = verb?.lemma ?? '';
    if (!EVALUATING.has(lemma) || inDomain(reading, 'browser', 'reverse')) return NOTHING;
    const param = reading.paramOf.get('expression') ?? reading.paramOf.get('expr') ?? reading.paramOf.get('formula');
    if (!param || hasLemma([...reading.name.bare, ...(reading.lead?.words.slice(0, 16) ?? []), ...param.says], GENERAL)) return NOTHING;
    return [
      {
        rule: 'expression-evaluated',
        force: 'exception',
        lifts: [],
        saw: 'it evaluates a pure expression',
        quote: quoteParam(param),
        category: 'Read',
        basis: 'base',
        param: param.name,
      },
    ];
  },
};
