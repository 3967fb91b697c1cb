/** Verbs and nouns of tool names as English words in a sentence. */
import { isKnown } from '../reading/lexicon.ts';
import type { Word } from '../reading/types.ts';

const THIRD_PERSON: Record<string, string> = {
  get: 'returns',
  read: 'reads',
  retrieve: 'retrieves',
  do: 'does',
  go: 'goes',
  rm: 'removes',
  del: 'deletes',
  ls: 'lists',
  exec: 'executes',
  init: 'initializes',
  gen: 'generates',
  auth: 'authenticates',
  login: 'logs in',
  logout: 'logs out',
  signin: 'signs in',
  signout: 'signs out',
  setup: 'sets up',
  run: 'runs',
  has: 'checks for',
  stat: 'inspects',
  cat: 'reads',
  dm: 'sends a direct message to',
  lookup: 'looks up',
  backup: 'backs up',
  rollback: 'rolls back',
  shutdown: 'shuts down',
  cleanup: 'cleans up',
  teardown: 'tears down',
  whoami: 'tells',
  whois: 'looks up',
  nslookup: 'looks up',
  eval: 'evaluates',
  rmdir: 'removes',
  goto: 'goes to',
  sync: 'synchronizes',
  info: 'returns information on',
  see: 'shows',
  provide: 'provides',
  say: 'says',
  hello: 'greets',
  new: 'makes',
  think: 'thinks about',
  reason: 'reasons about',
  reflect: 'reflects on',
  navigate: 'navigates to',
  search: 'searches for',
  wait: 'waits for',
  subscribe: 'subscribes to',
  unsubscribe: 'unsubscribes from',
  connect: 'connects to',
  disconnect: 'disconnects from',
  reply: 'replies to',
  respond: 'responds to',
  comment: 'comments on',
  interact: 'interacts with',
  chat: 'chats with',
  communicate: 'communicates with',
  vote: 'votes on',
  listen: 'listens to',
  look: 'looks at',
  click: 'clicks on',
  hover: 'hovers over',
  hget: 'returns',
  hgetall: 'returns',
  lrange: 'returns',
  zrange: 'returns',
  smembers: 'lists',
  hset: 'sets',
  sadd: 'adds',
  zadd: 'adds',
  xadd: 'adds',
  lpush: 'adds',
  rpush: 'adds',
  hdel: 'deletes',
  xdel: 'deletes',
  srem: 'removes',
  zrem: 'removes',
};

/** Abbreviations that are written in capitals. */
const CAPITALS = new Set(
  'sql url uri api id pdf html json csv xml pr dm sms dns ip ssh ui vm cpu gpu db css js aws gcp ai llm http https rss gps usb ios kql nft crm erp seo sdk cli iam mr ci cd os qr tts svg png jpg gif faq ssl tls cve acl vpc rpc abi evm kyc etf pnl rag ner pos hr bi dsl dom url usd eur btc eth nlp ocr r2 d1 kv s3 ec2 rds uuid uuids ddl dml ide tcp udp fng bmi mcp ppt usdt usdc erc20 erc721 erc1155 dao dex defi ens sol osint aws vat gdp cpi mqtt bgp arp oidc saml jwt totp fps mps bom dag ast lsp'.split(
    ' ',
  ),
);
/** Nouns without a plural, that take no article. */
const MASS = new Set(
  'sql code text data information history content traffic usage weather news metadata documentation memory feedback research access help advice status progress activity availability context knowledge information software music audio video media html json csv xml css javascript python info analytics telemetry inventory infrastructure security evidence compliance health sentiment support storage guidance reasoning thinking output input math air water land hardware equipment powershell bash eth btc sol usdt usdc money cash revenue income consumption performance capacity quality liquidity volatility time background everything all something me it us them this what how why'.split(
    ' ',
  ),
);

/** What was said of verbs and things before, since few of them are in most tools. Past so many the tables start anew. */
const KEPT = 20_000;
let verbs = new Map<string, string>();
let things = new Map<string, Thing>();

/** What a verb does, as it is said of a tool: "deletes". */
export function thirdPerson({ lemma }: Word): string {
  let said = verbs.get(lemma);
  if (said === undefined) {
    if (verbs.size >= KEPT) verbs = new Map();
    said = inThirdPerson(lemma);
    verbs.set(lemma, said);
  }
  return said;
}

