/** Which of its parameters decide what a tool does, and which thing it is done to. */
import { among, set } from '../reading/look.ts';
import type { Param, Word } from '../reading/types.ts';

/** How much comes, and in what form; and what the caller is known by. */
const AMOUNTS = set('limit offset page cursor count max maximum num size skip top per take start first');
const FORMS = set('format verbose pretty sort order field include output timeout lang language locale');
const KNOWN_BY = set('token apikey key secret password credential auth ticket jwt');
const ID_WORDS = set(
  'id iid uuid guid udid key slug name number path identifier ref handle username symbol ticker code address hash sha title url uri project repo repository owner file',
);
/** Where a thing lies or whose it is: named beside the thing. */
const PLACES = set('username owner repo repository project workspace organization org account team tenant site space database user');
/** Where something is put, and not what it is: `download_path`. */
const AIMS = set('output out dest destination save download target dir directory');
/** Things that lie at a path, and the words of parameters that hold one. */
const FILED = set('file content document directory folder');
const PATH_WORDS = set('path file filename');
const TEXT_WORDS = set(
  'body content text message comment html markdown caption description title subject note prompt reply value data values',
);
/** What the most is written into. */
const BODY_WORDS = set('body content text message html markdown');
const TO_WORDS = set('to recipient email phone channel cc bcc user chat room number destination address');

/** Parameters that matter to a rationale. */
export interface Given {
  /** Those that decide what is done; all, where each of them only says how much, in what form, or on whose behalf. */
  deciding: readonly Param[];
  /** Chooses which thing: `page_id`. */
  chooser: Param | undefined;
  /** What must be given of it where nothing names it: `content` of a comment. */
  contents: Param | undefined;
  /** What the caller writes: `body`. */
  text: Param | undefined;
  /** Where it goes: `to`. */
  recipient: Param | undefined;
}

/** What top-level parameters are for, where these words name the thing acted on. */
export function givenBy(params: readonly Param[], things: readonly Word[]): Given {
  const deciding = params.filter((param) => !isBeside(param));
  const chooser = chooserOf(params, things);
  return {
    deciding: deciding.length > 0 ? deciding : params,
    chooser,
    contents: chooser ? undefined : contentsOf(params, things),
    text:
      params.find((param) => among(param.words.at(-1), BODY_WORDS) && !isId(param)) ??
      params.find((param) => param.words.some((word) => among(word, TEXT_WORDS)) && !isId(param)),
    recipient: params.find((param) => param.words.some((word) => among(word, TO_WORDS))),
  };
}

/** What a switch says of the answer: `include_archived`, `verbose`. */
const SHOWN = set('include exclude show hide with raw verbose headless return skip only expand');

/** Whether a parameter decides nothing of what is done: `limit`, `maxItems`, `format`, `access_token`; a `key` by itself names a thing. */
function isBeside({ words, type }: Param): boolean {
  const last = words.at(-1);
  if (type === 'boolean' && among(words[0], SHOWN)) return true;
  if (among(words[0], AMOUNTS) || among(last, AMOUNTS) || (among(last, FORMS) && words.length === 1)) return true;
  return among(last, KNOWN_BY) && !(words.length === 1 && last?.text === 'key');
}

/** Whether a parameter names something: `page_id`, `url`. */
export function isId(param: Param): boolean {
  return among(param.words.at(-1), ID_WORDS);
}

/** The parameter that names the thing itself, and not what it belongs to: `path` of a file, `page_id` or a mere `id` of a page, no `page_set_id`. */
function chooserOf(params: readonly Param[], things: readonly Word[]): Param | undefined {
  const ids = params.filter((param) => isId(param) && param.type !== 'array' && !param.words.some((word) => among(word, AIMS)));
  const thing = things.at(-1);
  return (
    ids.find(({ words }) => words.findLast((word) => word.lemma === thing?.lemma || !among(word, ID_WORDS))?.lemma === thing?.lemma) ??
    (among(thing, FILED) ? ids.find((param) => among(param.words.at(-1), PATH_WORDS)) : undefined) ??
    ids.find((param) => param.words.every((word) => among(word, ID_WORDS) && !among(word, PLACES)))
  );
}

/** Whether a parameter holds what is written, and not which thing. */
export function isWritten(param: Param): boolean {
  return among(param.words.at(-1), TEXT_WORDS);
}

function contentsOf(params: readonly Param[], things: readonly Word[]): Param | undefined {
  return params.find(
    (param) =>
      param.required &&
      param.type === 'string' &&
      param.enum.length === 0 &&
      !isId(param) &&
      param.words.some((word) => among(word, TEXT_WORDS) || word.lemma === things.at(-1)?.lemma),
  );
}
