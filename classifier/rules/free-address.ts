import type { WordSet } from '../reading/lexicon.ts';
import { among, hasLemma, inDomain, isSpelled, phraseAt, set, type TextSet, takesText, texts, verbs } from '../reading/look.ts';
import { ofOwnManual } from '../reading/manual.ts';
import { quoteLead, quoteParam } from '../reading/quote.ts';
import type { Param, Reading, Word } from '../reading/types.ts';
import { type Finding, NOTHING, type Rule } from '../types.ts';

const READING = verbs('get search inspect compute download export import add');
/** What comes back of these is the page itself, not a report on it. */
const RETURNING = verbs('get search compute');
const LOOKING = verbs('get search inspect compute');
const SENDING_OUT = verbs('upload import send login generate run publish act');
const FETCHING = set('scrape crawl extract fetch audit convert summarize retrieve read parse spider map request');
const SCRAPING = set('scrape crawl fetch');
const CRAWLING = set('scrape crawl');
const CRAWLERS = set('scrape scraper crawl crawler');
const EXTRACTING = set('extract');
/** What stands there already when a browser is worked. */
const WORKED = set('browser session');
const SEARCHING = verbs('search create');
const WEB = set('webpage website html web');
const PAGE = set('page content');
/** What is done with an image, a film or a paper that lies at an address. */
const SEEING = set('fetch analyze analyse describe recognize detect extract parse read convert');
const ABOUT = set('report scan info status list search');
const FIXED = set('https http www com');
const PAGES = set('url website webpage');
/** What is done with an address beside fetching it. */
const TRYING = set(
  'get test check ping analyze describe render capture screenshot discover receive enumerate traceroute download generate',
);
const ANY = texts('a an any given specified provided specific from the');
const REPOSITORY = set('repository');
const URL = set('url uri');
const ADDRESS = set('url urls uri website webpage host hostname site');
const HOST = set('address host hostname ip server target');
const LOCAL = set(
  'image photo avatar video audio logo picture cover thumbnail callback redirect repo repository github base webhook icon media post tweet profile note linkedin reddit youtube channel file endpoint instance database server id name filter type region public swagger_file avatar server issue ticket s3 gs bucket sitemap status',
);
/** Beside "url" or "site" in a parameter's name: what is told of one, or the next page of an answer. */
const TOLD_OF = set(
  'uid title pattern next previous structure link logout return track privacy authority block container card dataset param',
);
/** A `uri` names things of many kinds; an address is spoken of where it is one. */
const NAMING = set('uri');
const REMOTE = set('url http https web webpage website link internet destination');
/** Storage of one's own, by its scheme. */
const STORED = set('s3 gs');
/** Sites by name: an address on one of them is no free one (rubric §7b.4). */
const SITES = set(
  'youtube linkedin twitter tweet instagram facebook tiktok reddit amazon aws ebay etsy walmart bestbuy zara homedepot github gitlab bitbucket airbnb booking zillow crunchbase zoominfo wayback yahoo reuter spotify soundcloud notion figma sentry jira confluence slack discord wikipedia wechat weibo bilibili douyin xiaohongshu rednote zhihu apple microsoft azure medium substack arxiv pubmed steam twitch vimeo pinterest telegram',
);
/** What lies on one site only, or what an address is compared with rather than asked. */
const ON_ONE_SITE = set(
  'note video playlist channel post job listing transcript subtitle filter pattern console rack spreadsheet issue tweet',
);
/** What is asked of a service about an address, or published by its makers. */
const ABOUT_ADDRESS = set('documentation archive report relationship reputation');
/** Servers that work one product's sheets by their address. */
const SHEETS = set('spreadsheet sheet');
const SAID_OF_ADDRESS = 12;

/** A string parameter named for an address and not for one kind of thing on one site. */
function isAddress(param: Param, reading: Reading): boolean {
  if (!takesText(param)) return false;
  const word = hasLemma(param.words, ADDRESS);
  if (word === undefined || hasLemma(param.words, LOCAL) || hasLemma(param.words, TOLD_OF)) return false;
  if (hasLemma(param.says, STORED, SAID_OF_ADDRESS)) return false;
  return param.words.length > 1 || !among(word, NAMING) || hasLemma(param.says, REMOTE) !== undefined || names(reading, REMOTE);
}

