import { among, hasLemma, inDomain, READING, set, takesText } from '../reading/look.ts';
import { quoteParam } from '../reading/quote.ts';
import type { Param } from '../reading/types.ts';
import { type Finding, NOTHING, type Rule } from '../types.ts';

const COPIED = set('cc bcc');
const RECIPIENT = set('recipient');
const NOTE = set('note message');
/** By their base forms: a payer, a buyer and a seller too. */
const OTHERS = set('pay buy sell payee recipient customer guest');
const DRAFT = set('draft');
/** Assets are sent to a recipient without a word. */
const ASSETS = ['crypto', 'trading', 'market'] as const;

/** `cc_emails`, `additional_recipients`, `note_to_payer`. */
function carries(param: Param): boolean {
  if (!takesText(param)) return false;
  const several = param.type === 'array' || param.words.some((word) => word.text === 'recipients');
  return (
    hasLemma(param.words, COPIED) !== undefined ||
    (several && hasLemma(param.words, RECIPIENT) !== undefined) ||
    (hasLemma(param.words, NOTE) !== undefined && hasLemma(param.words, OTHERS) !== undefined)
  );
}

export const recipientsNamed: Rule = {
  id: 'recipients-named',
  title: 'What the caller writes is sent to others too',
  text: 'A parameter takes who else is to get a copy, or a note that another party is shown. Whatever the call is for, words of the caller leave with it.',
  rubric: ['W2'],
  check(reading): readonly Finding[] {
    const { mainVerb, name, params } = reading;
    if (among(mainVerb, READING) || hasLemma(name.bare, DRAFT) || inDomain(reading, ...ASSETS)) return NOTHING;
    const param = params.find(carries);
    if (!param) return NOTHING;
    return [
      {
        rule: 'recipients-named',
        force: 'argument',
        saw: `\`${param.name}\` names who else is sent what the caller writes, or holds words for them`,
        quote: quoteParam(param),
        facets: { exfilSink: true, egress: 'recipient' },
        param: param.name,
      },
    ];
  },
};
