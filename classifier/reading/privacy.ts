/**
 * How private the things are that a tool reads (rubric R2 and its clarification 5), by what names them and by the kind of
 * server they lie on. Grades: 3 what people put in about themselves and others; 2 private where the server holds a workspace;
 * 1 names, types and settings; 0 open to everybody.
 */
import type { Domain } from './domains.ts';
import type { Privacy, Word } from './types.ts';

const ALWAYS =
  'freebusy dlq comment intent checkout packet kv output reply mention collaborator membership owner invitation signature fill withdrawal deposit diagnostics transcription backlink timesheet occurrence recipient assignee meal food presence thought_history viewer seller buyer tenant_user prescription immunisation encounter clipboard keystroke cookie storage vacation absence donor patient_record message mail email inbox dm conversation chat transcript contact customer patient employee lead deal opportunity invoice transaction balance payment payout statement receipt refund dispute expense meeting appointment note memo journal diary log logs clipboard screenshot contract salary payroll attendance candidate applicant prescription diagnosis medication allergy immunization observation encounter condition submission ticket case feedback draft recording voicemail engagement bookmark workout sleep heart weight hrv steps glucose calorie nutrition blood portfolio holding position bill billing audit finding vulnerability incident policy permission budget reminder alarm photo subscriber attendee guest member participant reservation booking order cart shipment wallet loan debt payable receivable ledger timesheet worklog leave absence shift highlight annotation survey response answer opinion review_comment mailbox sms call communication correspondence notification friend follower email_address phone birthday identity passport profile history recall memory memories observation visitor prospect activity timeline donation credit usage cost spending revenue sale console network snapshot html dom element tab stack trace span exception crash error event alert row record document file content attachment pdf spreadsheet sheet cell slide page block goal habit mood symptom playlist listening watchlist purchase wishlist grade enrollment assignment homework student pupil staff person people user';
const WORKSPACE =
  'child children tree inventory subtask subitem attachment notebook readme codebase snippet gist changelog decompiled assembly string scan threat risk compliance detection disk_usage work role certificate dataset_row course quiz question exam review workbook chart widget scene track playback queue_item follow context chunk variant offer coupon task issue card comment item story backlog bug todo checklist objective doc wiki node relation relationship graph fact branch commit diff pull pr code source blame blob patch release discussion query result post folder directory path drive asset media image video thread channel group team campaign report analytics form questionnaire build deployment artifact pipeline workflow device sensor location trip route account company association association_member object order_item quote subscription coupon memory_block variable process thread_dump frame';
const NAMES =
  'reaction endpoint app application ip host port container pod vm queue volume trigger provider connector datasource integration webhook segment filter flag feature health healthcheck state structure hierarchy column constraint metric performance agent prompt tool scheme sandbox realm vpc subnet firewall nameserver worker driver library network route gateway dns backup registry driver toolset addon plugin ping connectivity connection syntax parameter variable assistant voice kit operation command action step schema_version capacity tier allocation mode tld facet dimension keyword sitemap elevation class method api apis cell_type os version_info simulator widget_type shard replica logging tests type metadata field property definition category label tag template setting config configuration option version status format permission_scheme stage environment region zone namespace index model engine plugin extension tool function capability help guide example documentation docs best practice limit quota plan price pricing catalog language currency country timezone icon emoji theme style attribute enum workspace team group channel project board folder dashboard pipeline workflow monitor rule list list_name collection database table tables databases buckets bucket cluster server instance node namespace service domain repository repo organization component product experiment iteration sprint session job run space cycle symbol register breakpoint xref initiative milestone epic schema test layer selection window company_properties dataset entity association_type article solution snapshot_list';
const OPEN =
  'docs documentation direction recommendation analysis score rank ranking standing leaderboard feed section llms txt webpage reference genre topic prediction suggestion autocomplete holder supply orderbook trade fee gas signature_pattern ens nameserver whois study series range temp ratio margin_rate instrument tax_rate faq menu rover asteroid neo eonet donki seasons season weather_alert sunrise tide earthquake air pollen rating similar trending_topic related nearby attraction accommodation facility juz surah ayah quran cpi gdp inflation commodity candlestick rsi ema sma macd histogram color datetime duration unit conversion breed character deck rune inscription subtitle weather forecast temperature news stock price quote market ticker candle kline ohlcv coin token block chain gas wiki wikipedia paper article_abstract arxiv pubmed gene protein compound molecule trial drug law statute court bill_text anime manga movie film tv show episode song lyric artist album book verse chapter recipe game player champion match league standings team_stats card pokemon item_price npc quest word definition synonym translation holiday time date timezone flight train station route map place poi restaurant hotel listing property_listing airport city country region language currency exchange rate index indicator etf fund bond option earnings filing dividend income sheet company_overview trend trending hot top package library module dependency license documentation docs api_reference component icon font color template joke quote trivia horoscope tarot image_search gif meme wallpaper tweet subreddit hashtag channel video playlist_public contract abi nft collection_stats pool protocol tvl bridge validator epoch slot hash uuid number random dice coin_flip technique tactic cve museum artwork object exhibit planet asteroid apod satellite';

