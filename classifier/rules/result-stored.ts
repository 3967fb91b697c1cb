import { among, isSpelled, negated, set, texts, verbs } from '../reading/look.ts';
import { quoteSentence } from '../reading/quote.ts';
import type { Word } from '../reading/types.ts';
import { type Finding, NOTHING, type Rule } from '../types.ts';

const READING = verbs('get search inspect compute think generate download export');
const STORES = texts('saves stores writes ingests persists');
const STORE = texts('save store write ingest persist');
const STORED = texts('saved stored written ingested persisted');
const JOINING = texts('and then');
const BEING = texts('is are be been gets automatically');
/** Where it goes. */
const INTO = texts('to into in as at on locally');
const WITHIN = 6;
/** What is told of where the data came from, in the first sentences. */
const SENTENCES = 3;

/** "Data stores", "prompts that are stored": what there is already. */
const KINDS = texts('data value key vector app document feature');
const RELATIVE = texts('that which');
/** Of the protocol: given back, and no more. */
const RESOURCE = texts('resource resources');

function goesOn(behind: readonly Word[]): boolean {
  return behind.some((next) => isSpelled(next, INTO)) && !behind.some((next) => isSpelled(next, RESOURCE));
}

/** The place of a word that says that the result is stored, or -1. */
function storedAt(words: readonly Word[]): number {
  return words.findIndex(
    (word, at) =>
      ((isSpelled(word, STORES) && !isSpelled(words[at - 1], KINDS)) ||
        (isSpelled(word, STORE) && isSpelled(words[at - 1], JOINING)) ||
        (isSpelled(word, STORED) && isSpelled(words[at - 1], BEING) && !isSpelled(words[at - 2], RELATIVE))) &&
      !negated(words, at) &&
      goesOn(words.slice(at + 1, at + 1 + WITHIN)),
  );
}

const TURNING = verbs('export import download');
const MAKING_FILES = set('extract render compress decompress collect split capture convert dump scrape crawl draw overlay ingest');
const PLACES = set('file disk folder directory filesystem storage');
const BASES = set('knowledge');
const GOING = texts('to into as');
const PLACE_WITHIN = 4;
const NOT_A_FILE = texts('reference name path url uri');

/** "Extract frames as sequential image files", "crawls pages into a knowledge base": where it goes is a place that stays. */
function goesToPlace(words: readonly Word[], verbAt: number): boolean {
  if (!among(words[verbAt], TURNING) && !among(words[verbAt], MAKING_FILES)) return false;
  return words.some((word, at) => {
    if (at <= verbAt || !isSpelled(word, GOING) || words[at - 1]?.text === 'such') return false;
    const behind = words.slice(at + 1, at + 1 + PLACE_WITHIN);
    const place = behind.findIndex((one) => among(one, PLACES) || among(one, BASES));
    return place >= 0 && !isSpelled(behind[place + 1] ?? words[at + place + 2], NOT_A_FILE);
  });
}

export const resultStored: Rule = {
  id: 'result-stored',
  title: 'The result is stored',
  text: 'The verb asks or computes, but the description says that what comes of it is saved, written or ingested somewhere: a file, a collection, a knowledge base. That is a change that stays.',
  rubric: ['base'],
  check(reading): readonly Finding[] {
    if (!among(reading.mainVerb, READING)) return NOTHING;
    const { lead, leadVerbAt } = reading;
    const placed = lead && leadVerbAt >= 0 && goesToPlace(lead.words, leadVerbAt) ? lead : undefined;
    const sentence = placed ?? reading.sentences.slice(0, SENTENCES).find(({ aside, words }) => !aside && storedAt(words) >= 0);
    if (!sentence) return NOTHING;
    return [
      {
        rule: 'result-stored',
        force: 'floor',
        saw: placed ? 'what comes of it goes to a place that stays' : 'what comes of it is said to be stored',
        quote: quoteSentence(reading, sentence),
        category: 'Write',
        basis: 'base',
      },
    ];
  },
};
