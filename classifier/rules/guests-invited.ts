import { among, hasLemma, set, takesText, verbs } from '../reading/look.ts';
import { quoteParam } from '../reading/quote.ts';
import type { Param, Reading } from '../reading/types.ts';
import { type Finding, NOTHING, type Rule } from '../types.ts';

const SETTING = verbs('create add update send invite');
const GUESTS = set('attendee invitee guest');
const INVITATION = set('invite invitation');
const ADDRESS = set('email mail');

/** The guests of an event, or of each of several events. */
function isList(param: Param): boolean {
  return takesText(param) || (param.depth > 0 && param.type === 'array');
}

/** Where the guests stand: the guests of an event, or the address that an invitation goes to. */
function guestsOf({ params, name }: Reading): Param | undefined {
  const invites = hasLemma(name.bare, INVITATION) !== undefined;
  return params.find(
    (one) => (isList(one) && hasLemma(one.words, GUESTS) !== undefined) || (invites && hasLemma(one.words, ADDRESS) !== undefined),
  );
}

export const guestsInvited: Rule = {
  id: 'guests-invited',
  title: 'Guests are invited by address',
  text: 'A parameter takes the guests of a meeting or an event, or the mail address of whom to invite. Each of them is sent an invitation, with the words that the caller wrote; they may be anybody.',
  rubric: ['W2'],
  check(reading): readonly Finding[] {
    if (!among(reading.mainVerb, SETTING)) return NOTHING;
    const param = guestsOf(reading);
    if (!param) return NOTHING;
    return [
      {
        rule: 'guests-invited',
        force: 'argument',
        saw: `whoever stands in \`${param.name}\` is sent what the caller writes`,
        quote: quoteParam(param),
        category: 'Write',
        basis: 'W2',
        holds: true,
        facets: { exfilSink: true, egress: 'recipient' },
        param: param.name,
      },
    ];
  },
};
