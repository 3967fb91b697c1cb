/** Which documented patterns abuse the kind of access that a tool gives. Never a statement that the tool was attacked. */
import type { Category, JudgedTool } from '../../../db/model.ts';
import type { Attack, AttackSignal, FacetTest } from '../../types.ts';
import { ATTACKS } from '../index.ts';

const MOST = 5;
const FEWEST = 3;
const READ_CHARACTERS = 2000;

/** What is shown where facets say too little: true of every tool of the category. Server-wide patterns fill what is left. */
const BY_CATEGORY: Record<Category, readonly string[]> = {
  Read: ['leaked-by-the-server'],
  Write: ['runaway-loop', 'bulk-mutation'],
  Execute: ['runaway-loop', 'stdio-command-execution'],
  Destructive: ['data-destruction', 'consent-fatigue'],
  Financial: ['fraudulent-transactions', 'runaway-loop'],
};
const OF_ANY_SERVER: readonly string[] = ['tool-poisoning', 'rug-pull', 'server-impersonation'];

const EVIDENCE: Record<Attack['status'], number> = { verified: 2, partial: 1, pattern: 0 };

/**
 * Three to five patterns, best first: what a signal of this tool calls for, then matches by facets (well-evidenced before
 * partly evidenced before patterns, narrow before wide), then what is true of its category, then of any server.
 */
export function matchAttacks(tool: JudgedTool, signals: readonly AttackSignal[] = []): Attack[] {
  const seen = [...signals, ...signalsOf(tool)];
  const signalled = ATTACKS.filter((attack) => attack.signals?.some((signal) => seen.includes(signal)));
  const matched = ATTACKS.filter((attack) => attack.about === 'tool' && isSpecific(attack) && concerns(attack, tool));
  const best = [
    ...new Set([
      ...signalled,
      ...matched.sort((a, b) => EVIDENCE[b.status] - EVIDENCE[a.status] || narrowness(b, tool) - narrowness(a, tool)),
    ]),
  ];
  const fillers = [...BY_CATEGORY[tool.verdict.category], ...OF_ANY_SERVER].map(attackOf);
  const filled = best.length >= FEWEST ? best : [...new Set([...best, ...fillers])].slice(0, Math.max(FEWEST, best.length));
  return filled.slice(0, MOST);
}

/** An attack by its id; a bug where there is none. */
export function attackOf(id: string): Attack {
  const attack = ATTACKS.find((known) => known.id === id);
  if (!attack) throw new Error(`no attack "${id}"`);
  return attack;
}

function signalsOf({ verdict }: JudgedTool): AttackSignal[] {
  return [
    ...(verdict.suspiciousText.length > 0 ? (['suspicious-text'] as const) : []),
    ...(verdict.mismatches.length > 0 ? (['annotation-mismatch'] as const) : []),
  ];
}

/** Whether something of the tool itself, and not only its category, is looked at. */
function isSpecific({ facetsAny, words, signals }: Attack): boolean {
  return signals === undefined && (facetsAny.length > 0 || words !== undefined);
}

function concerns({ categories, facetsAny, words }: Attack, tool: JudgedTool): boolean {
  if (categories.length > 0 && !categories.includes(tool.verdict.category)) return false;
  if (facetsAny.length > 0 && !facetsAny.some((test) => holds(test, tool))) return false;
  return words === undefined || words.test(textOf(tool));
}

/** An unknown facet never holds. */
function holds({ facet, in: values }: FacetTest, { verdict }: JudgedTool): boolean {
  const value = verdict.facets[facet];
  return value !== null && (values as readonly unknown[]).includes(value);
}

function narrowness({ categories, facetsAny, words }: Attack, tool: JudgedTool): number {
  const holding = facetsAny.filter((test) => holds(test, tool)).length;
  return (words === undefined ? 0 : 4) + (categories.length === 0 ? 0 : 3 - Math.min(2, categories.length - 1)) + holding;
}

function textOf({ name, definition }: JudgedTool): string {
  const { title, description } = definition;
  return `${name.replaceAll(/[_-]/g, ' ')} ${name} ${title ?? ''} ${description ?? ''}`.slice(0, READ_CHARACTERS);
}
