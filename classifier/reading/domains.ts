/** What kind of server a tool belongs to, told by words of the server and of its tools. */
import type { Word } from './types.ts';

const DOMAINS = {
  browser:
    'browser playwright puppeteer selenium webdriver navigate click tab dom hover viewport screenshot snapshot chrome chromium stagehand webpage devtools firefox',
  mobile: 'android ios simulator emulator adb tap swipe device app mobile xcode',
  desktop: 'mouse keyboard desktop window macos applescript clipboard windows screen cursor',
  shell: 'shell terminal command ssh exec bash process powershell cmd cli pty iterm tmux',
  runtime: 'sandbox interpreter python execute code notebook repl kernel jupyter e2b',
  files: 'filesystem file directory folder path drive dropbox onedrive ftp sftp',
  mail: 'email mail inbox gmail outlook mailbox imap smtp mailgun sendgrid resend newsletter',
  chat: 'slack discord teams telegram channel whatsapp line message dm zulip webex mattermost wechat chat lark feishu',
  social:
    'tweet twitter linkedin instagram reddit bluesky mastodon tiktok facebook follow timeline retweet youtube threads nostr xiaohongshu rednote weibo post',
  forge: 'github gitlab gitee bitbucket repository pull branch merge fork release commit pr',
  git: 'git commit branch stash rebase checkout diff',
  tracker: 'issue ticket jira linear sprint epic asana clickup todoist trello kanban backlog story task monday shortcut',
  docs: 'page document notion wiki confluence note block obsidian evernote sheet spreadsheet slide presentation word excel powerpoint paragraph',
  crm: 'crm contact deal lead company hubspot salesforce opportunity engagement pipeline pipedrive zoho customer',
  support: 'ticket zendesk freshdesk intercom conversation incident servicenow pagerduty oncall',
  database:
    'database sql table schema query postgres mysql mongodb collection sqlite redis neo4j supabase clickhouse bigquery snowflake column row',
  vector: 'vector embedding pinecone qdrant chroma weaviate milvus index',
  cloud:
    'amazon awslabs aws azure gcp cloud instance cluster vpc bucket lambda droplet vm server ecs s3 cloudflare digitalocean volume subnet terraform',
  kubernetes: 'kubernetes kubectl pod namespace helm k8s node deployment ingress',
  ci: 'pipeline build job workflow circleci jenkins buildkite runner artifact deploy dag airflow',
  security: 'policy role permission iam okta auth0 mfa firewall vulnerability threat falcon zscaler zia zpa sso acl identity tenant audit',
  monitoring: 'metric dashboard alert log trace grafana prometheus datadog sentry monitor slo span loki newrelic honeycomb',
  payments:
    'payment invoice refund payout stripe paypal checkout charge billing subscription square creem razorpay bank mercury xero quickbooks',
  trading: 'order position leverage trade exchange alpaca binance ccxt portfolio margin futures option broker ticker',
  crypto: 'wallet token swap chain nft blockchain solana ethereum evm bitcoin erc20 gas transaction contract dex defi staking lightning',
  market: 'stock price market quote candle kline forex coin coingecko forecast ticker yahoo finance economic',
  commerce: 'product cart order shop shopify store inventory catalog variant price woocommerce listing amazon',
  ads: 'campaign ad adset ads keyword audience budget marketing',
  devices: 'light thermostat lock sensor device switch home assistant hass smart hue speaker tv',
  game: 'minecraft game player bot robot unity unreal godot avatar roblox vrchat jump attack drone gameboy board move',
  design: 'figma blender cad node shape layer frame scene mesh rhino autocad sketch canvas component freecad',
  media: 'image video audio voice speech music tts render song picture generate midjourney elevenlabs',
  memory: 'memory entity relation observation knowledge graph remember recall',
  thinking: 'thinking thought think reasoning sequential reflect',
  websearch: 'search scrape crawl web tavily exa firecrawl brave google serp duckduckgo fetch url extract',
  reference:
    'weather wikipedia news arxiv pubmed dictionary holiday recipe anime quran bible pokemon timezone map geocode flight train documentation npm package',
  compute: 'calculate convert math encode decode uuid random hash matrix calculator unit format',
  health: 'health sleep heart patient fhir medical clinical workout garmin fitbit oura dicom strava',
  calendar: 'calendar event meeting appointment schedule booking availability zoom',
  reverse: 'ida ghidra decompile disassemble breakpoint debugger gdb lldb binary x64dbg',
  workflow: 'workflow automation n8n zapier make scenario trigger action agent actor',
  ai: 'prompt model llm completion gpt claude gemini agent assistant embedding inference',
  hr: 'employee leave payroll attendance candidate applicant recruiting keka shift',
  learning: 'course quiz student assignment canvas exam lesson classroom grade edubase',
} as const satisfies Record<string, string>;

