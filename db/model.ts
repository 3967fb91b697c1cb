/**
 * The language of the house: the words and types that crawler, classifier and site share.
 * Imports nothing of ours. What a word means is settled by the labelling rubric; see README.md.
 */

/** Any JSON value, as a server sent it. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
export type JsonObject = { [key: string]: Json };

/** The five categories, mildest first. Precedence for ties: {@link CATEGORY_PRECEDENCE}. */
export const CATEGORIES = ['Read', 'Write', 'Execute', 'Destructive', 'Financial'] as const;
export type Category = (typeof CATEGORIES)[number];

/** Risk levels, mildest first. */
export const RISKS = ['Low', 'Medium', 'High', 'Critical'] as const;
export type Risk = (typeof RISKS)[number];

/** How strong the proof of a definition is, weakest first: a weaker one never replaces a stronger one of the same version. */
export const EVIDENCE_LEVELS = ['readme', 'manifest', 'package', 'live'] as const;
export type Evidence = (typeof EVIDENCE_LEVELS)[number];

/** `null` is "could not tell", never the mild answer. */
export type Tri = boolean | null;

/**
 * One MCP tool definition, verbatim as the server (or the author's file) gave it.
 * `inputSchema`, `outputSchema` and `annotations` are whatever JSON stood there: read them leniently.
 */
export interface ToolDefinition {
  name: string;
  title?: string | undefined;
  description?: string | undefined;
  inputSchema?: Json | undefined;
  outputSchema?: Json | undefined;
  annotations?: Json | undefined;
}

/** Facets cut across categories and move risk and policy (rubric §3). */
export interface Facets {
  reversibility: 'reversible' | 'partly' | 'irreversible' | 'depends' | 'n/a';
  egress: 'none' | 'tenant' | 'recipient' | 'public' | 'unknown';
  sensitiveRead: 'none' | 'private' | 'secret';
  untrustedIngest: Tri;
  exfilSink: Tri;
  exec: 'none' | 'bounded' | 'arbitrary';
  money: 'none' | 'adjacent' | 'obligation' | 'moves';
  privilegeChange: Tri;
  scope: 'single' | 'boundedList' | 'bulk' | 'unknown';
  production: Tri;
  idempotent: Tri;
  openWorld: Tri;
  persistsInstructions: Tri;
  costBearing: Tri;
  identityActing: Tri;
  hasDryRun: boolean;
  hasConfirmParam: boolean;
  hostFile: 'none' | 'read' | 'write';
}

/** A quotation: `quote` is an exact substring of the definition's field named by `field` (`name`, `title`, `description`, `inputSchema.properties.<p>.description`, …). */
export interface Quote {
  field: string;
  quote: string;
}

/** Text that addresses the model instead of describing the tool (rubric §9.5). `signal` names what was seen. */
export interface SuspiciousText {
  field: string;
  excerpt: string;
  signal: string;
}

/** The label of one value of an action-like enum parameter (rubric §5, first row). */
export interface ActionLabel {
  param: string;
  value: string;
  category: Category;
  risk: Risk;
}

/** A declared annotation that the verdict disagrees with. */
export interface AnnotationMismatch {
  hint: 'readOnlyHint' | 'destructiveHint' | 'idempotentHint' | 'openWorldHint';
  declared: boolean;
  judged: string;
}

/** Confidence bands (rubric §6): high ≥ 0.80, medium 0.60–0.79, low < 0.60. */
export type Band = 'high' | 'medium' | 'low';

/**
 * What was judged of one tool in the context of its server. No policy: that is derived from this at build.
 * `basis` holds rubric rule ids (R1…F2, base); `rules` the ids of the classifier's rules that fired.
 */
