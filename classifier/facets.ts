/** The facets of a tool (rubric §3), from what the rules saw and what the model weighs. */
import type { Category, Facets, Risk, Tri } from '../db/model.ts';
import { among, hasLemma, listOf, PATHS, set, takesText, verbs } from './reading/look.ts';
import type { Reading } from './reading/types.ts';
import type { Finding, RubricId } from './types.ts';

/** The learned answers to the facet questions, each asked for only where no rule answers it: how plausible it is, 0…1. */
export interface FacetAnswers {
  /** Of a tool that does something. */
  sensitive(): { private: number; secret: number };
  untrustedIngest(): number;
  exfilSink(): number;
  reversibility(): Facets['reversibility'];
}

/** So plausible a facet must be to stand: where cross-validation by server balances what is missed against what is wrongly said. */
const LEAST = { private: 0.45, secret: 0.4, untrustedIngest: 0.3, exfilSink: 0.4 };

export interface FacetInput {
  reading: Reading;
  findings: readonly Finding[];
  category: Category;
  risk: Risk;
  basis: readonly RubricId[];
  answers: FacetAnswers;
  /** One of several actions reads, whatever the worst of them does. */
  alsoReads: boolean;
}

export function facetsOf(input: FacetInput): Facets {
  const { reading, findings, category, basis, answers, alsoReads } = input;
  const own = findings.filter(
    (finding) => finding.category === undefined || finding.category === category || (alsoReads && finding.category === 'Read'),
  );
  const seen = seenBy(own);
  const has = (id: RubricId) => basis.includes(id);
  const reads = category === 'Read';
  const untrustedIngest = stated(own, 'untrustedIngest') ?? answers.untrustedIngest() >= LEAST.untrustedIngest;
  const exfilSink = has('R3') || has('W2') || (stated(own, 'exfilSink') ?? answers.exfilSink() >= LEAST.exfilSink);
  const weighed = reads ? 'n/a' : answers.reversibility();
  // What could be undone would be no destruction (rubric §1).
  const reversibility = category === 'Destructive' && weighed === 'reversible' ? 'partly' : weighed;
  return {
    reversibility: !reads && reversibility === 'n/a' ? 'depends' : reversibility,
    egress: egressOf(own, has('W2')) ?? (reads && !exfilSink ? 'none' : 'unknown'),
    sensitiveRead: sensitivity(reads, basis, own, answers),
    untrustedIngest,
    exfilSink,
    exec: category === 'Execute' ? (has('E1') ? 'arbitrary' : 'bounded') : 'none',
    money: category === 'Financial' ? (has('F1') ? 'moves' : 'obligation') : seen.money === undefined ? 'none' : 'adjacent',
    privilegeChange: seen.privilegeChange ?? (has('W1') ? true : reads ? false : null),
    scope: seen.scope ?? scopeOf(reading, category),
    production: seen.production ?? (has('W4') || has('E3') ? true : reads ? false : null),
    idempotent: idempotence(reading, category),
    openWorld: seen.openWorld ?? (untrustedIngest || exfilSink ? true : reading.hints.openWorld === true ? true : null),
    persistsInstructions: seen.persistsInstructions ?? (reads ? false : null),
    costBearing: seen.costBearing ?? null,
    identityActing: seen.identityActing ?? (reads ? false : null),
    hasDryRun: seen.hasDryRun ?? false,
    hasConfirmParam: seen.hasConfirmParam ?? false,
    hostFile: seen.hostFile ?? hostFileOf(reading, category),
  };
}

type Seen = { [K in keyof Facets]: Facets[K] | undefined };

/** Every facet has its place, so that the engine meets one shape of object whatever rules see. */
const UNSEEN: Seen = {
  reversibility: undefined,
  egress: undefined,
  sensitiveRead: undefined,
  untrustedIngest: undefined,
  exfilSink: undefined,
  exec: undefined,
  money: undefined,
  privilegeChange: undefined,
  scope: undefined,
  production: undefined,
  idempotent: undefined,
  openWorld: undefined,
  persistsInstructions: undefined,
  costBearing: undefined,
  identityActing: undefined,
  hasDryRun: undefined,
  hasConfirmParam: undefined,
  hostFile: undefined,
};