/** Products and projects, by the kind of server that speaks for them; they count in the server's own words only. */
const PRODUCTS: Partial<Record<Domain, string>> = {
  browser:
    'browserbase browserless hyperbrowser stagehand skyvern browsercat webdriverio cdp devtools browserstack lightpanda gologin multilogin puppeteer playwright chromedriver selenium',
  mobile: 'adb idb xcodebuild xcodebuildmcp appium maestro iossimulator',
  desktop: 'applescript siri autohotkey pyautogui automacos',
  shell: 'commander desktopcommander warp iterm tmux ssh cmd',
  runtime: 'e2b riza judge0 modal replit deno pyodide repl codesandbox daytona',
  files: 'gdrive googledrive box onedrive sharepoint nextcloud sftp pandoc filesystem s3fs',
  mail: 'gmail outlook imap smtp resend mailgun sendgrid postmark agentmail mailchimp klaviyo mailtrap protonmail inbox',
  chat: 'slack discord teams telegram whatsapp zulip webex lark feishu dingtalk wechat wecom line kakao twilio pubnub rocketchat mattermost imessage messages gchat signal ntfy pushover waha wapulse twist zalo viber vonage sinch frontline',
  social:
    'twitter tweet linkedin instagram reddit bluesky mastodon tiktok facebook youtube nostr xhs xiaohongshu rednote weibo bilibili zhihu douyin threads pinterest hackernews hacker vk x v2ex farcaster kick kickmcp bsky twitch medium substack tumblr',
  forge: 'github gitlab gitee bitbucket gitea azuredevops codeberg',
  tracker:
    'jira linear asana clickup todoist trello monday shortcut plane basecamp taskwarrior ticktick dida backlog youtrack redmine openproject height productboard devrev taskmanager taskqueue freedcamp clockify toggl harvest marvin teamwork wrike smartsheet testrail zephyr qase taskade akiflow rtm gorev simplechecklist teamretro',
  docs: 'notion confluence obsidian evernote googledocs gsuite airtable coda roam logseq bear memos flomo yuque siyuan kibela esa outline apple wiki excel word powerpoint office sheets contentful sanity strapi wordpress ghost webflow kontent sitecore notes anki zotero raindrop readwise miro fibery bitable inkdrop nocodb graphlit hackmd anytype gistpad paperless directus contentstack kanka quip slab guru gitbook docusaurus storyblok prismic omnisearch craft hedgedoc joplin',
  crm: 'hubspot salesforce pipedrive zoho attio copper folk apollo clay close recrm dynamics marketo pylon recrmio piperun leadmagic linkd keap freshsales nutshell outreach salesloft lemlist',
  support:
    'zendesk freshdesk intercom servicenow pagerduty opsgenie helpscout gorgias statuspage rootly frontapp freshchat jsm incident kustomer',
  database:
    'mysql postgres postgresql mongodb sqlite redis neo4j supabase clickhouse bigquery snowflake mariadb mssql oracle dynamodb firestore firebase influxdb duckdb motherduck cassandra couchbase arangodb memgraph elasticache neon planetscale turso prisma pocketbase airtable databricks dremio hologres oceanbase skysql singlestore starrocks greptimedb tigerdata dolt doris trino teradata keyspaces documentdb valkey metabase superset looker lightdash dbt cube xano convex appwrite memcached firebird cosmos kusto adx timescale redshift quickbase verodat keboola timestream baserow grist fauna xata ravendb iotdb vertica clickzetta pouchdb tembo',
  vector: 'pinecone qdrant chroma weaviate milvus lancedb vectorize meilisearch typesense algolia elasticsearch opensearch',
  cloud:
    'confluent kafka redpanda aws azure gcp cloudflare digitalocean linode heroku vercel netlify railway render fly hetzner vultr terraform pulumi oci alibabacloud aliyun tencent coolify runpod nomad proxmox unraid vmware openstack edgeone cloudrun hostinger hosting upstash ansible dokploy cloudbase sitebay kong apisix launchdarkly scaleway ovh exoscale civo porkbun namecheap godaddy',
  kubernetes: 'kubernetes kubectl k8s helm openshift rancher argocd istio kiali',
  ci: 'circleci jenkins buildkite travis teamcity harness airflow dagster prefect argo bitrise codemagic drone tekton spinnaker octopus',
  security:
    'okta auth0 keycloak zscaler falcon crowdstrike paloalto sentinel snyk semgrep sonarqube defender wiz vault teleport authentik entra intune netbird tailscale pihole guardduty illumio vectra intruder opencti mallory misp bitwarden onepassword doppler infisical duo jumpcloud wazuh qualys tenable nessus burpsuite',
  monitoring:
    'grafana prometheus datadog sentry newrelic honeycomb loki dynatrace splunk logfire raygun rollbar bugsnag posthog mixpanel amplitude axiom betterstack coralogix signoz opik langfuse langsmith phoenix victoriametrics',
  payments:
    'stripe paypal square creem razorpay chargebee mercury xero quickbooks ynab lunchmoney plaid ramp brex gumroad lemonsqueezy paddle adyen wise revolut freshbooks actual fewsats setu paystack flutterwave mollie gocardless braintree mercadopago midtrans xendit klarna sumup zbd dodopayments payram upbank starling payman coinpayments polar recurly zuora authorize worldpay',
  trading:
    'alpaca binance ccxt zerodha kraken coinbase bybit okx hyperliquid ibkr tradovate robinhood paradex bitget oanda metatrader mt5 polymarket kalshi manifold octagon groww upstox dhan fyers upbit bithumb kucoin bitpanda bitstamp bitfinex mexc coindcx wazirx',
  crypto:
    'solana ethereum evm bitcoin web3 etherscan moralis thirdweb bnb starknet polygon base arbitrum helius alchemy uniswap jupiter pump pumpfun thegraph ordiscan xrpl cosmos near aptos sui ton tron chainlink lightning zerion debank dune onchain agentkit goat wallet foundry algorand ethersjs cryptowallet mantrachain coti soltracker orai multichain heurist octav coinstats filecoin hedera tezos cardano avalanche optimism metamask safe',
  market:
    'yahoo finance alphavantage coingecko coinmarketcap coincap polygonio fmp akshare tushare fred finnhub dexpaprika coinpaprika feargreed dart edgar sec naver dexscreener defillama eodhd quandl koyfin tiingo twelvedata marketstack',
  commerce: 'shopify woocommerce amazon ebay mercadolibre etsy bigcommerce magento printify bitrefill instacart',
  ads: 'googleads metaads adwords facebookads linkedinads smartlead keitaro audiense semrush ahrefs fetchserp',
  devices:
    'homeassistant ha hass hue tuya smartthings sonos lifx govee shelly roborock switchbot wled octoprint opentrons tasmota zigbee2mqtt esphome philips',
  game: 'minecraft unity unreal godot roblox vrchat gameboy chess osrs mtg pokemon poke steam riot valorant lol dota opendota lichess box3 riotgames speedrun',
  design:
    'figma blender rhino autocad freecad sketchup openscad miro canva penpot framer fusion cadquery ableton aftereffects photoshop davinci sketch solidworks onshape inkscape shotclock frame0 revit qgis lucid lucidchart',
  media:
    'replicate fal elevenlabs midjourney flux dalle everart stability minimax pollinations recraft spotify plex sonarr radarr lidarr readarr cloudinary videodb jellyfin suno heygen runway unsplash pexels giphy tmdb meme tts audius mavae tavus freepik imagesorcery veo2 ideogram leonardo soundcloud tidal deezer',
  memory: 'mem0 memory memento graphiti zep basic letta cognee omi',
  thinking: 'sequential sequentialthinking thinking think thought reasoning clear',
  websearch:
    'exa tavily brave firecrawl perplexity duckduckgo ddg serper searxng kagi jina linkup search1api oxylabs brightdata scrapegraph apify fetch scrapi webresearch scrapezy dumpling olostep decodo linkup ref context7 hyperbrowser bing websearch crawl4ai scraper fetcher crawler',
  reference:
    'weather wikipedia arxiv pubmed semantic scholar mapbox amap baidu maps flightradar airbnb openweather nasa tmdb imdb genius npm pypi crates shadcn magicui pubchem chembl biomcp clinicaltrials uniprot deepwiki docs documentation mdn hexagram quran bible hotnews trends openlibrary nationalparks museum met nixos stackoverflow leetcode ensembl cve nvd shodan virustotal whois census worldbank 12306 train bus geocode airport transit holidays qweather opgg swapi formula1 anilist myanimelist discogs marvel rijksmuseum kolada riksdag comexstat aemet fr24api congress paperswithcode devdocs amadeus duffel mediawiki fandom eventbrite ticketmaster f1',
  compute:
    'calculator math time datetime uuid random everything wolfram converter toolbox chart echarts mermaid diagram kroki qrcode graphviz plantuml sympy hash json regex base64 medcalc dice',
  health:
    'garmin fitbit oura whoop strava apple-health fhir dicom withings medplum healthlake garth hevy yazio myfitnesspal cronometer healthimaging dexcom',
  calendar:
    'calendar cal calendly zoom googlecalendar ical caldav meet fireflies otter votars gong tldv fantastical reclaim motion savvycal cron',
  reverse: 'ida ghidra radare binja gdb lldb x64dbg frida jadx',
  workflow: 'n8n zapier make activepieces temporal langflow flowise pica composio windmill pipedream tray workato retool bubble',
  ai: 'openai anthropic gemini claude deepseek ollama openrouter mistral groq huggingface llamacloud together perplexity bedrock aider codex vertex cohere fireworks sambanova litellm langchain llamaindex koboldai lmstudio',
  hr: 'workday keka bamboohr greenhouse lever sloneek personio deel rippling gusto ashby paylocity',
  learning: 'canvas gradescope moodle edubase coursera classroom duolingo blackboard brightspace khan udemy schoology',
};

