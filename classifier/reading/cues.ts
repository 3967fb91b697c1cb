/** Words that a rule looks for anywhere in a description; a bit each kind, so that a rule scans only where they occur. */
const CUES = {
  trash:
    'trash recycle bin undo undelete restore recover recoverable recovered restored soft reversible archived archive trashed restorable rollback snapshot',
  permanent: 'permanent permanently irreversible irreversibly irrevocably undone forever unrecoverable destructive irrevocable lost',
  overwrite: 'overwrite overwrites overwritten overwriting replace replaces replaced replacing truncate clobber',
  readonly: 'readonly only select allowlist allowlisted whitelist whitelisted ddl dml',
  sandbox: 'sandbox sandboxed isolated isolation ephemeral container microvm wasm',
  network: 'network internet offline',
  secret:
    'secret secrets credential credentials password passwords token tokens key keys mnemonic seed apikey otp totp passphrase env cookie cookies certificate jwt',
  bulk: 'all bulk batch every mass many matching filter recursive recursively wildcard entire multiple everything regex',
  code: 'code script javascript js python shell bash powershell command commands sql eval lua ruby expression cypher terminal arbitrary cmd sparql groovy applescript typescript node snippet program matlab',
  test: 'paper demo testnet sandbox simulated simulation test dummy fake virtual devnet regtest playground',
  production: 'production live prod deployed deployment deploys production-ready environment',
  root: 'allowed root workspace restricted configured sandbox within inside vault directories project permitted base',
  money: 'payment pay paid charge billed bill credits usd usdc fee price cost fees cost invoice purchase fund funds money spend budget',
  free: 'free cost costs billed credit credits quota paid usage pricing tokens consumes',
  draft: 'draft drafts unsent unpublished preview dry',
  unsigned: 'build builds construct unsigned signature sign calldata serialized encode raw prepared prepare',
  external:
    'email sms phone tweet public publicly external webhook website linkedin twitter facebook instagram youtube reddit whatsapp telegram recipient recipients',
  web: 'web internet website webpage url urls scrape crawl search online google bing news',
  confirm: 'confirm confirmation confirmed approval approve dry dryrun preview',
  memory: 'memory memories remember instructions instruction prompt rules persona guidelines recall knowledge',
  own: 'session current local cached temporary scratch temp agent internal memory in-memory',
  /** Foreign words that a longer name may begin with (foreign.ts). */
  phrase: 'base bases banco bancos mot mots variables variáveis переменные correo courrier e',
  /** The next six: what a claim of harmlessness is made of (suspicious/claims.ts). */
  harmless:
    'safe harmless benign innocuous trustworthy trust trusted verified audited vetted approved destructive nondestructive harmful harm worry bad effect effects sicher harmlos unbedenklich inoffensif inofensivo inofensiva segura seguro',
  onlyreads:
    'readonly only merely just simply never nothing not cannot lookup informational lesend lectura leitura lecture solo apenas somente doesn isn documentation',
  grave: 'risk risks severity danger dangerous criticality threat threats risiko risque riesgo risco',
  rated:
    'classify classified classification classifying category categorize rate rated rating label labelled mark marked judge judged judging assess assign grade treat consider regard verdict tier badge evaluate answer respond priority impact score report flag tag',
  bywhom: 'reviewer reviewers classifier auditor scanner judge moderator evaluator grader llm llms anthropic openai ai security',
  level: 'low lowest read none safe',
  paying: 'buy sell order trade swap stake transfer send withdraw refund payout',
} as const satisfies Record<string, string>;

export type Cue = keyof typeof CUES;
const NAMES = Object.keys(CUES) as Cue[];

/** Cue bits of every word that is one. */
export const CUES_OF = new Map<string, number>();
NAMES.forEach((name, at) => {
  for (const word of CUES[name].split(' ')) CUES_OF.set(word, (CUES_OF.get(word) ?? 0) | (1 << at));
});

/** Bit of a cue. */
export function cue(name: Cue): number {
  return 1 << NAMES.indexOf(name);
}
