/** The seams of the classifier: what a rule, a judge, an attack pattern and a policy format are. */
import type { Category, Facets, JudgedTool, Quote, Risk, Verdict } from '../db/model.ts';
import type { Reading } from './reading/types.ts';

// --- policy.json, version 1 ------------------------------------------------

export const OPERATORS = ['eq', 'neq', 'in', 'not_in', 'lt', 'lte', 'gt', 'gte', 'regex', 'contains', 'exists'] as const;
export type Operator = (typeof OPERATORS)[number];

export interface Condition {
  /** `args.<name>[.<name>…]`. */
  path: string;
  op: Operator;
  value: unknown;
}

/** All conditions must hold; none means always. */
export interface ConditionRule {
  conditions: Condition[];
  on_deny: string;
}

/** `window` is aligned to the UTC calendar. */
export interface Limit {
  counter: string;
  window: 'minute' | 'hour' | 'day';
  max: number;
  scope: 'grant';
}

export interface ToolPolicy {
  require?: ConditionRule[];
  deny_if?: ConditionRule[];
  limits?: Limit[];
}

/** policy.json v1. Under `default: "deny"`, `{}` allows a tool; a hidden tool is neither listed nor callable. */
export interface Policy {
  version: '1';
  default: 'allow' | 'deny';
  hide?: string[];
  all_tools?: { limits: Limit[] };
  tools?: Record<string, ToolPolicy>;
}

export const POSTURES = ['strict', 'recommended', 'permissive'] as const;
export type Posture = (typeof POSTURES)[number];

// --- policy formats --------------------------------------------------------

/** What a format can express, per tool. */
export interface Says {
  allow: boolean;
  ask: boolean;
  deny: boolean;
  hide: boolean;
  rate: boolean;
  args: boolean;
}

/** One server's part of what is rendered: its name in the client's config and its neutral policy. */
export interface PolicyInput {
  /** The server's key in the client or gateway. */
  server: string;
  /** Only what the recommendation needs of the tools. */
  tools: readonly JudgedTool[];
  policy: Policy;
}

/** What a format cannot keep of a policy: how a decision may differ from policy.json, and for which tools (`*`: any). */
export interface Loss {
  kind: LossKind;
  server: string;
  tools: string[];
}

/**
 * - `rate-open`: calls are not counted, the tool is allowed · `rate-ask`: … a person is asked instead · `all-tools`: the limit on all calls together is not kept
 * - `args-ask`, `args-deny`: arguments are not looked at, the tool is asked about or denied altogether · `args-stricter`: read more strictly
 * - `hide`: denied, but still listed · `unlisted`: allowed only with some argument, so it is not listed
 * - `deny-ask`, `default-ask`: not denied but asked about, for named tools and for any other · `default-deny`: any other is denied although policy.json allows it · `always-ask`: asked about although allowed
 * - `name`: a name that the format cannot carry, so that the tool is denied · `server-key`: the server must be called otherwise · `beyond-tools`: prompts and resources of the server are denied as well
 */
export type LossKind =
  | 'rate-open'
  | 'rate-ask'
  | 'all-tools'
  | 'args-ask'
  | 'args-deny'
  | 'args-stricter'
  | 'hide'
  | 'unlisted'
  | 'deny-ask'
  | 'default-ask'
  | 'default-deny'
  | 'always-ask'
  | 'name'
  | 'server-key'
  | 'beyond-tools';

export interface Rendered {
  /** All files in one text, for showing and copying; of several files each begins with a line that names it. */
  text: string;
  /** The files to save: one, or one per server where the format keeps servers apart. */
  files: { name: string; text: string }[];
  /** What this format loses of this very policy, in words; empty where nothing is lost. */
  loss: string[];
  /** The same losses as data. */
  lost: Loss[];
}

/** A policy format of a gateway or client: one file in `policies/formats/`. Throws {@link Error} with one line naming the tool where it refuses. */
export interface PolicyFormat {
  id: string;
  title: string;
  /** File name to save it under. */
  file: string;
  /** For highlighting and the content type. */
  language: 'json' | 'yaml' | 'toml' | 'cedar' | 'rego' | 'markdown' | 'shell';
  says: Says;
  /** Where the format is documented; the source of every claim made of it. */
  docs: { label: string; url: string }[];
  /** Numbered steps to put it into use; plain text, `code` in backticks. */
  use: string[];
  render(inputs: readonly PolicyInput[]): Rendered;
}

// --- attack patterns -------------------------------------------------------

