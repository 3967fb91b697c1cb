import { among, hasLemma, inDomain, isSpelled, phraseAt, set, texts, verbs } from '../reading/look.ts';
import { quoteLead } from '../reading/quote.ts';
import type { Reading, Word } from '../reading/types.ts';
import { nameWords } from '../reading/words.ts';
import { type Finding, NOTHING, type Rule } from '../types.ts';

const GIVING = verbs('get search export download inspect compute');
const SECRETS = set('secret credential password passphrase mnemonic apikey otp totp keystore dotenv cookie jwt kubeconfig phpinfo');
/** One form of a key out of another: `seed_from_mnemonic`. */
const MNEMONIC = set('mnemonic');
const TURNING = set('to from');
const QUALIFIERS = set(
  'api private access secret auth oauth bearer refresh session ssh service connection seed recovery sign encryption pair login verification bot device provision share license licence request authorization epp sdk sas',
);
const KEEPING = set('private ssh api');
const KEYS = set('key token string phrase code qr');
const ENVIRONMENT = set('environment env');
const VARIABLES = set('variable var vars');
const NOT_SECRET = set(
  'publishable public schema metadata scanning alert policy type template count status exist price balance holder supply account list_id usage permission name names info information trend reset alerts scan rotation jar consent banner owner uri state pricing',
);
/** The directory, not the password. */
const PWD = 'pwd';
const DIRECTORY = set('directory folder path');
const ABOUT = set('check validate verify count status exist analyze scan delete decode parse');
/** A token alone authenticates, except where tokens are coins or pieces of text. */
const TOKEN = set('token jwt');
/** What a token is told to be beside. */
const CURRENT = set('current my own user');
const SECRET = set('secret');
const SCANNING = set('scan scanning');
const ALERT = set('alert');
const COINS = set(
  'chain blockchain onchain ethereum solana bitcoin evm defi nft crypto cryptocurrency coin wallet erc20 dex swap web3 block mint tokenizer trade',
);
const OF_A_COIN = set('address chain mint symbol contract network text');

const CONFIGURATION = set('config configuration');
const WHOLE = set('current full entire complete whole all app application run effective');
const NARROWED = set('include contain field index item project metadata secret');

/** Full settings of an application: connection strings and keys are among them (rubric R1). */
function wholeConfiguration({ name, lead, leadObject, sentences, params }: Reading): boolean {
  const object = name.object;
  if (!hasLemma(object, CONFIGURATION) || !object.every(({ lemma }) => CONFIGURATION.has(lemma) || WHOLE.has(lemma))) return false;
  const told = leadObject.length > 0 && leadObject.every(({ lemma }) => CONFIGURATION.has(lemma) || WHOLE.has(lemma));
  return (
    told &&
    lead !== undefined &&
    hasLemma(lead.words, WHOLE) !== undefined &&
    !sentences.some(({ words }) => hasLemma(words, NARROWED)) &&
    (hasLemma(leadObject, WHOLE) !== undefined || !params.some(({ required }) => required))
  );
}

/** `holds`: it is High whatever the model makes of it. */
function returned(reading: Reading, saw: string, force: 'floor' | 'argument', holds: boolean): Finding {
  return {
    rule: 'secret-returned',
    force,
    saw,
    quote: quoteLead(reading),
    category: 'Read',
    basis: 'R1',
    ...(holds && { holds }),
    facets: { sensitiveRead: 'secret' },
  };
}

function ofCoins({ server }: Reading): boolean {
  return hasLemma(server.words, COINS) !== undefined || server.siblings.some((name) => hasLemma(nameWords(name), COINS) !== undefined);
}

/** Without what it is made from: `get_address_from_private_key`. */
function stated(words: readonly Word[]): readonly Word[] {
  const from = words.findIndex((word) => word.text === 'from');
  return from > 1 ? words.slice(0, from) : words;
}

/** A picture that logs in whoever scans it (rubric §7b.24). */
const QR = set('qr qrcode');
const LOGGED_IN = set('login connection connect connected authenticate authentication pair pairing whatsapp wechat telegram session');

