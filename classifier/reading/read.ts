/** Parses one definition in the context of its server, once; every rule and the model look at the result. */
import type { Json, ServerContext, ToolDefinition } from '../../db/model.ts';
import { readName } from './name.ts';
import { isObject, readParams } from './schema.ts';
import { readServer } from './server.ts';
import { DESCRIPTION_READ, readSentences } from './text.ts';
import type { NameReading, Reading, Sentence, Word } from './types.ts';
import { textWords } from './words.ts';

/** Words that stand between the beginning of a sentence and its verb: "This tool allows you to …". */
const BEFORE_VERB = new Set(
  'this tool the a an use used using to it that which will can allows allow you enables enable let lets user users function api endpoint method mcp please call helps help tools purpose title description utility simple quickly easily directly permanently automatically safely securely intelligently completely recursively asynchronously efficiently conditionally batch bulk async command operation useful for be able ability agents agent ai and then write read only readonly destructive 1 2'.split(
    ' ',
  ),
);
const BOILERPLATE = new Set(
  'not description available deploy try playground no none undefined required guardrails prerequisites scopes warning important note'.split(
    ' ',
  ),
);
/** How far into a sentence its verb may stand. */
const VERB_WITHIN = 12;

/** Reads a definition. Total: any JSON in place of a field is read as far as it makes sense. `description` is the cleaned text. */
export function readTool(tool: ToolDefinition, context: ServerContext, description: string): Reading {
  const server = readServer(context);
  const name = readName(typeof tool.name === 'string' ? tool.name : '', server.prefix);
  const sentences = readSentences(description.length > DESCRIPTION_READ ? description.slice(0, DESCRIPTION_READ) : description);
  const lead = sentences.find((sentence) => isTelling(sentence, name));
  const leadVerbAt = lead ? verbOf(lead) : -1;
  const title = typeof tool.title === 'string' ? tool.title.slice(0, 200) : '';
  return {
    tool,
    context,
    server,
    name,
    title: title === '' ? [] : textWords(title, 0, title.length),
    description,
    sentences,
    lead,
    leadVerb: lead?.words[leadVerbAt],
    leadVerbAt,
    silent: lead === undefined,
    params: readParams(tool.inputSchema),
    hasSchema: isObject(tool.inputSchema) && Object.keys(tool.inputSchema).length > 0,
    hints: readHints(tool.annotations),
  };
}

/** Whether a sentence says more than the name does and is no boilerplate of a catalogue. */
function isTelling(sentence: Sentence, name: NameReading): boolean {
  if (sentence.aside) return false;
  const { words } = sentence;
  const first = words[0]?.text ?? '';
  if (BOILERPLATE.has(first) && (words.length < 4 || first === 'deploy' || first === 'required' || first === 'guardrails')) return false;
  if (first === 'description' && words[1]?.text === 'not') return false;
  return words.some((word) => !name.words.some((own) => own.lemma === word.lemma) && word.text.length > 2 && !BOILERPLATE.has(word.text));
}

/** The verb a sentence turns on: the first within reach, preferring one that is plainly a verb at its beginning. */
function verbOf(sentence: Sentence): number {
  const { words } = sentence;
  for (let at = 0; at < Math.min(words.length, VERB_WITHIN); at++) {
    const word = words[at] as Word;
    if (word.verb && !(BEFORE_VERB.has(word.text) && at > 0 && !startsSentence(words, at))) {
      // "use", "allows" and "helps" open a clause; the verb they govern follows.
      if (!BEFORE_VERB.has(word.text)) return at;
    } else if (!BEFORE_VERB.has(word.text)) {
      if (at === 0 && word.verb === undefined) return nextPlainVerb(words);
    }
  }
  return nextPlainVerb(words);
}

function startsSentence(words: readonly Word[], at: number): boolean {
  return at === 0 || words.slice(0, at).every((word) => BEFORE_VERB.has(word.text));
}

function nextPlainVerb(words: readonly Word[]): number {
  const within = Math.min(words.length, VERB_WITHIN);
  for (let at = 0; at < within; at++) if (words[at]?.verb && !words[at]?.ambiguous && !BEFORE_VERB.has(words[at]?.text ?? '')) return at;
  return -1;
}

function readHints(annotations: Json | undefined): Reading['hints'] {
  if (!isObject(annotations)) return {};
  const hints: Reading['hints'] = {};
  if (typeof annotations.readOnlyHint === 'boolean') hints.readOnly = annotations.readOnlyHint;
  if (typeof annotations.destructiveHint === 'boolean') hints.destructive = annotations.destructiveHint;
  if (typeof annotations.idempotentHint === 'boolean') hints.idempotent = annotations.idempotentHint;
  if (typeof annotations.openWorldHint === 'boolean') hints.openWorld = annotations.openWorldHint;
  return hints;
}
