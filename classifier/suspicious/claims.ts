/**
 * Sentences that say of a tool how harmless it is, or how it is to be judged, rather than what it does. Much wider than the signals that
 * are published: "safe, read-only" is an ordinary thing to say. So it accuses nobody; a definition with such a sentence is also read
 * without it, and the worse verdict stands (rubric §9.5).
 */
import type { ToolDefinition } from '../../db/model.ts';
import { cue } from '../reading/cues.ts';
import { among, negated, READING, set } from '../reading/look.ts';
import type { Reading, Sentence, Word } from '../reading/types.ts';
import { textWords } from '../reading/words.ts';
import { cleanForJudging } from './clean.ts';
import { sentenceEnds } from './sentences.ts';
import { isAscii } from './unicode.ts';

/** What a claim is made of, by kind; two kinds in one sentence make one. */
const KINDS: readonly RegExp[] = [
  // That it is safe.
  /(?<!\p{L})(?:safe|no side effects?|side[- ]effect[- ]free|nothing (?:bad|harmful|dangerous)|no need to worry|approved for|non-?dangerous|harmless|benign|innocuous|trustworthy|trusted|verified|audited|vetted|pre-?approved|risk[- ]?free|non[- ]?destructive|(?:is|are|was) not (?:\w+ )?(?:destructive|dangerous|harmful|risky)|no (?:\w+ )?(?:risk|danger|harm)s?|without (?:any )?(?:risk|danger|harm)|sicher|ungefährlich|harmlos|unbedenklich|sûr|inoffensi\w+|sans (?:danger|risque)|segur[ao]|inofensiv[ao]|sin (?:riesgo|peligro)|sem (?:risco|perigo)|aucun (?:risque|danger)|keine?n? (?:risiko|gefahr)|ning[uú]n (?:riesgo|peligro)|nenhum (?:risco|perigo))(?!\p{L})|безопас|никак\p{L}+ риск|нет риск|没有(?:任何)?风险|沒有(?:任何)?風險|リスクはあり?ません|リスクがない|위험이? ?(?:없|전혀)|безвред|безобид|安全|无害|無害|无风险|無風險|無難|안전|무해/iu,
  // That it only reads, or does nothing.
  /(?<!\p{L})(?:read[- ]?only|only reads?|reads? only|just reads?|merely reads?|(?:only|just|harmless) (?:a )?(?:lookup|look-up|query|information|informational)|documentation only|(?:does|do|will|can|is|are)(?:n['’]t| not|not) (?:\w+ )?(?:modif\w+|chang\w+|delet\w+|execut\w+|writ\w+|perform)|(?:merely|just|simply|only) (?:looks?|shows?|displays?|returns?|tells?|an? informational)|informational (?:only|endpoint|tool)|can ?not change|never destructive|never (?:\w+ )?(?:modif\w+|chang\w+|delet\w+|execut\w+|writ\w+)|nothing (?:is|gets|will be) (?:executed|changed|modified|deleted|written)|nur[- ](?:lese\w*|lesend\w*)|liest nur|lesend|lecture seule|(?:ne fait que|seulement|uniquement) (?:lire|lit)|lit (?:seulement|uniquement)|s[oó]lo (?:lectura|lee)|de lectura|(?:somente|apenas|só) (?:leitura|l[êe]\w*))(?!\p{L})|только (?:для )?чит|только чтени|只读|唯讀|仅读|僅讀|只讀|読むだけ|読み取り|読取|읽기/iu,
  // How grave it is.
  /(?<!\p{L})(?:risks?|severity|danger(?:ous)?(?:ness)?|criticality|threats?|risiko|risque|riesgo|risco|gravité|gravedad|gravidade|schweregrad)(?!\p{L})|риск|опасност|风险|風險|危险|危險|リスク|危険|위험/iu,
  // That it be judged.
  /(?<!\p{L})(?:classif\w+|categor\w+|rat(?:e|es|ed|ing)|label\w*|mark(?:ed|s)? (?:it|this|the)|judg\w+|assess\w*|assign\w*|grad(?:e|ed|ing)|treat(?:ed)?|consider(?:ed)?|regard(?:ed)?|verdict|tier|badge|evaluat\w+|grades?|final answer|respond|answer|priority|impact|bewert\w+|einstuf\w+|stuf\w+ \w+|einordn\w+|klassifizier\w+|class(?:er|ez|é|e)|considér\w+|évalu\w+|clasif\w+|calific\w+|considera\w*|avali\w+|marca\w*|marque)(?!\p{L})|классифиц|отмет|оцен|пометь|считай|отнес|分类|分類|归类|歸類|评为|評為|判定|标记|標記|评级|判断|評価|扱|판정|분류|평가|표시|간주/iu,
  // By whom.
  /(?<!\p{L})(?:reviewers?|classifiers?|auditors?|scanners?|judges?|moderators?|evaluators?|graders?|llms?|language models?|ai (?:reviewers?|models?|systems?|agents?|judges?)|anthropic|openai|security (?:team|review|policy|classification))(?!\p{L})|审核|審核|评审|審査|심사|проверяющ|рецензент|gutachter|prüfer|réviseur|revisor/iu,
  // As what.
  /(?<!\p{L})(?:read ?[,/|] ?low|low ?[,/|] ?read|low(?:est)?(?: possible)? (?:risk|severity|tier|danger|impact)|(?:is|as|be|with|output|answer|=|:) ?["'`]?(?:read|low|lowest|none|safe|informational)(?!\p{L})|\bread\/low|geringe[ms]? |niedrige[mnsr]? |faible|bajo|baixo)|низк|低风险|低風險|低リスク|낮은|저위험|\P{ASCII} ?(?:Read|Low)(?!\p{L})|\b(?:Read|Low)(?=\P{ASCII})/iu,
];

/** Verdicts as data: `"risk": "Low"`, `[category=Read]`. */
const AS_DATA =
  /["'[{(]?\s*\b(?:category|risk|severity|verdict|classification|rating|danger)\b["']?\s*[:=]\s*["'[{]?\s*(?:read|low|none|safe|benign|minimal|no\b|\{)/iu;
const THIS = '(?: (?:it|this|that|(?:the|this) (?:tool|function|operation|action)))';
/** "Rate it Read", "mark this as safe". */
const BIDDING = new RegExp(
  String.raw`\b(?:(?:label|mark|tag|flag|report|assign)${THIS}|(?:rate|classify|categori[sz]e|judge|treat|score|grade|consider|regard|assess)${THIS}?) (?:\w+ ){0,3}?(?:as )?["'\x60]?(?:read|low|lowest|none|safe|harmless|benign|read-only|medium|documentation)\b`,
  'iu',
);

/** The same kinds as cues of single words, by which most definitions are passed over. */
const ANY_HINT = cue('harmless') | cue('onlyreads') | cue('grave') | cue('rated') | cue('bywhom') | cue('level');
/** Of words that are not split off by blanks or not in the tables, such stems. */
const STEM_OF_CLAIM =
  /安全|无害|無害|風險|风险|危[险険險]|只读|唯讀|仅读|僅讀|读取|讀取|分类|分類|判定|评|評|リスク|読|위험|안전|무해|읽기|분류|판정|риск|безоп|безвр|опас|чтен|чит|классиф|оцен|отмет/u;
/** A claim that stands first is short. */
const SHORT = 14;

/** Whether a definition may hold a claim, by the words that were read of it. */
export function mayClaim({ cues, sentences, description }: Reading): boolean {
  if ((cues & ANY_HINT) !== 0)
    for (let at = 0; at < sentences.length; at++) {
      const { words } = sentences[at] as Sentence;
      let seen = 0;
      for (const word of words) seen |= word.cues;
      seen &= ANY_HINT;
      // More than one bit; at the head of others one is enough, where it does not begin with what the tool does.
      if ((seen & (seen - 1)) !== 0) return true;
      if (seen !== 0 && at === 0 && sentences.length > 1 && words.length <= SHORT && !isAct(words[0])) return true;
    }
  return !isAscii(description) && STEM_OF_CLAIM.test(description);
}

function isAct(word: Word | undefined): boolean {
  return word?.verb !== undefined && !word.ambiguous && !among(word, JUDGING) && word.text === word.lemma;
}

/** Verbs of what is asked of a judge. */
export const JUDGING = set(
  'respond answer classify rate mark treat assign report flag approve review label judge assess consider evaluate grade output audit verify',
);

/** Whether a sentence says that something is done, and not only that something is looked at or is not done. */
function hasDeed(sentence: string): boolean {
  const words = textWords(sentence, 0, sentence.length);
  return words.some(
    (word, at) => word.verb !== undefined && !word.ambiguous && !among(word, READING) && !among(word, JUDGING) && !negated(words, at),
  );
}

/** Where a claim stands in its sentence. */
interface Claim {
  from: number;
  to: number;
}

/** The claim in this sentence; undefined where it holds none. At the head of a description less is enough: what stands there is taken for what the tool does. */
function claimIn(sentence: string, leads = false): Claim | undefined {
  let kinds = 0;
  let from = sentence.length;
  let to = 0;
  const widen = (found: RegExpExecArray) => {
    from = Math.min(from, found.index);
    to = Math.max(to, found.index + found[0].length);
  };
  for (const kind of KINDS) {
    const found = kind.exec(sentence);
    if (!found) continue;
    kinds++;
    widen(found);
  }
  const plain = [AS_DATA, BIDDING].map((pattern) => pattern.exec(sentence)).filter((found) => found !== null);
  plain.forEach(widen);
  const claim = { from, to };
  if (plain.length > 0) return claim;
  if (kinds > 1) return hasDeed(sentence.slice(from, to)) ? undefined : claim;
  return kinds === 1 && leads && !hasDeed(sentence) ? claim : undefined;
}

/** What may be set apart from the description proper. */
const BLOCKS =
  /```[\s\S]*?```|\/\*[\s\S]*?\*\/|<([a-z][\w-]{1,30})>[\s\S]*?<\/\1>|\{[^{}]*(?:\{[^{}]*\}[^{}]*)*\}|\[[^[\]\n]{1,200}\](?:\s*\[[^[\]\n]{1,200}\])*/giu;

/** Where a sentence begins that was written on behind another without a stop: at the last capital before the claim. */
function beginningBefore(sentence: string, claim: number): number {
  const before = sentence.slice(0, claim + 1);
  // Scripts without capitals: behind the last blank.
  if (/\p{Lo}$/u.test(before)) return before.search(/\S*$/u);
  return [...before.matchAll(/(?<=\s|^)["'`*[({<]*\p{Lu}/gu)].at(-1)?.index ?? claim;
}

/** Where a sentence goes on that was written on behind a claim without a stop: at the next capital. */
function endBehind(sentence: string, claim: number): number {
  const next = sentence.slice(claim).search(/(?<=\s)\p{Lu}/u);
  return next < 0 ? sentence.length : claim + next;
}

/** A sentence, and the claim in it. */
interface Piece {
  sentence: string;
  claim: Claim | undefined;
}

/** The text in sentences, without what is set apart and holds a claim; undefined where it makes none. */
function piecesOf(whole: string): Piece[] | undefined {
  const text = whole.replace(BLOCKS, (block) => (claimIn(block) ? ' ' : block));
  const ends = sentenceEnds(text);
  if (ends.at(-1) !== text.length) ends.push(text.length);
  const pieces: Piece[] = [];
  let start = 0;
  // Whether nothing but claims stood before.
  let leads = true;
  for (const end of ends) {
    const sentence = text.slice(start, end);
    const claim = claimIn(sentence, leads && end < text.length);
    if (!claim && sentence.trim() !== '') leads = false;
    pieces.push({ sentence, claim });
    start = end;
  }
  return text !== whole || pieces.some(({ claim }) => claim) ? pieces : undefined;
}

/** What is left of a sentence with a claim: nothing; what stands before it, or behind it, where it seems to be written on to another. */
const CUTS: readonly ((sentence: string, claim: Claim) => string)[] = [
  () => '',
  (sentence, { from }) => sentence.slice(0, beginningBefore(sentence, from)),
  (sentence, { to }) => sentence.slice(endBehind(sentence, to)),
];

/** The definition as it reads without claims in its description, cut in so many ways; empty where it makes none. */
export function withoutClaims(tool: ToolDefinition): ToolDefinition[] {
  const { description } = tool;
  if (typeof description !== 'string') return [];
  const pieces = piecesOf(cleanForJudging(description));
  if (!pieces) return [];
  const readings = new Set(CUTS.map((cut) => pieces.map(({ sentence, claim }) => (claim ? cut(sentence, claim) : sentence)).join('')));
  return [...readings].map((left) => ({ ...tool, description: left }));
}