export type Domain = keyof typeof DOMAINS;
const DOMAIN_NAMES = Object.keys(DOMAINS) as Domain[];

/** Places in {@link DOMAIN_NAMES} of the domains that a base form is a sign of. */
const DOMAINS_OF = new Map<string, number[]>();
const NO_SIGN: readonly number[] = [];
DOMAIN_NAMES.forEach((domain, at) => {
  for (const word of DOMAINS[domain].split(' ')) DOMAINS_OF.set(word, [...(DOMAINS_OF.get(word) ?? []), at]);
});

const PRODUCT_OF = new Map<string, number>();
for (const [domain, words] of Object.entries(PRODUCTS) as [Domain, string][])
  for (const word of words.split(' ')) if (!PRODUCT_OF.has(word)) PRODUCT_OF.set(word, DOMAIN_NAMES.indexOf(domain));

/** A product's name says most; words of the server's own name and description count so much more than a word of one tool's name. */
const PRODUCT = 12;
const OWN_WORD = 3;
const TOOLS = 12;
/** At most so many domains, strongest first. */
const MOST = 3;
const ENOUGH = 2.5;

/** The domains of a server: by its name, its own words, and the words of each of its tools' names. */
export function domainsOf(name: readonly Word[], own: readonly Word[], tools: readonly (readonly Word[])[]): Domain[] {
  const scores = new Float64Array(DOMAIN_NAMES.length);
  name.forEach(({ text }, at) => {
    const product = PRODUCT_OF.get(text) ?? PRODUCT_OF.get(`${text}${name[at + 1]?.text ?? ''}`);
    if (product !== undefined) scores[product] = (scores[product] ?? 0) + PRODUCT;
  });
  for (let at = 0; at < own.length; at++) if (isFirst(own, at)) count(own[at] as Word, OWN_WORD, scores);
  // Many tools say no more than few: each counts by its share.
  for (const words of tools) for (const word of words) count(word, TOOLS / tools.length, scores);
  return strongest(scores);
}

/** Whether no word before it has the same base form. */
function isFirst(words: readonly Word[], at: number): boolean {
  const lemma = words[at]?.lemma;
  for (let before = 0; before < at; before++) if (words[before]?.lemma === lemma) return false;
  return true;
}

/** Those that score enough, the strongest first; of equals the first in the alphabet. */
function strongest(scores: Float64Array): Domain[] {
  const found: Domain[] = [];
  while (found.length < MOST) {
    let best = -1;
    for (let at = 0; at < scores.length; at++) {
      const score = scores[at] as number;
      if (score < ENOUGH) continue;
      const most = best < 0 ? 0 : (scores[best] as number);
      if (score > most || (score === most && nameOf(at) < nameOf(best))) best = at;
    }
    if (best < 0) break;
    found.push(nameOf(best));
    scores[best] = 0;
  }
  return found;
}

function nameOf(at: number): Domain {
  return DOMAIN_NAMES[at] as Domain;
}

function count(word: Word, weight: number, scores: Float64Array): void {
  word.domains ??= DOMAINS_OF.get(word.lemma) ?? NO_SIGN;
  for (const domain of word.domains) scores[domain] = (scores[domain] ?? 0) + weight;
}