/** The definition names the site, or the one kind of thing, whose address it takes. */
function onOneSite({ says }: Param, reading: Reading): boolean {
  const { name, server } = reading;
  if (hasLemma(server.words, SHEETS) || ofOwnManual(reading) || (hasLemma(name.bare, ABOUT_ADDRESS) && !hasLemma(name.bare, CRAWLING)))
    return true;
  return [SITES, ON_ONE_SITE].some(
    (known) => hasLemma(says, known, SAID_OF_ADDRESS) !== undefined || hasLemma(name.bare, known) !== undefined,
  );
}

/** A host of any name, told by the port that is asked for beside it. */
function isHost(param: Param, { paramOf }: Reading): boolean {
  return paramOf.has('port') && takesText(param) && hasLemma(param.words, HOST) !== undefined;
}

/** Says of another parameter that it may hold an address. */
function isFlag({ words, type }: Param): boolean {
  return words[0]?.text === 'is' && words.length === 2 && among(words[1], URL) && type === 'boolean';
}

/** A repository to be fetched by git itself may lie on any host; one of a forge may not. */
function isClone(param: Param, reading: Reading): boolean {
  return param.depth === 0 && param.type === 'string' && phraseAt(param.words, [REPOSITORY, URL]) >= 0 && inDomain(reading, 'git');
}

/** A schema tells what it takes; words need not be read for it. */
function hasParams({ hasSchema, params }: Reading): boolean {
  return hasSchema && params.length > 0;
}

const GIVEN = set('url webpage host');
const ON = texts('on for from to by ping at');
const WHICHEVER = texts('a an any given specified provided specific');

/** "a score for a URL", "for a given webpage", "ping a host": what is tried is named by the caller. */
function onAddress(words: readonly Word[]): boolean {
  return words.some((word, at) => {
    if (!among(word, GIVEN) || words.slice(0, at + 4).some((one) => among(one, LOCAL))) return false;
    const before = words.slice(Math.max(0, at - 3), at);
    return before.some((one) => isSpelled(one, ON)) && isSpelled(before.at(-1), WHICHEVER);
  });
}

/** Whether the first sentence or the name speaks of one of these. */
function names({ name, lead }: Reading, known: WordSet): boolean {
  return hasLemma(lead?.words ?? [], known) !== undefined || hasLemma(name.bare, known) !== undefined;
}

/** Of a tool without a schema the first sentence says that a page at any address is fetched. */
function told(reading: Reading): boolean {
  const { lead, leadVerb, name } = reading;
  const fetches = among(name.verb, FETCHING) || among(leadVerb, FETCHING);
  if (!lead || !fetches || hasLemma(lead.words, FIXED)) return false;
  const words = lead.words;
  if (phraseAt(words, [WEB, PAGE]) >= 0 && !among(name.verb, SEARCHING) && inDomain(reading, 'websearch')) return true;
  const at = words.findIndex((word) => among(word, PAGES));
  return at >= 0 && !words.slice(0, at + 4).some((word) => among(word, LOCAL)) && words.slice(0, at).some((word) => isSpelled(word, ANY));
}

/** The same of one that tries an address and tells how it went. */
function tries(reading: Reading): boolean {
  const { lead, leadVerb, name } = reading;
  if (!lead || hasLemma(lead.words, FIXED)) return false;
  return (among(name.verb, TRYING) || among(leadVerb, TRYING)) && onAddress(lead.words);
}

const FROM = texts('from via using');
const TO = texts('to');
const ONE = texts('a an any given specified provided specific the public external web its');
const SPEAKING = set('http https');
const ASKING = set('get head');
const REQUESTS = set('request');

const LOGIN = set('token password secret');

/** `credentials: {url, token}`: whom the request is sent to, and with what. */
function hostOfLogin({ params }: Reading): Param | undefined {
  const inside = params.filter(({ depth, words, type }) => depth === 1 && words.length === 1 && type === 'string');
  return inside.some(({ words }) => hasLemma(words, LOGIN)) ? inside.find(({ words }) => hasLemma(words, URL)) : undefined;
}

/** "to URL-friendly text" */
const FORMED = set('friendly safe encode slug');

