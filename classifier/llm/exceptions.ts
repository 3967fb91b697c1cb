/**
 * The named exceptions of rubric §5: the only grounds on which a model may lower a label, each with the words that the quoted
 * part of the definition must contain. Without those words the exception is not granted, whatever the model says.
 */
import type { Category, Risk } from '../../db/model.ts';

export interface NamedException {
  id: string;
  /** As the prompt explains it. */
  text: string;
  /** What the quotation must speak of. */
  words: RegExp;
  /** The label may come down to this, no further. */
  atLeast: { category: Category; risk: Risk };
}

export const EXCEPTIONS: readonly NamedException[] = [
  {
    id: 'restorable',
    text: 'The definition states that what is removed goes to a trash, is archived, versioned or can be restored.',
    words:
      /trash|bin\b|restor|recover|undo|undelet|soft[- ]?delet|archiv|version|histor|revert|回收|恢复|ゴミ箱|復元|휴지통|복원|papierkorb|corbeille|papelera|lixeira|корзин/i,
    atLeast: { category: 'Write', risk: 'Medium' },
  },
  {
    id: 'regenerable',
    text: 'Only derived data is removed that the product makes again by itself: a cache, temporary files, thumbnails.',
    words: /cache|temp|derived|thumbnail|session|scratch|缓存|キャッシュ|캐시|zwischenspeicher|кэш/i,
    atLeast: { category: 'Write', risk: 'Medium' },
  },
  {
    id: 'relation-or-flag',
    text: 'What is removed is a relation or a flag that the same caller can set again: a bookmark, like, label, reaction, follow, membership, subscription of oneself.',
    words: /bookmark|like|star|label|tag|reaction|follow|member|favo|watch|vote|mute|block|pin|subscri|assign|link|relation|flag|list/i,
    atLeast: { category: 'Write', risk: 'Medium' },
  },
  {
    id: 'pending',
    text: 'What is cancelled is pending, queued or scheduled and can be created again.',
    words: /pending|queue|schedul|draft|upcoming|reminder/i,
    atLeast: { category: 'Write', risk: 'Medium' },
  },
  {
    id: 'enforced-read-only',
    text: 'The definition states that only reading statements or methods are accepted, as a restriction that is enforced.',
    words: /only|read[- ]?only|rejected|not allowed|no write|enforc|SELECT|GET|只读|読み取り|읽기|nur|lecture|lectura|leitura|чтен/i,
    atLeast: { category: 'Read', risk: 'Medium' },
  },
  {
    id: 'analytics-query',
    text: 'The query language reads logs, metrics or analytics and has no writing statements (KQL, PromQL, log queries).',
    words: /log|metric|analytic|promql|kql|kusto|insight|trace|telemetr|report|search/i,
    atLeast: { category: 'Read', risk: 'Medium' },
  },
  {
    id: 'harmless-jobs',
    text: 'What is run is one of a fixed set of harmless jobs (lint, audit, local tests), or runs in a stated sandbox without network and persistence.',
    words: /sandbox|isolat|lint|audit|test|check|format|validat|scan|dry/i,
    atLeast: { category: 'Execute', risk: 'Medium' },
  },
  {
    id: 'own-scratch',
    text: 'Only the agent’s own scratch, session, cursor, view or draft is changed.',
    words: /session|scratch|draft|cursor|view|todo|note|thought|thinking|preference|own|local|memory|context/i,
    atLeast: { category: 'Write', risk: 'Low' },
  },
  {
    id: 'own-workspace',
    text: 'What is sent stays in the operator’s own workspace (a team chat channel).',
    words: /workspace|team|channel|internal|organi[sz]ation|slack|group/i,
    atLeast: { category: 'Write', risk: 'Medium' },
  },
  {
    id: 'evaluator',
    text: 'A pure evaluator of formulas, expressions or filters that changes nothing (maths, JSONPath, regular expressions, unit conversion).',
    words: /math|calculat|expression|formula|regex|regular|jsonpath|jq|convert|pars|evaluat|unit/i,
    atLeast: { category: 'Read', risk: 'Low' },
  },
  {
    id: 'prepares-only',
    text: 'The call only prepares, estimates, previews or simulates; nothing is signed, sent or stored.',
    words: /prepar|estimat|preview|simulat|quote|unsigned|dry|plan|build|validat|propos|eligib|check/i,
    atLeast: { category: 'Read', risk: 'Low' },
  },
];

const byId = new Map(EXCEPTIONS.map((exception) => [exception.id, exception]));

export function exceptionOf(id: string): NamedException | undefined {
  return byId.get(id);
}