export interface Verdict {
  category: Category;
  risk: Risk;
  basis: string[];
  rules: string[];
  facets: Facets;
  confidence: number;
  band: Band;
  /** The neighbouring category and risk that was the next most plausible. */
  runnerUp: { category: Category; risk: Risk };
  evidence: Quote[];
  rationale: string;
  wouldChangeIf: string;
  suspiciousText: SuspiciousText[];
  perAction: ActionLabel[];
  mismatches: AnnotationMismatch[];
  /** Other tool of the same server that undoes this one, where one was found. */
  inverse?: string | undefined;
  judge: { version: string; model?: string | undefined; promptHash?: string | undefined };
}

/** A tool with its verdict: what policies, attacks, FAQ and pages are made from. */
export interface JudgedTool {
  name: string;
  definition: ToolDefinition;
  verdict: Verdict;
}

/** What the judge may see of the server around a tool. */
export interface ServerContext {
  server: string;
  serverDescription?: string | undefined;
  /** How its manifest titles it: said in rationales, and never judged by. */
  serverTitle?: string | undefined;
  /** Names of all tools of the server, this one included or not. */
  siblings: readonly string[];
}

/** Where a server record was found. `id` is the source's id, `ref` the record's key there. */
export interface Origin {
  source: string;
  ref: string;
  url?: string | undefined;
}

/** A package of server.json (2025-12-11), the fields we use. */
export interface ServerPackage {
  registryType: string;
  identifier: string;
  version?: string | undefined;
  registryBaseUrl?: string | undefined;
  runtimeHint?: string | undefined;
  runtimeArguments?: JsonObject[] | undefined;
  packageArguments?: JsonObject[] | undefined;
  environmentVariables?: EnvironmentVariable[] | undefined;
  transport?: { type: string; url?: string | undefined } | undefined;
  fileSha256?: string | undefined;
}

export interface EnvironmentVariable {
  name: string;
  description?: string | undefined;
  isRequired?: boolean | undefined;
  isSecret?: boolean | undefined;
  default?: string | undefined;
  choices?: string[] | undefined;
}

export interface ServerRemote {
  type: string;
  url: string;
  headers?: JsonObject[] | undefined;
}

/** One server as a source describes it, in the words of server.json. */
export interface Manifest {
  /** Reverse-DNS name with one `/` where the source has one; else the source's own name. */
  name: string;
  title?: string | undefined;
  description?: string | undefined;
  version?: string | undefined;
  repository?: { url: string; source?: string | undefined; subfolder?: string | undefined; id?: string | undefined } | undefined;
  websiteUrl?: string | undefined;
  status?: 'active' | 'deprecated' | 'deleted' | undefined;
  isLatest?: boolean | undefined;
  publishedAt?: string | undefined;
  updatedAt?: string | undefined;
  packages: ServerPackage[];
  remotes: ServerRemote[];
  /** Definitions that came with the record, with how strong they are. */
  tools?: ToolDefinition[] | undefined;
  evidence?: Evidence | undefined;
}

/** Where in a published package a definition was read. `line` counts from 1. */
export interface Provenance {
  file: string;
  line?: number | undefined;
}

/** Everything one inspection learned. Definitions are verbatim. */
export interface Inspection {
  inspector: string;
  evidence: Evidence;
  /** Version really inspected (of the package), or the server's own. */
  version?: string | undefined;
  tools: InspectedTool[];
  protocolVersion?: string | undefined;
  serverInfo?: JsonObject | undefined;
  instructions?: string | undefined;
  capabilities?: JsonObject | undefined;
  startupMs?: number | undefined;
  /** HTTP posture of a remote server, where it answered 401/403. */
  auth?: { status: number; wwwAuthenticate?: string | undefined } | undefined;
  /** What was lost on the way, e.g. an element that is no tool; one line each. */
  defects: string[];
  /** What was passed and announced, since lists vary by it; the digest of the image it was. */
  launch?: { args: string[]; env: string[]; sandbox: string; announced?: JsonObject | undefined; digest?: string | undefined } | undefined;
  /** Found, but perhaps no tool. */
  unsure?: { name: string; why: string; provenance?: Provenance | undefined }[] | undefined;
}

