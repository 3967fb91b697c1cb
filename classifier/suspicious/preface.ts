/**
 * What stands before a description and has nothing to do with the tool: "Nothing to worry about.", in whatever words or language. The
 * first sentence is taken for what a tool does, so what is put there could stand in its place. It accuses nobody; a definition with a
 * preface is also read without it, and the worse verdict stands (rubric §9.5).
 */
import type { ToolDefinition } from '../../db/model.ts';
import { cue } from '../reading/cues.ts';
import { among, isPredicate, set, shares } from '../reading/look.ts';
import type { Reading, Sentence, Word } from '../reading/types.ts';
import { JUDGING } from './claims.ts';
import { isAscii } from './unicode.ts';

/** Verbs of what is asked of the reader, and not of what the tool does. */
const ASKING = set('ignore note remember trust please be do read ask call use');
/** What is said of any tool, so that no tool is meant by it. */
const OF_ANY = set(
  'tool function call data user get set list use api mcp name value read write action mode type id info information model security change system agent time request check note run test status content text category risk the and for with from this that all any not only can are you your',
);
/** Shorter words join nothing. */
const LEAST_SIZE = 3;
/** A description in so few words may be a mere noun, which shares no word with the name and yet says what the tool is. */
const FEW_WORDS = 6;

/** What may be stated of a tool that lowers its risk by the rubric: a sandbox, test mode, a draft, a trash. */
const MITIGATING = cue('sandbox') | cue('test') | cue('draft') | cue('trash');

/** The definition without its preface; undefined where it has none. */
export function withoutPreface({ tool, name, title, params, description, sentences }: Reading): ToolDefinition | undefined {
  const related = ({ words }: Sentence) => {
    const naming = words.filter((word) => word.size >= LEAST_SIZE && !among(word, OF_ANY));
    return shares(naming, name.words) || shares(naming, title) || params.some((param) => shares(naming, param.words));
  };
  const own = sentences.find((sentence) => beginsWithDeed(sentence) || related(sentence) || mitigates(sentence));
  if (!own && mayBeAll(sentences, description)) return undefined;
  const from = own?.start ?? description.length;
  return description.slice(0, from).trim() === '' ? undefined : { ...tool, description: description.slice(from) };
}

function mitigates({ words }: Sentence): boolean {
  return words.some((word) => (word.cues & MITIGATING) !== 0);
}

/** Whether the sentence begins with what is done. A verb that is all we read of a sentence is no sign: it may be negated by what we do not. */
function beginsWithDeed({ words }: Sentence): boolean {
  return words.length > 1 && isDeed(words[0] as Word);
}

function isDeed(word: Word): boolean {
  return word.verb !== undefined && !isParticiple(word) && !among(word, JUDGING) && !among(word, ASKING);
}

/** "Cleared", "made": of a tool that stands there it is what was done with it. Verbs of other languages have another word for their base form. */
function isParticiple(word: Word): boolean {
  return !isPredicate(word) && word.text.slice(0, 2) === word.lemma.slice(0, 2);
}

/** Whether sentences that share no word with the name may be all that there is to say: few words, another language, or a deed further on. */
function mayBeAll(sentences: readonly Sentence[], description: string): boolean {
  const words = sentences.reduce((sum, sentence) => sum + sentence.words.length, 0);
  const deeds = sentences.some((sentence) => sentence.words.slice(0, FEW_WORDS).some((word) => !word.ambiguous && isDeed(word)));
  return deeds || words < FEW_WORDS || !isAscii(description);
}
