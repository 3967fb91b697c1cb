import { cue } from '../reading/cues.ts';
import { among, hasLemma, inDomain, inName, phraseAt, set } from '../reading/look.ts';
import { quoteLead } from '../reading/quote.ts';
import type { Reading } from '../reading/types.ts';
import { nameWords } from '../reading/words.ts';
import { type Finding, NOTHING, type Rule } from '../types.ts';

const SENT = set('send broadcast submit execute');
const BUILDING = set('build prepare encode construct');
const BUILT = set('transaction message calldata payload call');

const MAKING = set('make build construct compose populate');
const TRANSACTION = set('txn transaction tx');
const SIGNING = set('sign');

/** `make_app_call_txn` beside `sign_transaction`. */
function leavesSigning(reading: Reading): boolean {
  const { name, server } = reading;
  return (
    inDomain(reading, 'crypto') &&
    among(name.verb, MAKING) &&
    among(name.head, TRANSACTION) &&
    server.siblings.some((one) => hasLemma(nameWords(one).slice(0, 3), SIGNING) !== undefined)
  );
}

const CALLED = set('call');
const CONTRACT = set('contract function message eth');
const WITHOUT = set('without');

/** "Executes a call to a contract function without creating a transaction". */
function onlyCalls(reading: Reading): boolean {
  const { name, lead } = reading;
  return (
    inDomain(reading, 'crypto') &&
    hasLemma(name.bare, CALLED) !== undefined &&
    lead !== undefined &&
    hasLemma(lead.words, CONTRACT) !== undefined &&
    phraseAt(lead.words, [WITHOUT, TRANSACTION]) >= 0
  );
}

function built(reading: Reading, saw: string): Finding {
  return {
    rule: 'unsigned-builder',
    force: 'exception',
    lifts: ['money-moved', 'market-order'],
    saw,
    quote: quoteLead(reading),
    category: 'Read',
    basis: 'base',
    level: 'Low',
  };
}

export const unsignedBuilder: Rule = {
  id: 'unsigned-builder',
  title: 'It only builds a transaction',
  text: 'The tool prepares, encodes or estimates a transaction and hands it back unsigned, or calls a contract without a transaction. Nothing moves until somebody signs and sends it.',
  rubric: ['base'],
  check(reading): readonly Finding[] {
    const verb = reading.mainVerb;
    if (leavesSigning(reading)) return [built(reading, 'what it builds is signed by another tool')];
    if (onlyCalls(reading)) return [built(reading, 'the contract is called without a transaction')];
    if ((reading.cues & cue('unsigned')) === 0 || !reading.lead || reading.lead.words.some((word) => among(word, SENT))) return NOTHING;
    const builds =
      reading.lead.words.some((word) => word.text === 'unsigned') ||
      (verb && among(verb, BUILDING) && inDomain(reading, 'crypto') && inName(reading, BUILT));
    if (!builds) return NOTHING;
    return [built(reading, 'it returns an unsigned transaction')];
  },
};
