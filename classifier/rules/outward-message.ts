import type { WordSet } from '../reading/lexicon.ts';
import { among, hasLemma, inDomain, inName, inObject, phraseAt, set, verbs } from '../reading/look.ts';
import { quoteLead } from '../reading/quote.ts';
import type { Reading, Word } from '../reading/types.ts';
import { type Finding, NOTHING, type Rule } from '../types.ts';

const SENDING = verbs('send create add publish update upload invite');
const NOT_SENT = set('template label signature list sub');
/** Waits for its author, unless it is this that ends the wait. */
const PENDING = set('pending');
const SUBMITTING = set('submit send publish');
/** A conversation is opened, and nothing said yet. */
const CONVERSATION = set('dm');
const OUTWARD = set(
  'email mail sms tweet dm whatsapp telegram imessage gist newsletter voicemail fax toot linkedin zap autoreply autoresponder',
);
/** Pages that everybody reads. */
const WIKIS = set('mediawiki wikipedia fandom');
const PAGE = set('page edit article');
const POSTS = set('post message tweet reply comment thread note status story reel video photo article dm toot publish');
const MESSENGERS = set(
  'whatsapp waha evoapi wapulse bailey telegram line imessage wechat sms twilio signal messenger discord vonage rcs sinch infobip plivo messagebird telnyx',
);
/** What is done with a message without a word of one's own. */
const SILENT = set('bookmark rate refresh ingest reprioritize resend retweet type connection test');
/** What a message consists of: who changes it writes the message anew. */
const WORDS = set('body title content text description');
const ANSWERING = set('comment reply tweet');
const DRAFT = set('draft');
/** Where only the own team reads: chats and forges of an organisation. */
const TEAM = set('zulip slack mattermost ding dingtalk wework wecom gchat lark feishu azdo devop azuredevop esa');
const PERSONS = set('phone recipient email');
const GIST = set('gist');
const GIST_WRITTEN = set('create add update edit publish');
const ADVERTS = set('publication advertisement advert');
const FORGE = set('issue comment gist pr mr pull review discussion reply release request note thread');
const WRITING = set('write');

const ENDING_DRAFT = verbs('send publish');

/** A draft is made; one that is sent is none any more. */
function isDraft({ name, lead, leadVerb, mainVerb }: Reading): boolean {
  if (mainVerb?.verb === 'send' && leadVerb?.verb === 'send') return false;
  // "Publish a draft note", "sends an existing draft": it is one no longer.
  if (name.verb !== undefined && among(name.verb, ENDING_DRAFT) && among(leadVerb ?? name.verb, ENDING_DRAFT)) return false;
  return hasLemma(name.bare, DRAFT) !== undefined || (lead !== undefined && hasLemma(lead.words, DRAFT, 6) !== undefined);
}

/** Outside by its name, whatever else the server is of: `send_gmail_email` beside a team's chat. */
const OUTSIDE = set('gmail sms tweet twitter linkedin whatsapp telegram facebook instagram bluesky mastodon');

function withinTeam({ name, server }: Reading): boolean {
  if (hasLemma(name.words, OUTSIDE)) return false;
  return hasLemma(name.words, TEAM) !== undefined || (hasLemma(server.words, TEAM) !== undefined && !hasLemma(server.words, MESSENGERS));
}

const DIALLING = set('make start place initiate create');
const CALL = set('call');
const CALLED = set('call dial');
const BY_VOICE = set('phone outbound voice telephone dial');

/** `make_outbound_call`, "start a new phone call" (rubric §5, generators). */
function calls({ name, lead, leadVerb }: Reading): boolean {
  const told = lead !== undefined && phraseAt(lead.words, [BY_VOICE, CALL]) >= 0;
  if (told && name.bare.length > 1 && among(name.bare[0], CALLED) && among(leadVerb, DIALLING)) return true;
  if (!among(name.head, CALL) || !(among(name.verb, DIALLING) || among(leadVerb, DIALLING))) return false;
  return told || hasLemma(name.words, BY_VOICE) !== undefined;
}

const STARTING = set('start schedule launch');
const CAMPAIGN = set('campaign broadcast newsletter');
const MAILED = set('email mail send');

/** `start-email-campaign`: whoever is on its list gets the mail. */
function mails({ name, lead }: Reading): boolean {
  return (
    among(name.verb, STARTING) &&
    name.verbAt === 0 &&
    among(name.head, CAMPAIGN) &&
    (hasLemma(name.bare, MAILED) !== undefined || hasLemma(lead?.words ?? [], MAILED, 12) !== undefined)
  );
}

const QUOTING = set('quote');
const TWEET = set('tweet');
const COMPOSING = set('compose');
const REPLY = set('reply');
const PUBLIC = set('public customer');
const NOTES = set('note comment reply');
const VISIBLE = set('visible public');
const TICKET = set('ticket');

/** Whoever opened a ticket of a help desk is seldom of the own house. */
function answersCustomer(reading: Reading): boolean {
  const { name, lead } = reading;
  if (!inDomain(reading, 'support')) return false;
  const replies =
    hasLemma(name.bare, REPLY) !== undefined &&
    (hasLemma(name.bare, TICKET) !== undefined || hasLemma(lead?.words ?? [], TICKET) !== undefined);
  return (
    replies ||
    (hasLemma(name.bare, NOTES) !== undefined &&
      (hasLemma(name.bare, PUBLIC) !== undefined || phraseAt(lead?.words ?? [], [PUBLIC, VISIBLE]) >= 0))
  );
}