/** A documented attack pattern or incident, in our own words. */
export interface Attack {
  id: string;
  title: string;
  /** `verified`: a primary source was read; `partial`: secondary reports only; `pattern`: a technique, not an incident. */
  status: 'verified' | 'partial' | 'pattern';
  year: number;
  summary: string;
  how: string[];
  example?: string | undefined;
  /** What it abuses: a kind of tool; a server, whatever its tools; or the client and what surrounds it. Tool pages show the first kind, and the second where a signal calls for it. */
  about: 'tool' | 'server' | 'client';
  /** A tool is concerned if its category is listed (or the list is empty), any facet test holds (or there is none) and `words` are found (or there are none). */
  categories: Category[];
  facetsAny: FacetTest[];
  /** What the tool's name, title or description must say. */
  words?: RegExp | undefined;
  /** Seen on a tool, each of these puts the pattern first. */
  signals?: AttackSignal[] | undefined;
  /** Ids of OWASP MCP / Agentic Top 10, MITRE ATLAS, SAFE-MCP, CVE. */
  ids: string[];
  refs: { label: string; url: string; checked: string }[];
}

export type AttackSignal = 'suspicious-text' | 'definition-changed' | 'annotation-mismatch';

/** Holds when the facet is known and equal to one of the values. Unknown never matches. */
export type FacetTest = { [K in keyof Facets]: { facet: K; in: NonNullable<Facets[K]>[] } }[keyof Facets];

/** Category and risk together, as rules and judges give them. */
export interface Label {
  category: Category;
  risk: Risk;
}

// --- rules and findings ----------------------------------------------------

/** The risk rules of the labelling rubric (§2); `base` is the category's base risk. */
export const RUBRIC_IDS = [
  'base',
  'R1',
  'R2',
  'R3',
  'R4',
  'R5',
  'W1',
  'W2',
  'W3',
  'W4',
  'W5',
  'W6',
  'W↓',
  'E1',
  'E2',
  'E3',
  'E↓',
  'D1',
  'D2',
  'F1',
  'F2',
] as const;
export type RubricId = (typeof RUBRIC_IDS)[number];

/**
 * How a finding binds the verdict. `floor`: the verdict may not be milder (rubric §9.3); `argument`: weighed with the others;
 * `exception`: a named exception of rubric §5 that lifts a floor; `note`: moves a facet or the confidence only.
 */
type Force = 'floor' | 'argument' | 'exception' | 'note';

/** What one rule saw in one definition, and what it argues for. */
export interface Finding {
  /** Id of the rule. */
  rule: string;
  force: Force;
  /** What was seen: a clause in our own words, no full stop. */
  saw: string;
  /** Where it was seen, verbatim. */
  quote?: Quote | undefined;
  category?: Category | undefined;
  /** The risk rule of the rubric it argues for. */
  basis?: RubricId | undefined;
  /**
   * The level that was seen, where the rule of the rubric leaves it open (R5 and W5 are Medium under a root and High without one) or another
   * category, however plausible, shall not raise it. Where all that holds names its level, the worst of these is the risk.
   */
  level?: Risk | undefined;
  facets?: Partial<Facets> | undefined;
  /** Where the verdict is of this category, its risk rule stands, whatever is weighed beside it. */
  holds?: boolean | undefined;
  /** With force `exception`: ids of the rules whose floors it lifts. */
  lifts?: readonly string[] | undefined;
  /** The parameter or sibling tool it speaks of, where it speaks of one. */
  param?: string | undefined;
  sibling?: string | undefined;
}

/** One rule: it sees, it does not conclude. One object per rule; its page is made from this very object. */
export interface Rule {
  /** Kebab-case, named by what it sees. */
  id: string;
  title: string;
  /** What it looks at, why that matters, and what it does not prove; plain text, for its page. */
  text: string;
  /** The rubric's risk rules it can argue for; empty where it moves category, facets or confidence only. */
  rubric: RubricId[];
  /** Pure and total: never throws, returns {@link NOTHING} where it sees nothing. */
  check(reading: Reading): readonly Finding[];
}

/** The shared empty answer of a rule. */
export const NOTHING: readonly Finding[] = [];

/** The doubt where the model's share is low; which category it is stands in the verdict. */
export const NEARLY_AS_PLAUSIBLE = 'another category is nearly as plausible';

/** Everything a rationale may be made from: the parsed definition, what the rules saw, and what was concluded. */
export interface Case {
  reading: Reading;
  findings: readonly Finding[];
  verdict: Omit<Verdict, 'rationale' | 'wouldChangeIf'>;
  /** The raw share of the category before calibration, 0…1. */
  share: number;
  /** Why the confidence is what it is, one clause each. */
  doubts: readonly string[];
}