function logsIn({ name, lead, server }: Reading): boolean {
  if (!hasLemma(name.bare, QR)) return false;
  return hasLemma(name.bare, LOGGED_IN) !== undefined || hasLemma(lead?.words ?? server.words, LOGGED_IN) !== undefined;
}

const INCLUDED_WITHIN = 4;
const LISTED_WITHIN = 12;

/** "Get account details including the token". */
function including(reading: Reading): boolean {
  const words = reading.lead?.words ?? [];
  const at = words.findIndex(({ text }) => text === 'including');
  if (at < 0) return false;
  if (phraseAt(words.slice(at, at + LISTED_WITHIN), [ENVIRONMENT, VARIABLES]) >= 0) return true;
  const told = words.slice(at + 1, at + 1 + INCLUDED_WITHIN);
  if (hasLemma(told, NOT_SECRET)) return false;
  return hasLemma(told, SECRETS) !== undefined || (told.at(-1)?.text === 'token' && !ofCoins(reading));
}

const VARIABLE = set('variable');
const NOT_VARIABLE = set('session template schema table');

/** Variables of a pipeline or of an infrastructure carry its keys. */
function ofDeployment(reading: Reading): boolean {
  const { object, head } = reading.name;
  const first = reading.server.domains[0];
  const deployed =
    first === 'ci' ||
    first === 'cloud' ||
    first === 'workflow' ||
    first === 'forge' ||
    hasLemma(reading.server.words, STATED) !== undefined;
  return deployed && among(head, VARIABLE) && !hasLemma(object, NOT_VARIABLE) && !hasLemma(reading.leadObject, NOT_VARIABLE);
}

const STATED = set('terraform opentofu pulumi');

const RUNS_WITH = set('server api app application');
const SETTINGS = set('setting');

/** `get_server_configuration`, `get_app_config_settings`: what a server runs with has its keys in it. */
function ofServer({ name }: Reading): boolean {
  const object = among(name.head, SETTINGS) ? name.object.slice(0, -1) : name.object;
  return among(object.at(-1), CONFIGURATION) && among(object.at(-2), RUNS_WITH) && phraseAt(name.object, [RUNS_WITH, RUNS_WITH]) < 0;
}

/** What the first sentence names without asking about it. */
const PLAINLY = set('kubeconfig phpinfo');
const SOURCE = set('from such file');
const SENSITIVE = set('sensitive');
const DETAILS = set('detail information setting');
const OF_A_SERVER = set('server process system');

function told({ lead, name, leadObject }: Reading): boolean {
  const words = lead?.words ?? [];
  if (
    hasLemma(words, PLAINLY) &&
    words.some((word, at) => among(word, PLAINLY) && !hasLemma(words.slice(Math.max(0, at - 3), at + 2), SOURCE))
  )
    return true;
  if (phraseAt(name.bare, [SENSITIVE, DETAILS]) >= 0) return true;
  return name.head?.lemma === 'environment' && phraseAt(leadObject, [OF_A_SERVER, ENVIRONMENT]) >= 0;
}

const STORAGE = set('storage');
const STORED_OBJECTS = set('storage space bucket s3');
const KEY = set('key');
const OF_A_PAGE = set('local session');
const PAGE_STORAGE = set('localstorage sessionstorage');
const ONE_TIME = set('otp totp');
const CODING = verbs('generate');
const FETCHING = set('retrieve return fetch');
const LETTING_IN = set('auth access bearer refresh');
const MEANS = texts('with using via by from');
const REGISTRY = set('registry');
const AUTH = set('auth');
const ORCHESTRATORS = set('airflow');
const CONNECTION = set('connection');
const APP = set('app application');
const APP_SETTINGS = set('appsetting');
const HOSTS_APPS = set('azure appservice webapp functionapp');

function inStorage({ name }: Reading): boolean {
  return phraseAt(name.bare, [OF_A_PAGE, STORAGE]) >= 0 || hasLemma(name.bare, PAGE_STORAGE) !== undefined;
}

function ofRegistry({ name }: Reading): boolean {
  return among(name.head, AUTH) && hasLemma(name.bare, REGISTRY) !== undefined && name.verb?.lemma === 'get';
}