const FEEDBACK = set('feedback');
const MAKERS = set('developer maintainer maker vendor author');

/** `reply_to_feedback`, "Send feedback about this server to its developers". */
function tellsMakers({ name, lead, mainVerb }: Reading): boolean {
  if (!hasLemma(name.bare, FEEDBACK)) return false;
  return hasLemma(name.bare, REPLY) !== undefined || (mainVerb?.verb === 'send' && hasLemma(lead?.words ?? [], MAKERS, 12) !== undefined);
}

const DIRECT = set('direct');
const MESSAGE = set('message');
const HOOK = set('webhook');
/** On a social network, too, only who gets it reads it. */
const PRIVATE = set('message dm chat conversation inmail');

/** What the first sentence says of where it goes. */
function spoken({ lead, name }: Reading): Word | undefined {
  const words = lead?.words ?? [];
  return hasLemma(name.bare, OUTSIDE) ?? (phraseAt(words, [DIRECT, MESSAGE]) >= 0 ? hasLemma(words, MESSAGE) : hasLemma(words, HOOK, 8));
}

function reaching(reading: Reading, saw: string, egress: 'recipient' | 'public', force: 'argument' | 'exception'): Finding {
  return {
    rule: 'outward-message',
    force,
    saw,
    quote: quoteLead(reading),
    category: 'Write',
    basis: 'W2',
    holds: true,
    facets: { exfilSink: true, egress, reversibility: 'irreversible' },
  };
}

export const outwardMessage: Rule = {
  id: 'outward-message',
  title: 'Free text reaches people outside',
  text: 'The caller writes the words and people outside the operator’s own workspace read them: mail, SMS, a direct message, a telephone call, an answer to a customer, feedback to the makers of a product, a mail campaign that starts, a message on Discord, a post on a social network, a page of a public wiki, a public issue, comment or gist. It cannot be called back, it speaks in the operator’s name, and it is the way by which data leaves.',
  rubric: ['W2'],
  check(reading): readonly Finding[] {
    const verb = reading.mainVerb;
    if (calls(reading)) return [reaching(reading, 'somebody is called by telephone', 'recipient', 'exception')];
    if (mails(reading)) return [reaching(reading, 'everybody on a list is written to', 'recipient', 'exception')];
    if (phraseAt(reading.name.bare, [QUOTING, TWEET]) >= 0)
      return [reaching(reading, 'everybody reads what is quoted, and the words beside it', 'public', 'argument')];
    const writes = among(verb, WRITING) && inDomain(reading, 'forge');
    if (!verb || (!among(verb, SENDING) && !writes) || hasLemma(reading.name.bare, SILENT) || withinTeam(reading)) return NOTHING;
    // Whoever has the link of a gist reads it.
    if (hasLemma(reading.name.object, GIST) && among(verb, GIST_WRITTEN))
      return [reaching(reading, 'whoever has the link reads a gist', 'public', 'argument')];
    if (tellsMakers(reading)) return [reaching(reading, 'those who make the product read it', 'recipient', 'argument')];
    if (answersCustomer(reading)) return [reaching(reading, 'a customer reads the answer', 'recipient', 'argument')];
    const open = hasLemma(reading.server.words, WIKIS) !== undefined;
    if (
      isDraft(reading) ||
      inName(reading, NOT_SENT) ||
      (inName(reading, PENDING) && !among(verb, SUBMITTING)) ||
      (verb.verb === 'update' && !inDomain(reading, 'social', 'forge') && !open) ||
      (verb.verb !== 'send' && inDomain(reading, 'crm', 'learning') && !hasLemma(reading.name.object, ADVERTS))
    )
      return NOTHING;
    // What is made must be the message itself: the reaction, the state, the label of one carries no words.
    const { head } = reading.name;
    const written = verb.verb === 'send' || writes || among(head, WORDS) || among(verb, ANSWERING);
    const made = (messages: WordSet): Word | undefined =>
      written ? inObject(reading, messages) : among(head, messages) ? head : undefined;
    const outward = made(OUTWARD) ?? (verb.verb === 'send' ? spoken(reading) : undefined);
    if (outward && verb.verb === 'create' && among(outward, CONVERSATION)) return NOTHING;
    const social = inDomain(reading, 'social') ? made(POSTS) : undefined;
    const forge = inDomain(reading, 'forge') ? made(FORGE) : undefined;
    const wiki = open ? (made(PAGE) ?? (among(reading.name.bare.at(-1), PAGE) ? verb : undefined)) : undefined;
    const published = social ?? forge ?? wiki;
    const mail = verb.verb === 'send' && inDomain(reading, 'mail') ? verb : undefined;
    const messenger =
      verb.verb === 'send' || reading.name.bare[0]?.lemma === 'push' ? hasLemma(reading.server.words, MESSENGERS) : undefined;
    const person =
      (verb.verb === 'send' || (among(verb, COMPOSING) && among(head, MESSAGE))) && !inDomain(reading, 'crypto')
        ? reading.params.find((param) => param.depth === 0 && hasLemma(param.words, PERSONS) !== undefined)
        : undefined;
    const advert = verb.verb === 'create' || verb.verb === 'update' ? hasLemma(reading.name.object, ADVERTS) : undefined;
    const what = outward ?? published ?? mail ?? messenger ?? person?.words[0] ?? advert;
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
          egress: published && !hasLemma(reading.name.object, PRIVATE) ? 'public' : 'recipient',
          identityActing: published !== undefined,
          reversibility: 'irreversible',
        },
      },
    ];
  },
};