/** Words that say how much of a thing, not what thing: the thing stands before them. */
const GENERIC = new Set(
  'text markdown json content raw visible csv full detail details info information data content contents list history result results summary overview full text by id name all batch recent latest current specific list_all single multi multiple many bulk item items entry entries object objects set count counts number stat stats statistic statistics metric metrics report view values value url link'.split(
    ' ',
  ),
);
const AGGREGATE = new Set('count stat statistic metric trend analytics total number usage'.split(' '));

const GRADES = new Map<string, number>();
for (const [words, grade] of [
  [OPEN, 0],
  [NAMES, 1],
  [WORKSPACE, 2],
  [ALWAYS, 3],
] as const) {
  for (const word of words.split(' ')) if (!GRADES.has(word) || grade > 1) GRADES.set(word, grade);
}

/** Names of resources when listed, but what stands in one of them when it is fetched. */
const FETCHED = new Set(
  'project repository board notebook campaign dashboard design sprint iteration initiative milestone list'.split(' '),
);

/** Whether one of a kind is fetched whole, where a list of them would give names only. */
export function isFetchedWhole({ word }: Core, verb: Word | undefined): boolean {
  return FETCHED.has(word.lemma) && word.text === word.lemma && verb?.lemma !== 'list' && verb?.verb === 'get';
}

/** Kinds of servers by what they hold. */
export type Holding = 'personal' | 'work' | 'systems' | 'local' | 'open' | 'unknown';
const HOLDINGS: Record<Exclude<Holding, 'unknown'>, readonly Domain[]> = {
  personal: ['mail', 'chat', 'crm', 'support', 'health', 'calendar', 'payments', 'hr'],
  work: ['docs', 'tracker', 'files', 'forge', 'learning', 'database', 'ads', 'commerce', 'vector', 'design', 'workflow'],
  systems: ['cloud', 'kubernetes', 'ci', 'security', 'monitoring', 'devices'],
  local: ['browser', 'desktop', 'mobile', 'shell', 'runtime', 'git'],
  open: [
    'reference',
    'market',
    'websearch',
    'social',
    'compute',
    'game',
    'media',
    'thinking',
    'crypto',
    'ai',
    'trading',
    'reverse',
    'memory',
  ],
};
const HOLDING_OF = new Map<Domain, Holding>(
  Object.entries(HOLDINGS).flatMap(([holding, domains]) => domains.map((domain) => [domain, holding as Holding])),
);

/** What a server holds, by the strongest of its domains. */
export function holdingOf(domains: readonly Domain[]): Holding {
  const first = domains[0];
  return first === undefined ? 'unknown' : (HOLDING_OF.get(first) ?? 'unknown');
}

/** The word that names what a tool reads or changes, generic words like "details" passed over, and its grade; undefined where nothing is named. */
export interface Core {
  word: Word;
  grade: number | undefined;
  /** Only a figure about the things is meant: a count, a statistic. */
  aggregate: boolean;
}

/** The same of the description's first sentence alone. */
export function leadCoreOf(leadObject: readonly Word[]): Core | undefined {
  return pick(leadObject);
}

/** What the name tells, else the description. */
export function coreOf(object: readonly Word[], leadObject: readonly Word[], leadCore: Core | undefined): Core | undefined {
  return pick(object) ?? leadCore ?? fallback(object) ?? fallback(leadObject);
}

function privacyOf(word: Word): Privacy {
  word.privacy ??= {
    aggregate: AGGREGATE.has(word.lemma),
    generic: GENERIC.has(word.text) || GENERIC.has(word.lemma) || (word.verb !== undefined && /(?:ed|ing)$/.test(word.text)),
    grade: GRADES.get(word.text) ?? GRADES.get(word.lemma),
  };
  return word.privacy;
}

function pick(words: readonly Word[]): Core | undefined {
  let aggregate = false;
  for (let at = words.length - 1; at >= 0; at--) {
    const word = words[at] as Word;
    const said = privacyOf(word);
    if (said.aggregate) aggregate = true;
    if (!said.generic) return { word, grade: said.grade, aggregate };
  }
  return undefined;
}

function fallback(words: readonly Word[]): Core | undefined {
  const last = words.at(-1);
  return last ? { word: last, grade: GRADES.get(last.lemma), aggregate: AGGREGATE.has(last.lemma) } : undefined;
}