/** "from a URL", "to the specified URL", whatever lies there. */
function isAtAddress(words: readonly Word[], ...ways: TextSet[]): boolean {
  return words.some((word, at) => {
    if (!among(word, URL) || among(words[at + 1], FORMED)) return false;
    const before = words.slice(Math.max(0, at - 4), at);
    const start = before.findIndex((one) => ways.some((way) => isSpelled(one, way)));
    return start >= 0 && before.slice(start + 1).every((one) => isSpelled(one, ONE) || among(one, SPEAKING) || one.text === 'accessible');
  });
}

const MAPPING = set('map mapping sitemap llmstxt');

/** What a server for the web maps is a site of anybody; elsewhere the definition has to say so. */
function maps(reading: Reading): boolean {
  const { name, lead, mainVerb, server } = reading;
  if (
    !hasLemma(name.bare, MAPPING) ||
    name.bare.length > 4 ||
    !(mainVerb === undefined || among(mainVerb, LOOKING) || among(mainVerb, MAKING))
  )
    return false;
  const words = lead?.words ?? [];
  if (names(reading, SITES) || names(reading, CONSOLES)) return false;
  return (
    (server.domains[0] === 'websearch' && among(name.bare.at(-1), MAPPING) && !hasLemma(words, GEOGRAPHY)) ||
    hasLemma(words, PAGES) !== undefined ||
    hasLemma(name.bare, WEB) !== undefined
  );
}

const MAKING = verbs('generate');
const CONSOLES = set('console google search index field');
const GEOGRAPHY = set('place location geographic static');

/** Says of a tool without a schema that it fetches, or asks by HTTP for, what lies at an address. */
function asks(reading: Reading): boolean {
  const { name, lead, leadVerb, mainVerb } = reading;
  const words = lead?.words ?? [];
  if (!isAtAddress(words, FROM, TO) || names(reading, SITES)) return false;
  const fetches = [name.verb, leadVerb].some((verb) => among(verb, FETCHING)) && (mainVerb === undefined || among(mainVerb, LOOKING));
  return fetches || phraseAt(words, [SPEAKING, ASKING, REQUESTS]) >= 0;
}

const LYING = texts('from by at via');
const SEEN = set('image picture photo video document pdf');

/** "Describes an image by URL", "receives one or more image URLs and analyzes them": whatever lies at an address is looked at. */
function sees(reading: Reading): boolean {
  const { lead, leadVerb, name } = reading;
  const words = lead?.words ?? [];
  if (!(among(name.verb, SEEING) || among(leadVerb, SEEING)) || names(reading, SITES)) return false;
  return words.some((word, at) => {
    if (!among(word, URL)) return false;
    const before = words.slice(Math.max(0, at - 4), at);
    return among(before.at(-1), SEEN) || (before.some((one) => isSpelled(one, LYING)) && hasLemma(words.slice(0, at), SEEN) !== undefined);
  });
}

/** On a server for the web a tool that crawls, and names no one kind of thing, goes wherever it is sent. */
function crawls(reading: Reading): boolean {
  const { name, server, lead, silent } = reading;
  if (server.domains[0] !== 'websearch' || name.bare.length > 3) return false;
  if ([LOCAL, ABOUT, SITES, WORKED].some((known) => hasLemma(name.bare, known) !== undefined)) return false;
  const onWeb = silent || [WEB, PAGES, URL].some((known) => hasLemma(lead?.words ?? [], known) !== undefined);
  return hasLemma(name.bare, CRAWLERS) !== undefined || (onWeb && hasLemma(name.bare, EXTRACTING) !== undefined);
}

/** One form of a text into another: `convert_html_to_markdown`. */
const MARKUP = set('html');
const INTO = set('to');

/** Of a tool that says nothing more, the name does: `fetch_html`, `read_webpage`, `scrape` on a server for the web. */
function named(reading: Reading): boolean {
  const { silent, name, server } = reading;
  if (!silent || hasLemma(name.bare, LOCAL)) return false;
  if (phraseAt(name.bare, [MARKUP, INTO]) >= 0 || phraseAt(name.bare, [INTO, MARKUP]) >= 0) return false;
  const fetches = hasLemma(name.bare, FETCHING) !== undefined || name.verb?.verb === 'get';
  const alone = name.bare.length === 1 && among(name.bare[0], SCRAPING) && server.domains[0] === 'websearch';
  return alone || (fetches && hasLemma(name.bare, WEB) !== undefined && !hasLemma(name.bare, ABOUT));
}

