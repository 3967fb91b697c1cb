/** What a server is a server for, as its own name and description spell it. */
import { CATEGORIES, RISKS, type ServerContext } from '../../db/model.ts';
import { isInitials } from './phrase.ts';

/** Words of a server's name that say only that it is one. */
const GENERIC = new Set(
  'apis key keys mcp mcps server servers mcpserver modelcontextprotocol model context protocol official api sdk tool tools toolkit service client integration connector bridge wrapper plugin proxy agent ai llm js ts py python node nodejs typescript go rust java dotnet golang local remote test demo example sample new my the a an and for of with by simple basic advanced unofficial community public pro plus lite http stdio sse main master smithery commands'.split(
    ' ',
  ),
);
/** Capitalised words of descriptions that name no product. */
const COMMON = new Set(
  'browser weather memory file files filesystem search time date data image images video videos music news chat email mail calendar code database web website knowledge graph document documents note notes task tasks prompt prompts docs documentation api rest graphql sql finance stock crypto market map maps location travel flight recipe health game games math calculator text translation audio voice image analysis analytics monitor security network system shell terminal command project management assistant automation workflow learning research paper papers book books job jobs social media content blog cloud platform information manager generator reader converter advanced enhanced smart universal ssh ftp sftp oauth claude cursor chatgpt rag json xml csv pdf http https url dns smtp imap evm upi mqtt password rpc openapi rest grpc websocket rss cli ide sdk ui app effects'.split(
    ' ',
  ),
);
/** Products whose name no rule of spelling gives. */
const SPELLED = new Map(
  'GitHub GitLab YouTube LinkedIn WhatsApp OpenAI MongoDB PostgreSQL MySQL SQLite DynamoDB BigQuery ClickHouse AWS GCP Jira iMessage HubSpot PayPal QuickBooks WordPress TikTok DuckDuckGo Kubernetes Docker Figma Notion Slack Discord Telegram Gmail Outlook Trello Asana ClickUp Airtable Supabase Vercel Cloudflare Stripe Shopify Spotify Reddit Twitter Bluesky Mastodon Zoom Salesforce Zendesk Intercom Sentry Datadog Grafana Elasticsearch Redis Snowflake Databricks Blender Unity Obsidian Todoist Linear Confluence Bitbucket Jenkins CircleCI Terraform Ansible Playwright Puppeteer Selenium Wikipedia arXiv PubMed Ethereum Solana Bitcoin Neo4j Qdrant Pinecone Weaviate Milvus n8n Zapier Airflow Postman Firebase Twilio SendGrid Mailchimp SharePoint TickTick SumUp macOS SketchUp NetBird OneDrive OneNote DeepL BrightData MariaDB CockroachDB SurrealDB DuckDB InfluxDB ArangoDB LangChain LlamaIndex DeepSeek CoinGecko CoinMarketCap DefiLlama OpenSea TradingView AppleScript PowerPoint YouTrack NewRelic PagerDuty OpenSearch CloudWatch DocuSign SolidWorks FreeCAD OpenSCAD'
    .split(' ')
    .map((name) => [name.toLowerCase(), name]),
);

/** Words with capitals of their own that name no product. */
const FORMATS = new Map('OpenAPI GraphQL DevOps OpenRPC JavaScript TypeScript'.split(' ').map((name) => [name.toLowerCase(), name]));

/** A product's name, and whether we know it to be a proper one ("in Notion") or only as the server's ("the Weather server"). */
export interface Product {
  name: string;
  proper: boolean;
}

let last: { server: string; description: string; title: string; product: Product } | undefined;

/** The product behind a server; the last one is kept, since tools come server by server. */
export function productOf(context: ServerContext): Product {
  const server = String(context.server ?? '');
  const description = typeof context.serverDescription === 'string' ? context.serverDescription.slice(0, 400) : '';
  const title = typeof context.serverTitle === 'string' ? context.serverTitle : '';
  if (last?.server !== server || last.description !== description || last.title !== title)
    last = { server, description, title, product: titled(title) ?? findProduct(server, description) };
  return last.product;
}

