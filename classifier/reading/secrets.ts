/** Signs that an answer lets its holder act as somebody (rubric R1), whatever verb asks for it. */
import { among, hasLemma, isSpelled, phraseAt, set, texts } from './look.ts';
import type { Reading } from './types.ts';
import { nameWords } from './words.ts';

export const SECRETS = set('secret credential password passphrase mnemonic apikey otp totp keystore dotenv cookie jwt kubeconfig phpinfo');
export const NOT_SECRET = set(
  'publishable public schema metadata scanning alert policy type template count status exist price balance holder supply account list_id usage permission name names info information trend reset alerts scan rotation jar consent banner owner uri state pricing provider',
);
export const ENVIRONMENT = set('environment env');
export const VARIABLES = set('variable var vars');
/** A token alone authenticates, except where tokens are coins or pieces of text. */
export const TOKEN = set('token jwt');
export const CONFIGURATION = set('config configuration');
const COINS = set(
  'chain blockchain onchain ethereum solana bitcoin evm defi nft crypto cryptocurrency coin wallet erc20 dex swap web3 block mint tokenizer trade',
);

export function ofCoins({ server }: Reading): boolean {
  return hasLemma(server.words, COINS) !== undefined || server.siblings.some((name) => hasLemma(nameWords(name), COINS) !== undefined);
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
  const named = told.findIndex((word) => among(word, SECRETS));
  // "including SMTP credentials, email counts": what follows next to it may say that it is only told of.
  if (hasLemma(named < 0 ? told : told.slice(0, named + 2), NOT_SECRET)) return false;
  return named >= 0 || (told.at(-1)?.text === 'token' && !ofCoins(reading));
}

const VARIABLE = set('variable');
const NOT_VARIABLE = set('session template schema table');
const STATED = set('terraform opentofu pulumi');

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
const FETCHING = set('retrieve return fetch');
const LETTING_IN = set('auth access bearer refresh');
const MEANS = texts('with using via by from');
const PROVISIONING = set('provision');
const REGISTRY = set('registry');
const AUTH = set('auth');
const ORCHESTRATORS = set('airflow');
const CONNECTION = set('connection');
const APP = set('app application');
const APP_SETTINGS = set('appsetting');
const HOSTS_APPS = set('azure appservice webapp functionapp');
const APP_CONFIGURATION = set('appconfig');
const KEY_VALUES = set('keyvalue');

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

/** `get-connection-settings`: where to, and what logs in there. */
function ofConnection({ name }: Reading): boolean {
  return among(name.head, SETTINGS) && among(name.object.at(-2), CONNECTION);
}

function toObjects({ name, server }: Reading): boolean {
  return server.domains[0] === 'cloud' && phraseAt(name.bare.slice(-3), [STORED_OBJECTS, KEY]) >= 0;
}

function provisions({ lead }: Reading): boolean {
  return phraseAt(lead?.words ?? [], [PROVISIONING, KEY], LISTED_WITHIN) >= 0;
}

function ofHostedApp({ name, server }: Reading): boolean {
  const settings =
    hasLemma(name.bare, APP_SETTINGS) !== undefined ||
    phraseAt(name.bare, [APP, SETTINGS]) >= 0 ||
    phraseAt(name.bare, [APP_CONFIGURATION, KEY_VALUES]) >= 0;
  return settings && hasLemma(server.words, HOSTS_APPS) !== undefined;
}

const LOGIN_HELD = set('link login signon url');
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

const MANAGERS = set('bitwarden vaultwarden 1password lastpass keepass keepassxc dashlane passbolt');
const LOGINS = set('item entry login record username totp');
/** Where the name is only a verb, what the first sentence says is looked at so far. */
const NEXT = 4;

/** An item of a password manager is a login. */
function ofManager({ name, leadObject, server }: Reading): boolean {
  if (hasLemma(server.words, MANAGERS) === undefined) return false;
  return name.object.length > 0 ? among(name.head, LOGINS) : hasLemma(leadObject.slice(0, NEXT), LOGINS) !== undefined;
}

const MATERIAL = set('secret password passphrase token key');
const AUTHENTICATING = set('secret sign private access api auth bearer refresh');
const BEING = texts('is are');
const GIVEN_BACK = 'returned';
/** Of a field, as it is spelled: `endpointSecretKey`. */
const RUN_TOGETHER = /.(?:secretkey|signingsecret|clientsecret|privatekey|apikey|accesstoken|password)$/;

/** "The endpoint secret key is returned": said of the answer, wherever in the text. */
function saysReturned({ sentences }: Reading): boolean {
  return sentences.some(({ words, aside }) =>
    words.some(
      (word, at) =>
        !aside &&
        word.text === GIVEN_BACK &&
        isSpelled(words[at - 1], BEING) &&
        (among(words[at - 2], SECRETS) ||
          (among(words[at - 2], MATERIAL) && among(words[at - 3], AUTHENTICATING)) ||
          RUN_TOGETHER.test(words[at - 2]?.text ?? '')),
    ),
  );
}

const REVEALING = set('reveal unmask decrypt decryption');
const WITH = set('include show with return');
const CONCEALED = set('secret sensitive password credential');
/** Of lines in a log, masked digits are the worst of them. */
const LOGGED = set('log event');

/** `reveal`, `include_secrets`: whoever asks for it gets the values. */
function revealed({ params, name }: Reading): boolean {
  return (
    !hasLemma(name.bare, LOGGED) &&
    params.some(
      ({ type, words }) => type === 'boolean' && (hasLemma(words, REVEALING) !== undefined || phraseAt(words, [WITH, CONCEALED]) === 0),
    )
  );
}

const RETURNED: readonly [(reading: Reading) => boolean, string][] = [
  [logsIn, 'whoever scans the code it returns is logged in'],
  [including, 'a secret is said to be among what it returns'],
  [loginLink, 'whoever opens the link it returns is logged in'],
  [ofDeployment, 'variables of a deployment carry its keys'],
  [inStorage, 'pages keep their sessions in that storage'],
  [ofRegistry, 'it returns what logs in to a registry'],
  [saysToken, 'it says that a token comes back'],
  [ofOrchestrator, 'passwords stand in it'],
  [ofManager, 'what a password manager keeps are logins'],
  [ofConnection, 'settings of a connection hold what logs in there'],
  [toObjects, 'it returns a key to stored objects'],
  [provisions, 'whoever has the key joins'],
  [ofHostedApp, 'settings of a hosted application carry its keys'],
  [revealed, 'with a parameter its values come back unmasked'],
  [saysReturned, 'it says that a secret comes back'],
  [told, 'its description names a secret'],
  [ofServer, 'what a server runs with has its keys in it'],
];

/** Why the answer is a secret whatever else is said of it: the first reason that holds, or undefined. */
export function whySecret(reading: Reading): string | undefined {
  return RETURNED.find(([seen]) => seen(reading))?.[1];
}