function inThirdPerson(word: string): string {
  const known = THIRD_PERSON[word];
  if (known) return known;
  if (!/^[a-z]+$/.test(word)) return `performs “${word}” on`;
  if (/(?:s|x|z|ch|sh|o)$/.test(word)) return `${word}es`;
  if (/[^aeiou]y$/.test(word)) return `${word.slice(0, -1)}ies`;
  return `${word}s`;
}

/** A thing as it is spoken of. */
export interface Thing {
  /** With its article: "a notebook page"; undefined where no words name it. */
  phrase: string | undefined;
  /** The head noun alone: "page" and "pages". */
  one: string;
  many: string;
  /** The noun has no plural: "weather". */
  mass: boolean;
}

export const NO_THING: Thing = { phrase: undefined, one: 'result', many: 'results', mass: false };

/** What these words name; at least one. */
export function thingOf(words: readonly Word[]): Thing {
  let key = '';
  for (const { text } of words) key += ` ${text}`;
  let thing = things.get(key);
  if (thing === undefined) {
    if (things.size >= KEPT) things = new Map();
    thing = { phrase: nounPhrase(words), one: oneThing(words), many: manyThings(words), mass: isMass(words) };
    things.set(key, thing);
  }
  return thing;
}

/** The words as they are said in a sentence, abbreviations in capitals. */
function spoken(words: readonly Word[]): string {
  return words.map((word) => cased(word.text)).join(' ');
}

/** Names that have one spelling wherever they stand, and are no common words. */
const SPELLED = new Map(
  'GitHub GitLab YouTube LinkedIn WhatsApp OpenAI MongoDB PostgreSQL MySQL SQLite DynamoDB BigQuery Jira Gmail Figma Wikipedia arXiv PubMed Ethereum Bitcoin Solana Redis Kubernetes JavaScript TypeScript GraphQL OAuth Instagram Facebook Twitter Spotify Shopify Salesforce HubSpot PayPal PowerShell WordPress ClickHouse Elasticsearch Google Etsy eBay Amazon Reddit TikTok Discord Telegram Pinterest Docker Terraform Jenkins Zendesk Coinbase Binance Uniswap Ansible Helm Kafka Xcode Android Netflix Airbnb Wikidata HuggingFace Minecraft Roblox Bluesky Databricks Grafana Datadog Prometheus Vercel Supabase Cloudflare Firebase Zotero Python Java Linux macOS English German French Spanish Italian Russian Turkish Korean Japanese Chinese American European Indian Brazilian'
    .split(' ')
    .map((name) => [name.toLowerCase(), name]),
);

/** Names cut short, as they are said. */
const WRITTEN_OUT = new Map(
  Object.entries({
    img: 'image',
    imgs: 'images',
    msg: 'message',
    msgs: 'messages',
    pkg: 'package',
    txt: 'text',
    addr: 'address',
    avg: 'average',
    qty: 'quantity',
    mgmt: 'management',
    params: 'parameters',
    pic: 'picture',
    pics: 'pictures',
  }),
);

/** Whether a word is an abbreviation that is written in capitals: `ssh`. */
export function isInitials(word: string): boolean {
  return CAPITALS.has(word);
}

function cased(short: string): string {
  const text = WRITTEN_OUT.get(short) ?? short;
  const spelled = SPELLED.get(text);
  if (spelled) return spelled;
  if (CAPITALS.has(text)) return text.toUpperCase();
  return text.endsWith('s') && CAPITALS.has(text.slice(0, -1)) ? `${text.slice(0, -1).toUpperCase()}s` : text;
}

/** A noun phrase: with its article where it is singular and counted. */
function nounPhrase(words: readonly Word[]): string {
  const head = words.at(-1);
  if (!head) return '';
  const phrase = spoken(words);
  if (isMany(head) || isMass(words)) return phrase;
  if (ONLY_ONE.has(words[0]?.text ?? '')) return `the ${phrase}`;
  return `${article(phrase)} ${phrase}`;
}

/** There is one of each. */
const ONLY_ONE = new Set('latest current last next first best top main whole own'.split(' '));

/** The head noun alone, as one thing: "page" of `notebook pages`. */
function oneThing(words: readonly Word[]): string {
  const head = words.at(-1);
  if (!head) return '';
  const single = singleOf(head) ?? head.text;
  const phrase = [...words.slice(0, -1).map((word) => word.text), single];
  return phrase.map(cased).join(' ');
}