/** Things lie on them, and not in them. */
const ON = new Set(
  'Twitter YouTube Facebook LinkedIn Instagram TikTok Reddit GitHub GitLab Bluesky Mastodon Ethereum Solana Bitcoin Windows Linux macOS EVM Threads Pinterest Twitch Medium Spotify Vercel AWS GCP Azure Cloudflare Netlify Heroku Kubernetes'.split(
    ' ',
  ),
);

/** Google has places of its own. */
const PLACES =
  /Drive|Docs|Sheets|Calendar|Workspace|Cloud|Maps|Tasks|Ads|Analytics|Chat|Keep|Slides|Forms|Scholar|Classroom|Photos|Contacts|Search Console|Tag Manager|Play\b|BigQuery/;

/** "the Weather server", where no product is known; what a tool acts on lies behind it, and seldom on it. */
function serverOf({ name }: Product): string {
  return name === '' ? 'its server' : `the ${name} server`;
}

/** Where a tool acts: "in Notion", "on Twitter", "through the Weather server". */
export function throughProduct(product: Product): string {
  return product.proper ? inProduct(product) : `through ${serverOf(product)}`;
}

/** Where things are: "in Notion", "on Twitter", "behind the Weather server". */
export function withProduct(product: Product): string {
  return product.proper ? inProduct(product) : `behind ${serverOf(product)}`;
}

/** Means, and no places: what a browser or a model is driven by, and what a request goes through. */
const THROUGH = new Set(
  'Playwright Puppeteer Selenium Browserbase Stagehand Browserless RapidAPI Apify Zapier Jina JinaAI Firecrawl BrightData Bright Tavily Exa SerpApi Perplexity Brave OpenAI Gemini Replicate Midjourney DeepSeek Google VegaLite Vega Mermaid QuickChart'.split(
    ' ',
  ),
);

function inProduct({ name }: Product): string {
  const first = name.split(' ')[0] ?? '';
  return `${ON.has(first) ? 'on' : THROUGH.has(first) && !PLACES.test(name) ? 'through' : 'in'} ${name}`;
}

/** Longer titles tell more than a name. */
const LONGEST_TITLE = 40;
/** What a verdict says: no product may be called so in one. */
const VERDICTS = new Set([...CATEGORIES, ...RISKS].map((word) => word.toLowerCase()));

/** The product that a title names: without what only says that it is a server, or who made it ("GitLab (zereight)"). */
function titled(title: string): Product | undefined {
  const words = title
    .slice(0, 2 * LONGEST_TITLE)
    .replace(/\(.*?\)|\[.*?\]/gu, ' ')
    .split(/\s+/u)
    .filter((word) => word !== '' && !GENERIC.has(word.toLowerCase()));
  const name = words.join(' ');
  if (name === '' || name.length > LONGEST_TITLE || !/^[\p{L}\p{N}](?:[\p{L}\p{N} .+&-]*[\p{L}\p{N}+])?$/u.test(name)) return undefined;
  if (words.some((word) => VERDICTS.has(word.toLowerCase()))) return undefined;
  return { name: words.map(asSpelled).join(' '), proper: !words.some((word) => COMMON.has(word.toLowerCase())) };
}

function findProduct(server: string, description: string): Product {
  const slug = (server.split('/').at(-1) ?? server).slice(0, 80);
  const words = slugWords(slug);
  const spelled = spelledOut(description, slug.toLowerCase().replace(/[^a-z0-9]/g, ''), words);
  if (spelled) return { name: spelled.split(' ').map(asSpelled).join(' '), proper: true };
  const known = words.map((word) => SPELLED.get(word)).find((name) => name !== undefined);
  if (known) return { name: known, proper: true };
  if (words.length === 0) {
    const named = knownIn(description);
    if (named) return { name: named, proper: true };
    const space = server.split('/').at(-2) ?? '';
    // Whoever publishes from a code host is no product.
    const owner = space.startsWith('io.github.') ? '' : (space.split('.').at(-1) ?? '');
    return { name: ownerName(owner), proper: false };
  }
  return { name: words.slice(0, 4).map(capital).join(' '), proper: false };
}