/** "Fetches a user with an access token" tells by what. */
function saysToken(reading: Reading): boolean {
  const said = reading.lead?.words ?? [];
  return phraseAt(said, [FETCHING, LETTING_IN, TOKEN]) >= 0 && !said.some((word) => isSpelled(word, MEANS)) && !ofCoins(reading);
}

function ofOrchestrator({ name, lead, server }: Reading): boolean {
  return (
    hasLemma(server.words, ORCHESTRATORS) !== undefined &&
    (among(name.head, CONNECTION) || hasLemma(lead?.words ?? [], CONFIGURATION) !== undefined)
  );
}

function toObjects({ name, server }: Reading): boolean {
  return server.domains[0] === 'cloud' && phraseAt(name.bare.slice(-3), [STORED_OBJECTS, KEY]) >= 0;
}

function provisions({ lead }: Reading): boolean {
  return phraseAt(lead?.words ?? [], [PROVISIONING, KEY], LISTED_WITHIN) >= 0;
}

function ofHostedApp({ name, server }: Reading): boolean {
  const settings = hasLemma(name.bare, APP_SETTINGS) !== undefined || phraseAt(name.bare, [APP, SETTINGS]) >= 0;
  return settings && hasLemma(server.words, HOSTS_APPS) !== undefined;
}

const PROVISIONING = set('provision');

const ANY_KIND = set('resource object k8s kube kubernete kubectl');
const KIND = set('kind type apiversion');
const ONE = set('get show fetch read');
const SEVERAL = texts('resources objects');

/** A resource of whatever kind is asked for, a secret among them. */
function ofAnyKind(reading: Reading): boolean {
  const { name, params, lead } = reading;
  if (
    !(inDomain(reading, 'kubernetes') || hasLemma(lead?.words ?? [], CLUSTER)) ||
    !among(name.verb, ONE) ||
    !name.object.every((word) => among(word, ANY_KIND))
  )
    return false;
  return params.some(({ words }) => hasLemma(words, KIND)) || (lead !== undefined && hasLemma(lead.words, RESOURCE) !== undefined);
}

/** One as a whole carries its secret; of several the names come back, and what their state is. */
function anyKind(reading: Reading): Finding {
  const found = returned(reading, 'a resource of any kind may be asked for, a secret among them', 'argument', true);
  const several = reading.name.object.some((word) => isSpelled(word, SEVERAL));
  return several ? { ...found, saw: 'resources of any kind come back', basis: 'R2', facets: { sensitiveRead: 'private' } } : found;
}

const RESOURCE = set('resource');
const CLUSTER = set('kubernete k8s');

const SIGNING_ON = set('login sign signon sso magic');
const LINK = set('link');
const PART_OF_ONE = set('sign');
const ON = set('on in');

/** A link that logs in whoever opens it. */
function loginLink({ name, lead }: Reading): boolean {
  return (
    hasLemma(name.bare, LOGIN_HELD) !== undefined &&
    lead !== undefined &&
    (phraseAt(lead.words, [SIGNING_ON, LINK]) >= 0 || phraseAt(lead.words, [PART_OF_ONE, ON, LINK]) >= 0)
  );
}

const LOGIN_HELD = set('link login signon url');

/** What comes back is told of a secret, and not the secret. What it is found by does not count: `get_cookie_by_name`. */
function isAbout({ name, leadObject }: Reading, bare: boolean): boolean {
  const named = name.bare.filter((_, at) => name.bare[at - 1]?.text !== 'by');
  if (name.bare.some(({ text }) => text === PWD) && hasLemma(leadObject, DIRECTORY)) return true;
  return hasLemma(named, NOT_SECRET) !== undefined || (!bare && hasLemma(leadObject, NOT_SECRET) !== undefined);
}

/** Whose answer is a secret whatever else is said, and why; the first that is true is said. */
const PLAINLY_RETURNED: readonly [(reading: Reading) => boolean, string][] = [
  [logsIn, 'whoever scans the code it returns is logged in'],
  [including, 'a secret is said to be among what it returns'],
  [loginLink, 'whoever opens the link it returns is logged in'],
  [ofDeployment, 'variables of a deployment carry its keys'],
  [inStorage, 'pages keep their sessions in that storage'],
  [ofRegistry, 'it returns what logs in to a registry'],
  [saysToken, 'it says that a token comes back'],
  [ofOrchestrator, 'passwords stand in it'],
  [toObjects, 'it returns a key to stored objects'],
  [provisions, 'whoever has the key joins'],
  [ofHostedApp, 'settings of a hosted application carry its keys'],
  [told, 'its description names a secret'],
  [ofServer, 'what a server runs with has its keys in it'],
];

