/** What a rationale must be (rubric §11), checked sentence by sentence. Pure: for tests, for the model's texts, and for a look at a whole corpus. */
import { RISKS, type ToolDefinition, type Verdict } from '../../db/model.ts';

const FEWEST_WORDS = 40;
const MOST_WORDS = 110;

/** Phrases that are true of any tool, promise too much, or speak for the vendor. */
const EMPTY_TALK: readonly RegExp[] = [
  /\b(?:is|are|completely|perfectly|totally|always) safe\b/i,
  /\bcannot\b|\bcan never\b|\bguarantee/i,
  /\bAI agents? (?:may|can|might)\b/i,
  /\bmisuse could\b|\bcould (?:potentially )?(?:cause|lead to) (?:harm|damage|reputational)/i,
  /\buse with (?:care|caution)\b|\bconsider (?:rate )?limit/i,
  /\bvarious\b|\betc\.|\band so on\b|\bin general\b|\btypically\b|\busually\b/i,
  /\bmay (?:have|pose) (?:security )?(?:risks?|implications)\b/i,
  /\brack up\b|\bsensitive information\b|\bappropriate (?:care|measures)\b/i,
  /\btrustworthy\b|\bis malicious\b|\bharmless tool\b/i,
];

/** What cannot both be said of one tool. */
const APART: readonly [RegExp, RegExp][] = [
  [/ is seen by people of the operator’s own workspace\./, / leaves? the workspace\b| becomes public /],
  [/ takes it back\./, / is not called back | restores a lost /],
  [/^Nothing is changed|\. Nothing is changed/, / leaves the .* changed\b/],
];

export interface LintFault {
  fault:
    | 'too-short'
    | 'too-long'
    | 'no-quote'
    | 'invented-quote'
    | 'other-risk'
    | 'wrong-category'
    | 'empty-talk'
    | 'unfinished'
    | 'contradiction'
    | 'broken';
  detail: string;
}

/** Words of a text: stretches between white space that hold a letter or a digit. */
export function wordCount(text: string): number {
  let count = 0;
  let spoken = false;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code >= 97 && code <= 122) spoken = true;
    else if (code === 32 || (code >= 9 && code <= 13) || code === 0xa0) {
      if (spoken) count++;
      spoken = false;
    } else if ((code >= 65 && code <= 90) || (code >= 48 && code <= 57) || (code > 0xbf && (code < 0x2000 || code > 0x206f))) spoken = true;
  }
  return spoken ? count + 1 : count;
}

/** What is wrong with a rationale of this verdict on this tool; empty where nothing is. */
export function lintRationale(text: string, verdict: Pick<Verdict, 'category' | 'risk'>, tool: ToolDefinition): LintFault[] {
  const faults: LintFault[] = [];
  const words = wordCount(text);
  if (words < FEWEST_WORDS) faults.push({ fault: 'too-short', detail: `${words} words` });
  if (words > MOST_WORDS) faults.push({ fault: 'too-long', detail: `${words} words` });
  const quotes = [...text.matchAll(/“([^”]+)”/g)].map((match) => match[1] ?? '');
  if (quotes.length === 0 && !text.startsWith('Name only'))
    faults.push({ fault: 'no-quote', detail: 'nothing of the definition is quoted' });
  const whole = texts(tool);
  if (quotes.length > 0 && !text.startsWith('Name only') && !quotes.some((quote) => whole.some((part) => part.includes(quote))))
    faults.push({ fault: 'invented-quote', detail: quotes[0] ?? '' });
  const ours = text.replace(/“[^”]+”|`[^`]+`/g, 'x');
  for (const risk of RISKS)
    if (risk !== verdict.risk && new RegExp(`(?<![.!?] )\\b${risk}\\b`).test(ours))
      faults.push({ fault: 'other-risk', detail: `${risk} under a badge of ${verdict.risk}` });
  if (!new RegExp(`\\b${verdict.category}\\b`).test(ours))
    faults.push({ fault: 'wrong-category', detail: `${verdict.category} is not named` });
  for (const talk of EMPTY_TALK) {
    const found = talk.exec(ours);
    if (found) faults.push({ fault: 'empty-talk', detail: found[0] });
  }
  for (const [one, other] of APART)
    if (one.test(ours) && other.test(ours)) faults.push({ fault: 'contradiction', detail: `${one.source} and ${other.source}` });
  if (!/[.!?]$/.test(text.trim())) faults.push({ fault: 'unfinished', detail: text.slice(-30) });
  const broken = /\bundefined\b|\bnull\b|\bNaN\b|\[object| {2}|\(\)|“”|``| [,.;:]|\.\.(?!\.)/.exec(ours);
  if (broken) faults.push({ fault: 'broken', detail: ours.slice(Math.max(0, broken.index - 20), broken.index + 20) });
  return faults;
}

function texts(tool: ToolDefinition): string[] {
  const parts: string[] = [];
  JSON.stringify(tool, (_, value) => {
    if (typeof value === 'string') parts.push(value);
    return value;
  });
  return [...parts, JSON.stringify(tool)];
}

/** Sentences of a text; quotations and names between backticks are not cut. */
export function sentencesOf(text: string): string[] {
  return text.match(/(?:“[^”]*”|`[^`]*`|[^.!?])+[.!?]+/g)?.map((sentence) => sentence.trim()) ?? [];
}

/** Sentences that stand in more than this share of all rationales, commonest first. */
export function repeatedSentences(all: Iterable<string>, share: number): { sentence: string; share: number }[] {
  const counts = new Map<string, number>();
  let total = 0;
  for (const text of all) {
    total++;
    for (const sentence of new Set(sentencesOf(text))) counts.set(sentence, (counts.get(sentence) ?? 0) + 1);
  }
  return [...counts]
    .map(([sentence, count]) => ({ sentence, share: count / Math.max(1, total) }))
    .filter((entry) => entry.share > share)
    .sort((a, b) => b.share - a.share);
}
