import { among, hasLemma, inDomain, isSpelled, phraseAt, READING, set, texts, verbs } from '../reading/look.ts';
import { quoteLead } from '../reading/quote.ts';
import type { Reading, Word } from '../reading/types.ts';
import { type Finding, NOTHING, type Rule } from '../types.ts';

const SENDING = verbs('send run act pay trade transfer');
const SCRATCH = set(
  'session thought thinking cursor scratch viewport window zoom breakpoint watchpoint selection clipboard tracing geolocation timezone emulation highlight checkpoint notification read thoughts scratchpad view debugger tensor matrix',
);
/** Of a messenger it is the connection to the world. */
const SESSION = set('session');
const NOTIFICATION = set('notification');
/** Views and notifications that are made are there for others; one's own are chosen, read and dismissed. */
const MAKING = verbs('create add update');
const MARKING = set('mark');
const SHOWN = set('view notification checkpoint cursor');
const SUBSCRIPTION = set('subscription');
/** Which of several the next calls are about: no account, and no device. */
const SWITCHING = set('switch');
const CHOSEN = set('frame content repository node title aet mode organization project page window');
/** The same said in words: "sets the active project", "the default calendar for operations". */
const SETTING = set('set change select use');
const DEFAULT = texts('current active default working subsequent session');
const SPOKEN = set('organization project wiki base workspace directory profile calendar path id default context database site layer');
const SAID_EARLY = 14;
const VIEW = set('resize close tab window size emulate network tracing state console video');

/** What the server itself was connected to; of a network the machine would leave it. */
const DISCONNECTING = set('disconnect');
const CONNECTED = set('database db ssh sftp ftp telnet session connection server');

const KEEPING = set('save write export');
const FILE = set('file disk');

/** "Save storage state to a file": it outlasts the session. */
function isKept({ lead }: Reading): boolean {
  return among(lead?.words[0], KEEPING) && hasLemma(lead?.words ?? [], FILE, SAID_EARLY) !== undefined;
}

/** A session of a messenger, of a customer, of a checkout. */
function ofOthers(reading: Reading): boolean {
  return inDomain(reading, 'chat') || reading.server.domains[0] === 'payments' || hasLemma(reading.name.object, LET_IN) !== undefined;
}

const LET_IN = set('portal customer checkout');

function spokenOf({ name, lead }: Reading): Word | undefined {
  if (!among(name.verb, SETTING) || !lead?.words.slice(0, SAID_EARLY).some((word) => isSpelled(word, DEFAULT))) return undefined;
  return hasLemma(name.object.slice(-1), SPOKEN);
}

/** A file that is written is no scratch: at least Medium, as one whose place nobody says. */
function outlasting(reading: Reading): Finding {
  return {
    rule: 'own-scratch',
    force: 'note',
    saw: 'what is saved to a file outlasts the session',
    quote: quoteLead(reading),
    category: 'Write',
    basis: 'W5',
    holds: true,
  };
}

export const ownScratch: Rule = {
  id: 'own-scratch',
  title: 'Only the agent’s own state',
  text: 'What changes is the agent’s own session, view, cursor, window, breakpoint, thought or to-do, or which of several things the next calls are about: nobody else sees it and nothing is kept that matters later. What is saved to a file is kept.',
  rubric: ['W↓', 'W5'],
  check(reading): readonly Finding[] {
    const verb = reading.mainVerb;
    if (!verb || among(verb, READING)) return NOTHING;
    const object = reading.name.object;
    const what = hasLemma(object, SESSION) && ofOthers(reading) ? undefined : hasLemma(object, SCRATCH);
    const view = inDomain(reading, 'browser') ? hasLemma(reading.name.bare, VIEW) : undefined;
    const chosen = among(reading.name.verb, SWITCHING) ? hasLemma(object.slice(-1), CHOSEN) : spokenOf(reading);
    const ended =
      among(reading.name.verb, DISCONNECTING) && reading.name.bare.every((one) => one === reading.name.verb || among(one, CONNECTED))
        ? reading.name.verb
        : undefined;
    const word = what ?? view ?? chosen ?? ended;
    if (!word || among(verb, SENDING) || (among(word, SHOWN) && among(verb, MAKING) && !among(verb, MARKING))) return NOTHING;
    if (isKept(reading)) return [outlasting(reading)];
    // A notification subscription is the caller's own setting, whatever is done with it.
    const own = phraseAt(reading.name.bare, [NOTIFICATION, SUBSCRIPTION]) >= 0;
    return [
      {
        rule: 'own-scratch',
        force: own ? 'exception' : 'argument',
        lifts: own ? ['action-parameter', 'deleting-verb'] : undefined,
        saw: word === ended ? 'only the agent’s own connection ends' : `it changes only the agent’s own ${word.lemma}`,
        quote: quoteLead(reading),
        category: 'Write',
        basis: 'W↓',
        holds: true,
      },
    ];
  },
};
