import { among, hasLemma, inDomain, inName, inObject, set, verbs } from '../reading/look.ts';
import { quoteLead } from '../reading/quote.ts';
import { type Finding, NOTHING, type Rule } from '../types.ts';

const SENDING = verbs('send create add publish update upload invite');
const DRAFTS = set('draft drafts template label signature list');
const OUTWARD = set('email mail sms tweet dm whatsapp telegram imessage gist newsletter voicemail fax retweet toot linkedin zap');
const POSTS = set('post message tweet reply comment thread note status story reel video photo article dm toot publish');
const MESSENGERS = set('whatsapp telegram line imessage wechat sms twilio signal messenger');
const PERSONS = set('phone recipient email');
const ADVERTS = set('publication advertisement advert');
const FORGE = set('issue comment gist pr review discussion reply release request note');

export const outwardMessage: Rule = {
  id: 'outward-message',
  title: 'Free text reaches people outside',
  text: 'The caller writes the words and people outside the own workspace read them: mail, SMS, a direct message, a post on a social network, a public issue, comment or gist. It cannot be called back, it speaks in the operator’s name, and it is the way by which data leaves.',
  rubric: ['W2'],
  check(reading): readonly Finding[] {
    const verb = reading.mainVerb;
    if (!verb || !among(verb, SENDING)) return NOTHING;
    if (
      inName(reading, DRAFTS) ||
      (verb.verb === 'update' && !inDomain(reading, 'social', 'forge')) ||
      (verb.verb !== 'send' && inDomain(reading, 'crm', 'learning') && !hasLemma(reading.name.object, ADVERTS))
    )
      return NOTHING;
    const outward = inObject(reading, OUTWARD);
    const social = inDomain(reading, 'social') ? inObject(reading, POSTS) : undefined;
    const forge = inDomain(reading, 'forge') ? hasLemma(reading.name.bare, FORGE) : undefined;
    const mail = verb.verb === 'send' && inDomain(reading, 'mail') ? verb : undefined;
    const messenger =
      verb.verb === 'send' || reading.name.bare[0]?.lemma === 'push' ? hasLemma(reading.server.words, MESSENGERS) : undefined;
    const person =
      verb.verb === 'send' && !inDomain(reading, 'crypto')
        ? reading.params.find((param) => param.depth === 0 && hasLemma(param.words, PERSONS) !== undefined)
        : undefined;
    const advert = verb.verb === 'create' || verb.verb === 'update' ? hasLemma(reading.name.object, ADVERTS) : undefined;
    const what = outward ?? social ?? forge ?? mail ?? messenger ?? person?.words[0] ?? advert;
    if (!what) return NOTHING;
    return [
      {
        rule: 'outward-message',
        force: 'argument',
        saw: `what the caller writes reaches people outside ("${what.lemma}")`,
        quote: quoteLead(reading),
        category: 'Write',
        basis: 'W2',
        holds: true,
        facets: {
          exfilSink: true,
          egress: social || forge ? 'public' : 'recipient',
          identityActing: social !== undefined || forge !== undefined,
          reversibility: 'irreversible',
        },
      },
    ];
  },
};