export const secretReturned: Rule = {
  id: 'secret-returned',
  title: 'A secret comes back',
  text: 'What the tool returns lets its holder act as somebody: a password, an API key, an access token, a private key, environment variables, the whole configuration of an application or a server, the variables of a deployment, a cluster’s resource of any kind, a one-time or pairing code, a link that logs in, what a page keeps in its storage. It enters the context of the model, and every later tool that sends can carry it out. Token prices, key figures and publishable keys are not meant.',
  rubric: ['R1', 'R2'],
  check(reading): readonly Finding[] {
    const verb = reading.mainVerb;
    const { name } = reading;
    const words = stated(name.bare);
    const { object } = name;
    // `pg_credentials`: named by nothing but the secret, so it is that which comes back.
    const bare =
      name.verb === undefined &&
      words.length <= 2 &&
      (among(words.at(-1), SECRETS) || (reading.silent && phraseAt(words, [KEEPING, KEYS]) === 0));
    if (hasLemma(name.bare, MNEMONIC) && hasLemma(name.bare, TURNING))
      return [returned(reading, 'it turns one form of a key into another', 'argument', true)];
    if (among(name.verb, CODING) && hasLemma(name.bare, ONE_TIME))
      return [returned(reading, 'it returns a code that logs in', 'argument', true)];
    if (!bare && !among(verb, GIVING)) return NOTHING;
    // An alert of secret scanning is about a leaked secret, and its record may carry the secret itself.
    if (phraseAt(words, [SECRET, SCANNING, ALERT]) >= 0)
      return [returned(reading, 'it lists leaked secrets, whose values may be among what it returns', 'argument', true)];
    const why = PLAINLY_RETURNED.find(([seen]) => seen(reading))?.[1];
    if (why) return [returned(reading, why, 'argument', true)];
    if (ofAnyKind(reading)) return [anyKind(reading)];
    if (isAbout(reading, bare) || hasLemma(words, ABOUT)) return NOTHING;
    const plain = hasLemma(object, SECRETS) ?? (object.length <= 1 ? hasLemma(reading.leadObject, SECRETS) : undefined);
    const paired =
      phraseAt(words, [QUALIFIERS, KEYS]) >= 0 ||
      (phraseAt(reading.leadObject, [QUALIFIERS, KEYS]) >= 0 && hasLemma(object, KEYS) !== undefined);
    const environment =
      phraseAt(words, [ENVIRONMENT, VARIABLES]) >= 0 ||
      object.at(-1)?.text === 'env' ||
      (object.at(-1)?.lemma === 'variable' && phraseAt(reading.leadObject, [ENVIRONMENT, VARIABLES]) >= 0);
    const token =
      verb?.verb === 'get' &&
      verb.lemma !== 'list' &&
      object.length > 0 &&
      among(object.at(-1), TOKEN) &&
      object.at(-1)?.text !== 'tokens' &&
      (object.filter((word) => !among(word, CURRENT)).length === 1
        ? !ofCoins(reading) || reading.lead?.words.some((word) => among(word, QUALIFIERS))
        : false) &&
      !reading.params.some((param) => hasLemma(param.words, OF_A_COIN));
    if (!bare && !plain && !paired && !environment && !token) {
      if (!wholeConfiguration(reading)) return NOTHING;
      return [
        returned(reading, 'it returns the whole configuration, with the connection strings and keys that stand in it', 'argument', true),
      ];
    }
    const lists = (verb?.lemma === 'list' || verb?.verb === 'search' || verb?.verb === 'inspect') && !environment;
    const saw = lists ? 'it lists secrets, whose values may be among what it returns' : 'it returns something that authenticates';
    return [returned(reading, saw, lists || verb?.verb !== 'get' ? 'argument' : 'floor', bare)];
  },
};
