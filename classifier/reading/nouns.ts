/** What kind of thing a noun names, as far as the rubric's risk rules turn on it. A word may be of several kinds. */

export const NOUNS = {
  /** R1: material that authenticates. `token` and `key` alone are handled with their neighbours. */
  secret: 'secret credential password passwd passphrase mnemonic apikey otp totp jwt env dotenv keystore privatekey seedphrase pat bearer',
  message:
    'message email mail inbox dm chat conversation thread transcript sms voicemail mailbox call reply imessage channel history draft attachment gmail outlook telegram whatsapp',
  plans:
    'location gps address trip route visit geofence meeting calendar event appointment schedule availability booking reservation agenda shift attendance',
  person:
    'contact customer patient employee person people lead member user profile candidate applicant student guest attendee prospect client staff owner recipient assignee subscriber participant team visitor teacher respondent worker follower friend connection',
  crm: 'deal opportunity company account ticket case engagement pipeline activity association crm quote order cart shipment feedback survey response submission application assessment conversation inquiry claim subscription visit timeoff payroll salary leave contract',
  money:
    'invoice payment transaction bank balance statement charge refund payout transfer receipt bill billing expense budget portfolio holding position wallet dispute tax ledger journal payable receivable credit debit wage earning fund asset trade order cost spending revenue cash loan credit allowance',
  health:
    'health heart sleep blood medical medication diagnosis workout symptom allergy immunization vital glucose weight steps clinical lab dicom fhir observation prescription encounter hrv wellness nutrition menstrual meal stress',
  file: 'file document note doc page sheet spreadsheet attachment folder directory drive content pdf image photo presentation slide notebook memo wiki blob object upload asset vault paper workbook markdown',
  row: 'record row entry data query document item collection table result value sql point entity node edge vertex relationship dataset sample observation trace span session',
  log: 'log trace audit error event crash stacktrace exception incident alert debug console replay stderr stdout dump finding vulnerability issue profile stack activity history',
  task: 'task todo issue ticket project board card story sprint epic comment worklog milestone checklist subtask goal reminder backlog bug case feedback',
  code: 'code repository repo commit branch diff pull source file pr blame patch function workspace symbol decompile disassembly binary memory heap',
  screen: 'screenshot snapshot screen page html dom tab console element clipboard window accessibility ui',
  device:
    'light switch lock door thermostat camera vehicle car garage vacuum speaker tv printer robot drone sensor device plug bulb alarm hvac entity valve appliance lamp heater oven blind curtain fan projector',
  memory:
    'memory memories knowledge observation entity relation fact lesson preference context episode thought insight recollection decision learning',
  instruction: 'prompt rule instruction persona skill guideline agent assistant template system memory',
  /** D1: things that hold other things, and identities. */
  container:
    'database schema table collection bucket repository repo project workspace organization organisation org tenant account user cluster namespace vm volume stack backup instance server environment site domain index application app service group team role policy vault registry catalog dataset stream queue topic network vpc droplet deployment board space store droplet machine disk filesystem share pool zone gateway tenant graph keyspace warehouse subscription resource snapshot container machine node hub folder directory datastore fleet guild nodebalancer linode dataverse endpoint dashboard realm',
  /** W1: what grants or guards. */
  authority:
    'permission role access policy collaborator firewall acl rbac mfa 2fa sso auth scope visibility sharing share privilege grant owner ownership admin membership allowlist whitelist blacklist denylist rule guardrail security credential apikey secret token key certificate authentication authorization privacy protection password invite invitation member user group tenant iam encryption lock consent saml oauth waf rls',
  /** W4: production infrastructure. */
  infra:
    'dns domain zone cluster instance vm server vpc subnet network loadbalancer balancer bucket database schema table index migration pipeline ci cd config configuration branch deployment nameserver record route gateway firewall service container pod node namespace volume disk infrastructure cloud lambda function queue topic stream cdn proxy host machine daemon droplet vps environment replica kernel ingress certificate autoscaling endpoint nodepool firmware trigger webhook column migration plugin extension addon environmentvariable variable snapshot backup redirect tunnel upstream broker distribution',
  /** Taken off again and put back at will: removing one destroys nothing (rubric §5). */
  relation:
    'bookmark retweet like favorite favourite star reaction follow vote label tag member membership association link relation relationship assignee watcher reviewer subscriber subscription participant collaborator attendee emoji pin upvote downvote watch follower assignment mapping dependency parent tagging friend connection invitation block mute highlight queue playlist permission attachment',
  /** Made again at no loss. */
  derived:
    'cache temp tmp temporary buffer breakpoint watchpoint selection session scratch thought thinking cookie filter highlight marker cart clipboard lock cursor annotation formatting history screen canvas index embedding suggestion preview queue console log style overlay timer cached draft',
  /** The agent's own. */
  scratch:
    'session thought thinking todo cursor scratch view viewport window zoom breakpoint workspace context mode tab preference selection page terminal browser canvas theme debugger console state theme geolocation timeout emulation tracing device',
  /** Reaches people outside. */
  audience:
    'email mail sms dm tweet post gist release comment issue reply article blog newsletter campaign status story thread message call voice notification reel video photo toot note review answer discussion pullrequest pr tweet retweet press whatsapp telegram invitation listing zap',
  /** Jobs that run when told. */
  job: 'workflow pipeline job build test task run agent crawl scan dag automation flow process scenario playbook recipe action deployment experiment simulation suite script command query macro routine schedule cron notebook actor plan prompt trigger function lambda tests benchmark training evaluation backfill sequence instance app container server service',
  program:
    'code script command shell sql query expression javascript python js bash cmd powershell lua program statement cypher applescript mutation graphql terminal cli notebook cell snippet eval',
  /** Open to everybody. */
  public:
    'weather news stock price market wiki wikipedia paper anime manga movie quote ticker kline candle ohlcv station train flight airport holiday timezone currency exchange rate forecast card pokemon npm package documentation docs library icon word definition verse quran bible recipe city country language model schema metadata type category list status version help guide example template region public standing league player team match champion game block gas chain contract abi token nft pool protocol gene protein compound molecule trial drug species study dataset license statute law patent filing symbol coin index indicator',
  /** Written by strangers (untrusted ingest). */
  web: 'web website webpage url page news tweet post comment article feed rss video transcript subtitle reddit hackernews google bing search timeline blog review forum youtube wiki wikipedia tiktok instagram twitter linkedin listing internet caption thread story crawl scrape html site answer note discussion mention hashtag weibo bilibili zhihu xiaohongshu douyin paper abstract issue email message description readme profile',
  trading: 'order position trade swap leverage margin stake futures option perpetual token bet asset stock share contract limit market',
  obligation: 'invoice subscription paymentlink quote budget bid order checkout ad campaign adset donation plan cart leverage',
  security:
    'vulnerability finding threat cve exposure compliance audit policy permission access violation risk alert incident malware detection permission iam role ioc indicator',
  meta: 'schema type metadata field column property label tag category status version name list option capability model format template config setting info definition help statistic stat count enum list overview structure',
} as const satisfies Record<string, string>;

export type NounClass = keyof typeof NOUNS;

/** The bit of each noun class in {@link Word.nouns}. */
export const NOUN_CLASSES = Object.keys(NOUNS) as NounClass[];