/** The one product we know that a description names; undefined where it names none or several. */
function knownIn(description: string): string | undefined {
  const names = new Set(description.split(/[^\p{L}\p{N}]+/u).map((word) => SPELLED.get(word.toLowerCase())));
  names.delete(undefined);
  return names.size === 1 ? [...names][0] : undefined;
}

/** An owner's name is as he spells it, where he uses capitals inside: `PostHog`. */
function ownerName(owner: string): string {
  return /[a-z][A-Z]/.test(owner) ? plainText(owner) : slugWords(owner).map(capital).join(' ');
}

function slugWords(slug: string): string[] {
  return slug
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word.length > 1 && !GENERIC.has(word) && !/^(?:mcp|v)\d*$/.test(word));
}

/** A proper name of the description that the server's own name holds too, with the capitalised words around it. */
function spelledOut(description: string, slug: string, slugged: readonly string[]): string | undefined {
  for (const run of description.matchAll(/[A-Z][\w&+]*(?:['’][a-z]+)?(?: [A-Z][\w&+]*(?:['’][a-z]+)?){0,2}/g)) {
    const words = run[0]
      .split(' ')
      .map((word) => ownForm(word, slugged))
      .filter((word) => !GENERIC.has(word.toLowerCase()) && word.toLowerCase() !== 'mcp');
    const held = words.filter((word) => word.length > 2 && !COMMON.has(word.toLowerCase()) && slug.includes(plainForm(word)));
    // A capital at the start of a sentence says nothing, unless the word carries another one.
    const atStart = run.index === 0 || /[.!?:]\s*$/.test(description.slice(0, run.index));
    const name = nameIn(words, held, slug);
    if (held.length > 0 && name && (!atStart || /[A-Z].*[A-Z]/.test(held[0] ?? ''))) return atStart ? held.join(' ') : name;
  }
  return undefined;
}

/** Of capitalised words, those of which the server's name holds some: "LumbreTravel" alone of "Argentinian LumbreTravel". */
function nameIn(words: readonly string[], held: readonly string[], slug: string): string | undefined {
  if (held.length > 0 && held.length < words.length && held.every((word) => /[a-z][A-Z]/.test(word))) return held.join(' ');
  return words.length > 0 && words.every((word) => /^[A-Z]/.test(word)) ? withoutTail(slug, words) : held[0];
}

/** "Domino's" of `dominos-pizza`, and "GitHub" for "GitHub's" of `github`. */
function ownForm(word: string, slugged: readonly string[]): string {
  return slugged.includes(plainForm(word)) ? word : word.replace(/['’].*$/, '');
}

function plainForm(word: string): string {
  return word.toLowerCase().replace(/['’]/, '');
}

function asSpelled(word: string): string {
  return SPELLED.get(word.toLowerCase()) ?? word;
}

/** Say behind a name what sort of product it is, where the server is not called by them: "Xero Accounting Software". */
const TAILS = new Set(
  'management explorer workspace account accounts platform cms crm lms ui rss accounting software database databases data erp hr professional discovery application desktop bot apps model development policy compute traders scraper crawler web integration'.split(
    ' ',
  ),
);

function withoutTail(slug: string, words: readonly string[]): string {
  let until = words.length;
  for (let last = words[until - 1]?.toLowerCase() ?? ''; until > 1 && TAILS.has(last) && !slug.includes(last); )
    last = words[--until - 1]?.toLowerCase() ?? '';
  return words.slice(0, until).join(' ');
}

function capital(word: string): string {
  return (
    SPELLED.get(word) ??
    FORMATS.get(word) ??
    (isInitials(word) ? word.toUpperCase() : undefined) ??
    word.charAt(0).toUpperCase() + word.slice(1)
  );
}

function plainText(text: string): string {
  return text.replace(/[^\p{L}\p{N} ]+/gu, ' ').trim();
}