function isMass(words: readonly Word[]): boolean {
  const head = words.at(-1);
  if (head?.text === 'code' && CODED.has(words.at(-2)?.text ?? '')) return false;
  return head !== undefined && (MASS.has(head.text) || MASS.has(head.lemma) || (GERUND.test(head.text) && !COUNTED.has(head.text)));
}

/** Has a code of its own: an offer code, and no program. */
const CODED = new Set(
  'offer promo promotion discount coupon qr error zip postal country currency status product stock access invite gift voucher verification auth area bar pairing login referral iata icd'.split(
    ' ',
  ),
);

/** What is done, said as a noun, is not counted: "trading", "faceting" … */
const GERUND = /^[a-z]{3,}ing$/;
/** … but these are things. */
const COUNTED = new Set(
  'meeting setting building listing recording string ring king thing rating drawing booking training mapping heading rendering embedding finding holding ranking posting warning painting filing offering encoding binding reading hearing wedding spring gathering greeting opening wing sibling ceiling dwelling earring being tracing sing screening briefing'.split(
    ' ',
  ),
);

/** The head noun alone, as many. */
function manyThings(words: readonly Word[]): string {
  const one = oneThing(words);
  const head = words.at(-1);
  if (!head || isMass(words)) return one;
  if (/(?:series|species)$/i.test(one)) return one;
  if (/[^aeiou]y$/i.test(one)) return `${one.slice(0, -1)}ies`;
  if (/sis$/i.test(one)) return `${one.slice(0, -2)}es`;
  return /(?:s|x|z|ch|sh)$/i.test(one) ? `${one}es` : `${one}s`;
}

/** Capitals that are said as a word, and not letter by letter. */
const SAID_AS_WORDS = /^(?:RAG|REST|RAM|ROM|SAML|LAN|SIM|MIDI|NAS|LIDAR)\b/;

/** "an SQL query", "a URL", "a user", "an hour": capitals are said letter by letter. */
export function article(phrase: string): string {
  if (SAID_AS_WORDS.test(phrase)) return 'a';
  if (/^[A-Z][A-Z0-9]+s?\b/.test(phrase)) return /^[AEFHILMNORSX]/.test(phrase) ? 'an' : 'a';
  if (/^(?:u[rs][a-z]|uni|euro|one\b)/i.test(phrase)) return 'a';
  return /^(?:[aeiou]|hour\b|honest\b)/i.test(phrase) ? 'an' : 'a';
}

function isMany(head: Word): boolean {
  return singleOf(head) !== undefined;
}

/** Ends in s and is no plural. */
const SINGULAR = new Set('news hackernews https postgres cosmos'.split(' '));

/** One of the things that a plural names; undefined where the word is none. Not every plural has its base form as lemma: "tests" is a word of its own. */
function singleOf({ text, lemma }: Word): string | undefined {
  if (!text.endsWith('s') || text.endsWith('ss') || SINGULAR.has(text)) return undefined;
  const single = singular(text);
  return text !== lemma || CAPITALS.has(single) || (single.length > 1 && isKnown(single)) ? single : undefined;
}

function singular(text: string): string {
  if (text.endsWith('ies')) return `${text.slice(0, -3)}y`;
  if (/(?:s|x|z|ch|sh)es$/.test(text)) return text.slice(0, -2);
  return text.slice(0, -1);
}

/** "`a`", "`a` and `b`", "`a`, `b` and `c`"; at most `most` are named. */
export function codeList(names: readonly string[], most = 3): string {
  const shown = names.slice(0, most).map(code);
  if (names.length > most) shown[most - 1] = `${names.length - most + 1} more`;
  if (shown.length < 2) return shown.join('');
  return `${shown.slice(0, -1).join(', ')} and ${shown.at(-1)}`;
}

/** A name between backticks, without what could end them. */
export function code(name: string): string {
  const plain = name.replace(/[`\s]+/g, ' ').trim();
  return `\`${plain.length > 48 ? `${plain.slice(0, 47)}…` : plain}\``;
}

/** A clause as it stands inside a sentence, where straight quotation marks are none. */
export function curled(clause: string): string {
  let said = '';
  let from = 0;
  for (let open = clause.indexOf('"'); open >= 0; open = clause.indexOf('"', from)) {
    const close = clause.indexOf('"', open + 1);
    if (close < 0) break;
    said += `${clause.slice(from, open)}“${clause.slice(open + 1, close)}”`;
    from = close + 1;
  }
  return from === 0 ? clause : said + clause.slice(from);
}

export function upperFirst(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