/** What rules say of each facet, the last of them where several do. */
function seenBy(findings: readonly Finding[]): Readonly<Seen> {
  let seen: Seen | undefined;
  for (const { facets } of findings) if (facets) seen = Object.assign(seen ?? { ...UNSEEN }, facets);
  return seen ?? UNSEEN;
}

/** From the narrowest to the widest. */
const EGRESS: readonly Facets['egress'][] = ['none', 'tenant', 'recipient', 'public'];

const LOCATED = set('absolute local disk filesystem');
/** Somewhere else, beside a file of the host or in its place. */
const AWAY = set('remote bucket url');
/** What is said of a parameter is told within so many words. */
const SAID = 16;
/** These take a file from the host, as what runs does. */
const TAKING = verbs('upload send import');

/** A path that is said to be one of the host, where no rule judges by it. */
function hostFileOf({ params, mainVerb }: Reading, category: Category): Facets['hostFile'] {
  const named = params.some(
    (param) => takesText(param) && hasLemma(param.words, PATHS) && hasLemma(param.says, LOCATED, SAID) && !hasLemma(param.says, AWAY, SAID),
  );
  if (!named) return 'none';
  return category === 'Read' || category === 'Execute' || among(mainVerb, TAKING) ? 'read' : 'write';
}

/** The widest of what rules say. Where words of the caller leave (W2), somebody outside receives them. */
function egressOf(findings: readonly Finding[], leaves: boolean): Facets['egress'] | undefined {
  let widest = -1;
  for (const { facets } of findings) if (facets?.egress) widest = Math.max(widest, EGRESS.indexOf(facets.egress));
  if (widest < 0) return undefined;
  return EGRESS[leaves ? Math.max(widest, EGRESS.indexOf('recipient')) : widest];
}

/** What rules state of a facet, the worse of them where they differ; a note only weighs, so it states nothing. */
function stated(findings: readonly Finding[], facet: 'untrustedIngest' | 'exfilSink'): boolean | undefined {
  let said: boolean | undefined;
  for (const { force, facets } of findings) {
    const here = facets?.[facet];
    if (force !== 'note' && typeof here === 'boolean') said = said === true || here;
  }
  return said;
}

/** What a reading tool returns follows from the rule that gave its risk; what a doing tool returns beside its effect is stated or weighed. */
function sensitivity(
  reads: boolean,
  basis: readonly RubricId[],
  findings: readonly Finding[],
  answers: FacetAnswers,
): Facets['sensitiveRead'] {
  if (basis.includes('R1')) return 'secret';
  if (reads) return basis.some((id) => id === 'R2' || id === 'R4' || id === 'R5') ? 'private' : 'none';
  const said = findings.map(({ force, facets }) => (force === 'note' ? undefined : facets?.sensitiveRead));
  if (said.includes('secret')) return 'secret';
  const weighed = answers.sensitive();
  if (weighed.secret >= LEAST.secret) return 'secret';
  return said.includes('private') || weighed.private + weighed.secret >= LEAST.private ? 'private' : 'none';
}

function scopeOf(reading: Reading, category: Category): Facets['scope'] {
  if (!reading.hasSchema) return 'unknown';
  if (listOf(reading)) return 'boundedList';
  return category === 'Read' && reading.params.length === 0 ? 'unknown' : 'single';
}

const AGAIN = new Set([
  'get',
  'search',
  'inspect',
  'compute',
  'think',
  'wait',
  'update',
  'delete',
  'remove',
  'replace',
  'toggle',
  'archive',
  'react',
  'clear',
  'reset',
]);
const ANEW = new Set(['create', 'add', 'send', 'generate', 'upload', 'pay', 'trade', 'transfer', 'refund', 'invite', 'copy']);

/** Whether doing it twice does no more than doing it once. */
function idempotence({ name, leadVerb }: Reading, category: Category): Tri {
  if (category === 'Read') return true;
  const verb = (name.verb ?? leadVerb)?.verb;
  // What runs twice does twice whatever it does.
  if (verb === undefined || (category === 'Execute' && !ANEW.has(verb))) return null;
  return AGAIN.has(verb) ? true : ANEW.has(verb) ? false : null;
}
