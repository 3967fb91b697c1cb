import { among, hasLemma, inDomain, phraseAt, set, verbs } from '../reading/look.ts';
import { quoteLead } from '../reading/quote.ts';
import type { Reading, Word } from '../reading/types.ts';
import { type Finding, NOTHING, type Rule } from '../types.ts';

const READING = verbs('get search inspect compute think wait export');
const ENTERING = verbs('login grant invite');
const LEAVING = set('logout signout disconnect');
const DENYING = set('deny');
const ASKED_FOR = set('command request call action');
const NAMING = set('id name title description tag label color icon');
const NOT_ACCESS = set('layer page theme template question label metadata url');
const SHARING = set('share invite grant revoke authorize unshare');
const DELETING = verbs('delete pay trade transfer');
const KEYS = set('key token');
const QUALIFIERS = set('api access secret auth private personal ssh deploy sign service');
const USER_MAKING = set('create add enable disable activate deactivate suspend provision register block unblock ban');
const AUTHORITY = set(
  'permission role access collaborator firewall acl rbac mfa sso scope visibility sharing privilege owner ownership admin allowlist whitelist blacklist denylist credential secret password apikey token certificate authentication authenticator authorization invite invitation iam guardrail security identity membership policy waf rls consent whitelist',
);
const SECURITY = set('rule policy member factor');

const SIGNING = set('sign');
const GUARDING = set('protect unprotect');

/** A signature is given with the key of a wallet (rubric §7b.20), a protection is set or taken off. */
function guards(reading: Reading): boolean {
  const { verb } = reading.name;
  return among(verb, GUARDING) || (among(verb, SIGNING) && inDomain(reading, 'crypto'));
}

const SELECTING = set('select switch choose');
const ACCOUNT = set('account tenant identity');

function selectsAccount({ name }: Reading): boolean {
  return among(name.verb, SELECTING) && among(name.head, ACCOUNT) && name.verbAt === 0;
}

const ADMITTING = set('add remove assign promote demote approve');
const PERSON = set('member participant tester delegate');
const USER = set('user');
const COMPANY = set('group project organization organisation org team workspace account');

/** `add_group_participants`, `assign_users_to_organization`: who belongs there may do what its members may. */
function admits({ name, lead }: Reading): Word | undefined {
  const verb = name.verb;
  if (!among(verb, ADMITTING)) return undefined;
  const person = hasLemma(name.bare, PERSON);
  const named = hasLemma(name.bare, COMPANY) !== undefined;
  if (person && (named || hasLemma(lead?.words ?? [], COMPANY, 10) !== undefined)) return person;
  const next = name.bare[name.verbAt + 1];
  return named && among(next, USER) ? next : undefined;
}

const TURNING = set('toggle set change modify update configure enable disable');
const OPENNESS = set('public privacy visibility');
const SETTING_UP = set('set configure init initialize');
const SECRETS = set('key code credential url');
const OF_SECRETS = set('api auth authorization');
const PAGE_OR_LINK = set('page link status install');

/** What is said of who may see it, `collection_toggle_public`, `domain_privacy`; or of what the server itself shows at the door, `set_api_key`. */
function opens({ name, lead }: Reading): string | undefined {
  const open = hasLemma(name.bare, OPENNESS);
  const last = name.bare.at(-1);
  const turned = among(name.verb, TURNING) || hasLemma(lead?.words ?? [], TURNING, 2) !== undefined;
  if (open && turned && (open === last || among(last, PAGE_OR_LINK))) return `it changes who may see it ("${open.lemma}")`;
  return among(name.verb, SETTING_UP) && phraseAt(name.bare, [OF_SECRETS, SECRETS]) >= 0
    ? 'it sets with what authority, or where, later calls are made'
    : undefined;
}

const LOOKING = verbs('get search inspect compute');
const ANYONE = set('anyone anybody everyone');
const LINK = set('link url');

/** "anyone with the link can view it" */
function whoever({ sentences }: Reading): boolean {
  return sentences.some(({ words, aside }) =>
    words.some(
      (word, at) =>
        !aside && among(word, ANYONE) && words[at + 1]?.text === 'with' && hasLemma(words.slice(at + 2, at + 5), LINK) !== undefined,
    ),
  );
}

const BEGINNING = set('start initiate begin complete process finish');
const LOGIN = set('auth authentication login oauth signin');
const FOLLOWED = set('flow code login device process session callback tool');