export interface InspectedTool extends ToolDefinition {
  provenance?: Provenance | undefined;
}

/** The closed list of failure codes; a failure is a fact about a source, server or item, never a crash. */
export const FAILURE_CODES = [
  // reaching a source or a remote
  'unreachable',
  'timeout',
  'http-status',
  'rate-limited',
  'tls',
  'too-large',
  'not-json',
  'wrong-shape',
  'cursor-loop',
  'redirect-refused',
  'address-refused',
  'robots-refused',
  'budget-spent',
  // one record
  'malformed-manifest',
  'impostor',
  'no-inspector',
  // installing and starting
  'install-failed',
  'not-found',
  'wrong-integrity',
  'engine-unsupported',
  'no-bin',
  'no-sandbox',
  'no-runtime',
  'start-failed',
  'needs-credentials',
  'needs-arguments',
  'needs-backend',
  'exited',
  'killed-memory',
  'killed-output',
  'killed-time',
  'killed-processes',
  // speaking MCP
  'not-mcp',
  'protocol-error',
  'no-tools-capability',
  'endless-list',
  'too-many-tools',
  'bad-definition',
  'auth-required',
  // reading a package
  'bad-archive',
  'archive-limits',
  'parse-failed',
  'no-tools-found',
  // judging
  'model-failed',
  'model-refused',
  'model-malformed',
  'model-budget',
] as const;
export type FailureCode = (typeof FAILURE_CODES)[number];

/** A recorded failure. `detail` is a stranger's text: capped, escaped where shown. */
export interface Failure {
  code: FailureCode;
  detail?: string | undefined;
  at: string;
}

const CHANGE_KINDS = [
  'server-appeared',
  'server-vanished',
  'server-returned',
  'server-version',
  'tool-added',
  'tool-removed',
  'definition-changed',
  'verdict-changed',
  'annotation-changed',
  'suspicious-text',
] as const;
export type ChangeKind = (typeof CHANGE_KINDS)[number];

/** One entry of the changelog. A definition that changed without a new version is the rug-pull signal: severity `alarm`. */
export interface Change {
  at: string;
  kind: ChangeKind;
  severity: 'info' | 'notice' | 'alarm';
  server: string;
  tool?: string | undefined;
  summary: string;
  diff?: { field: string; before?: Json | undefined; after?: Json | undefined }[] | undefined;
}

/** A reviewed human verdict that stands over the judge's, for the definition it names (rubric §8). */
export interface Override {
  tool: string;
  category: Category;
  risk: Risk;
  reason: string;
  author: string;
  date: string;
  definitionHash: string;
}

/** An override as it was met by a tool: it stands, or has lapsed because the definition is another one now. `judged` is the judge's own label. */
export interface StoodOverride extends Override {
  lapsed: boolean;
  judged: { category: Category; risk: Risk };
}

/** A verdict as it is stored: with the override it stands under, where there is one (already applied unless lapsed). */
export interface StoredVerdict extends Verdict {
  override?: StoodOverride | undefined;
}

/** Index of a level in an ordered list of words; for comparing categories, risks and evidence levels. */
export function rank<T extends string>(order: readonly T[], word: T): number {
  return order.indexOf(word);
}

/** Precedence among categories for the worst-effect test: the first that is true wins (rubric §1). */
export const CATEGORY_PRECEDENCE: readonly Category[] = ['Financial', 'Destructive', 'Execute', 'Write', 'Read'];
/** The risk of a category where no rule of the rubric says otherwise (rubric §2). */
export const BASE_RISK: Record<Category, Risk> = {
  Read: 'Low',
  Write: 'Medium',
  Execute: 'High',
  Destructive: 'High',
  Financial: 'Critical',
};

/** The band of a confidence in 0…1. */
export function bandOf(confidence: number): Band {
  return confidence >= 0.8 ? 'high' : confidence >= 0.6 ? 'medium' : 'low';
}