const TAKING = set('from via by ingest import upload');

const TAKEN_IN = verbs('create add upload import download save copy');
const ATTACHING = set('attach');

/** `upload_from_url`, "adds an image from a URL": what is taken in lies at any address. */
function takes(reading: Reading): boolean {
  const { name, mainVerb, lead } = reading;
  if (among(mainVerb, LOOKING)) return false;
  if (phraseAt(name.bare, [TAKING, URL]) >= 0) return true;
  return (
    !hasParams(reading) &&
    (among(mainVerb, TAKEN_IN) || among(mainVerb, ATTACHING)) &&
    isAtAddress(lead?.words ?? [], FROM) &&
    !names(reading, SITES)
  );
}

/** What tells, without a schema, that what lies at an address is fetched. */
const FETCHED = [told, named, crawls, sees, maps, asks];

/** What is seen without a parameter to quote. */
function withoutParam(reading: Reading): readonly Finding[] {
  const spoken = !hasParams(reading);
  const fetches = spoken && FETCHED.some((seen) => seen(reading));
  const tried = spoken && !fetches && tries(reading);
  if (!fetches && !tried && !takes(reading)) return NOTHING;
  return [
    {
      rule: 'free-address',
      force: 'argument',
      saw: fetches
        ? 'the caller names the address that is fetched'
        : tried
          ? 'the caller names the address that is tried'
          : 'what it takes in may lie at any address',
      quote: quoteLead(reading),
      category: fetches || tried ? 'Read' : undefined,
      basis: fetches || tried ? 'R3' : undefined,
      facets: { ...(fetches ? { untrustedIngest: true } : tried ? { untrustedIngest: false } : {}), exfilSink: true, openWorld: true },
    },
  ];
}

/** What comes back is how an address did. */
const MEASURED = set('score speed audit performance lighthouse latency');

/** A page comes back, and not what a service on that host answers. */
function returnsPage({ words }: Param, verb: Word | undefined): boolean {
  return (verb === undefined || among(verb, RETURNING)) && hasLemma(words, HOST) === undefined;
}

/** What is seen of a tool that reads: what comes in, and that the address itself may carry data out. */
function readingFacets(param: Param, reading: Reading): Finding['facets'] {
  const out = { exfilSink: true, openWorld: true };
  if (hasLemma(reading.name.bare, MEASURED)) return { ...out, untrustedIngest: false };
  return returnsPage(param, reading.mainVerb) && !inDomain(reading, 'database') ? { ...out, untrustedIngest: true } : out;
}

export const freeAddress: Rule = {
  id: 'free-address',
  title: 'The caller chooses the address',
  text: 'A parameter takes a URL, host or endpoint that may point anywhere. The request can reach inside a network, can carry data out in the address itself, and what comes back was written by a stranger.',
  rubric: ['R3'],
  check(reading): readonly Finding[] {
    const verb = reading.mainVerb;
    const param =
      reading.params.find((one) => isAddress(one, reading) && !onOneSite(one, reading)) ??
      hostOfLogin(reading) ??
      reading.params.find((one) => isClone(one, reading) || isHost(one, reading) || isFlag(one));
    if (!param) return withoutParam(reading);
    const flag = isFlag(param);
    const reads = verb === undefined || among(verb, READING) || among(verb, FETCHING);
    return [
      {
        rule: 'free-address',
        force: 'argument',
        saw: flag ? `with \`${param.name}\` it takes any address` : `the parameter \`${param.name}\` may name any address`,
        quote: quoteParam(param),
        // Where it may be a path as well, the path decides the level.
        category: reads && !flag ? 'Read' : undefined,
        basis: reads && !flag ? 'R3' : undefined,
        holds: true,
        facets: reads ? readingFacets(param, reading) : among(verb, SENDING_OUT) ? { exfilSink: true } : {},
        param: param.name,
      },
    ];
  },
};