/** `initiate_oauth_flow`, `complete_authentication`. */
function startsLogin({ name }: Reading): boolean {
  return (
    among(name.verb, BEGINNING) &&
    hasLemma(name.object, LOGIN) !== undefined &&
    name.object.every((word) => among(word, LOGIN) || among(word, FOLLOWED) || !word.verb)
  );
}

function changed(reading: Reading, saw: string, force: Finding['force']): Finding {
  return {
    rule: 'access-change',
    force,
    saw,
    quote: quoteLead(reading),
    category: 'Write',
    basis: 'W1',
    facets: { privilegeChange: true },
  };
}

/** What waits for an answer is refused: nobody may do more, or less, after it. */
function refused(reading: Reading): Finding {
  return {
    rule: 'access-change',
    force: 'argument',
    saw: 'what waits for an answer is refused, which gives nobody a right',
    quote: quoteLead(reading),
    category: 'Write',
    basis: 'base',
    level: 'Medium',
    holds: true,
  };
}

export const accessChange: Rule = {
  id: 'access-change',
  title: 'Who may do what is changed',
  text: 'The tool changes a permission, a role, a membership, sharing, visibility, a security or audit policy, a key or a secret, or lets somebody in: a login is begun, another account chosen, something signed or protected, the key set with which later calls are made, a link made that anyone may open. To refuse what waits for an answer is none of that. What follows is done with the new authority.',
  rubric: ['W1', 'base'],
  check(reading): readonly Finding[] {
    const verb = reading.mainVerb;
    if (selectsAccount(reading)) return [changed(reading, 'later calls act as another account', 'floor')];
    if (startsLogin(reading)) return [changed(reading, 'a login is begun or ended with success', 'exception')];
    if (!among(verb, LOOKING) && whoever(reading))
      return [{ ...changed(reading, 'whoever has the link may see it', 'floor'), holds: true }];
    if (!verb || among(verb, READING)) return NOTHING;
    if (among(verb, DENYING) && hasLemma(reading.name.object, ASKED_FOR)) return [refused(reading)];
    if (among(verb, ENTERING))
      return among(verb, LEAVING) ? NOTHING : [changed(reading, `"${verb.lemma}" establishes or changes authority`, 'argument')];
    if (among(verb, DELETING) || verb.lemma === 'rename') return NOTHING;
    const admitted = admits(reading);
    if (admitted) return [{ ...changed(reading, `it changes who belongs there ("${admitted.lemma}")`, 'argument'), holds: true }];
    const opened = opens(reading);
    if (opened) return [{ ...changed(reading, opened, 'argument'), holds: true }];
    if (guards(reading)) return [{ ...changed(reading, `"${verb.lemma}" vouches for something, or guards it`, 'argument'), holds: true }];
    const made =
      (verb.verb === 'create' || verb.verb === 'import' || verb.verb === 'generate') && reading.name.head?.lemma === 'wallet'
        ? reading.name.head
        : undefined;
    const named =
      verb.verb === 'update' &&
      reading.params.length > 0 &&
      reading.params.every((param) => param.depth > 0 || hasLemma(param.words, NAMING) !== undefined);
    if (named) return NOTHING;
    const what =
      made ??
      hasLemma(reading.name.object, AUTHORITY) ??
      (!hasLemma(reading.name.object, KEYS) ||
      reading.name.object.length > 3 ||
      inDomain(reading, 'crypto', 'trading', 'browser', 'mobile', 'desktop')
        ? undefined
        : phraseAt([...reading.name.object, ...reading.leadObject], [QUALIFIERS, KEYS]) >= 0 || inDomain(reading, 'security', 'cloud')
          ? hasLemma(reading.name.object, KEYS)
          : undefined) ??
      (among(verb, USER_MAKING) && reading.name.head?.lemma === 'user' && !inDomain(reading, 'social') ? reading.name.head : undefined);
    const shared = among(verb, SHARING);
    const firm = inDomain(reading, 'security') && hasLemma(reading.name.object, SECURITY) !== undefined;
    if ((!what && !shared && !firm) || hasLemma(reading.name.object, NOT_ACCESS)) return NOTHING;
    const saw = what
      ? `it changes access ("${what.lemma}")`
      : shared
        ? `"${verb.lemma}" opens access to others`
        : 'it changes a security setting';
    return [{ ...changed(reading, saw, 'argument'), holds: true }];
  },
};
