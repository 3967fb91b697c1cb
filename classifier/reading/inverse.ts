/** The tool of the same server that undoes this one (rubric §4). */
import type { Category } from '../../db/model.ts';
import { among, hasLemma, set, shares, verbs } from './look.ts';
import type { Reading, ServerReading } from './types.ts';

/** A verb, and the verbs that undo it. Deleting is undone by restoring only, never by creating anew. */
const UNDOES: Record<string, string> = {
  create: 'delete remove destroy drop archive',
  add: 'remove delete',
  insert: 'delete remove',
  new: 'delete remove',
  make: 'delete remove',
  register: 'unregister deregister delete',
  provision: 'delete terminate',
  delete: 'restore undelete recover reactivate',
  remove: 'add restore',
  trash: 'restore untrash',
  archive: 'unarchive restore',
  unarchive: 'archive',
  drop: 'restore',
  hide: 'unhide show',
  unhide: 'hide',
  follow: 'unfollow',
  unfollow: 'follow',
  like: 'unlike',
  unlike: 'like',
  favorite: 'unfavorite',
  star: 'unstar',
  unstar: 'star',
  bookmark: 'unbookmark',
  join: 'leave',
  leave: 'join',
  subscribe: 'unsubscribe',
  unsubscribe: 'subscribe',
  enable: 'disable',
  disable: 'enable',
  activate: 'deactivate',
  deactivate: 'activate',
  mute: 'unmute',
  unmute: 'mute',
  block: 'unblock',
  unblock: 'block',
  ban: 'unban',
  lock: 'unlock',
  unlock: 'lock',
  pin: 'unpin',
  unpin: 'pin',
  publish: 'unpublish',
  unpublish: 'publish',
  open: 'close',
  close: 'open reopen',
  reopen: 'close',
  start: 'stop',
  stop: 'start',
  pause: 'resume restore',
  resume: 'pause',
  suspend: 'resume unsuspend',
  connect: 'disconnect',
  disconnect: 'connect',
  login: 'logout',
  attach: 'detach',
  detach: 'attach',
  assign: 'unassign',
  unassign: 'assign',
  link: 'unlink',
  unlink: 'link',
  associate: 'disassociate',
  install: 'uninstall',
  mount: 'unmount',
  grant: 'revoke',
  revoke: 'grant',
  share: 'unshare',
  stage: 'unstage',
  upload: 'delete',
  save: 'delete',
  vote: 'unvote',
  upvote: 'downvote',
  complete: 'reopen uncomplete',
  push: 'pop',
  encrypt: 'decrypt',
  snooze: 'unsnooze',
  invite: 'remove uninvite',
  write: 'delete',
  post: 'delete',
  set: 'unset reset clear',
  store: 'delete',
  copy: 'delete',
  clone: 'delete',
  duplicate: 'delete',
  fork: 'delete',
  schedule: 'cancel unschedule',
  stake: 'unstake',
  place: 'cancel remove',
  book: 'cancel unbook',
  reserve: 'cancel release',
  order: 'cancel',
  submit: 'cancel withdraw',
  delegate: 'undelegate',
  charge: 'refund',
  capture: 'refund',
  deposit: 'withdraw',
  withdraw: 'deposit',
  freeze: 'unfreeze',
  unfreeze: 'freeze',
  protect: 'unprotect',
  unprotect: 'protect',
  tag: 'untag',
  untag: 'tag',
  put: 'delete remove',
  upsert: 'delete remove',
  authorize: 'deauthorize revoke',
  group: 'ungroup',
  ungroup: 'group',
  promote: 'demote',
  demote: 'promote',
  deploy: 'undeploy',
  quarantine: 'unquarantine release',
  isolate: 'unisolate release',
  unassociate: 'associate',
  expand: 'collapse',
  buy: 'sell',
  sell: 'buy',
  borrow: 'repay',
  generate: 'delete',
  import: 'delete',
};

const UNDOING = new Map(Object.entries(UNDOES).map(([verb, undoing]) => [verb, undoing.split(' ')]));

/** Marks that are deleted by their own name: `bookmark_tweet` is undone by `delete_bookmark`, and not by `delete_tweet`. */
const MARKS = new Set('bookmark like favorite vote star pin'.split(' '));
const UNMARKING = ['delete', 'remove'];

/** Relations hold nothing of their own: made anew, one is as it was. `delete_issue_link` is undone by `create_issue_link`. */
const RELATIONS = new Set('reaction like favorite vote star retweet'.split(' '));
/** So are these, between things that are named: `delete_link` of a shortener deletes what it made. */
const TIES = new Set('link dependency bookmark'.split(' '));
const RELATING = ['create', 'add', 'post'];

/** `add_item_to_order` is undone by `remove_item_from_order`. */
const TURNED = new Map(Object.entries({ to: 'from', into: 'from', onto: 'from', from: 'to' }));

/** Words of an object that may differ between a tool and its inverse. */
const LOOSE = new Set('a an the new item items to from in'.split(' '));

/** Copies that stand for something else: what is restored is that, from a copy that is still there. */
const COPIES = new Set('snapshot backup checkpoint version'.split(' '));

const COPYING = new Set('copy clone fork duplicate import'.split(' '));

/** Methods of HTTP undo nothing of each other: `http_put` and `http_delete`. */
function isMethod(verb: string, around: readonly string[]): boolean {
  return (verb === 'post' || verb === 'put') && around.every((word) => word === 'http' || word === 'request');
}

/** The sibling that undoes this tool, by its verb and object; undefined where none is listed. */
export function inverseOf({ name, server, tool }: Reading): string | undefined {
  const verb = name.verb?.lemma ?? '';
  const thing = name.bare.at(-1)?.lemma ?? '';
  const relation = UNMARKING.includes(verb) && (RELATIONS.has(thing) || (TIES.has(thing) && name.object.length > 1));
  const undoing = relation ? [...(UNDOING.get(verb) ?? []), ...RELATING] : UNDOING.get(verb);
  if (undoing === undefined) return undefined;
  const before = name.bare.slice(0, name.verbAt).map((word) => word.lemma);
  const after = name.bare.slice(name.verbAt + 1).map((word) => word.lemma);
  if (isMethod(verb, [...before, ...after])) return undefined;
  // `bb_delete` deletes whatever is named, and `bb_clone` makes no such thing.
  if (before.length + after.length === 0 && COPYING.has(verb)) return undefined;
  const copy = [...before, ...after].some((word) => COPIES.has(word));
  const objects = [after, after.filter((word) => !LOOSE.has(word)), after.map((word) => TURNED.get(word) ?? word)];
  for (const other of undoing) {
    if (copy && other === 'restore') continue;
    const sibling = objects
      .map((object) => server.byForm.get([...before, other, ...object].join(' ')))
      .find((named) => named !== undefined);
    if (sibling !== undefined && sibling !== tool.name) return sibling;
  }
  if (!MARKS.has(verb)) return undefined;
  return UNMARKING.map((other) => server.byForm.get([...before, other, verb].join(' '))).find((sibling) => sibling !== undefined);
}

const GIVING_BACK = set('restore recover undelete undo revert rollback');
const ALL_UNDONE = set('undo rollback');
const PAYING_BACK = set('refund void chargeback reimburse');
/** These only tell of what is given back: `get_refund`. */
const ASKING = verbs('get search inspect');
/** Things that stand for the whole of what a server holds: a restored database holds every row again. */
const WHOLES = set('database db backup snapshot last change action');

let last: { names: ServerReading['names']; giving: readonly number[]; paying: readonly number[] } | undefined;

/**
 * A sibling that may give back what this tool does, though no plain inverse of it: one that refunds, beside a payment; one that restores or
 * undoes things of the same name, or all there is. It is named as that and decides nothing.
 */
export function nearInverseOf({ server, tool, name }: Reading, category: Category): string | undefined {
  if (last?.names !== server.names)
    last = { names: server.names, giving: having(server, GIVING_BACK), paying: having(server, PAYING_BACK) };
  if (hasLemma(name.bare, PAYING_BACK) || hasLemma(name.bare, GIVING_BACK)) return undefined;
  if (category === 'Financial') return otherOf(server, last.paying, tool.name);
  const near = last.giving.filter((at) => {
    const words = (server.names[at] ?? []).filter((word) => !server.prefix.includes(word.text));
    const things = words.filter((word) => !among(word, GIVING_BACK));
    if (things.length > 0 && shares(things, name.object)) return true;
    return category === 'Execute' && things.every((word) => among(word, WHOLES)) && (things.length > 0 || hasLemma(words, ALL_UNDONE));
  });
  return otherOf(server, near, tool.name);
}

function having({ names }: ServerReading, lemmas: Parameters<typeof hasLemma>[1]): number[] {
  return names.flatMap((words, at) => (hasLemma(words, lemmas) && !hasLemma(words, ASKING) ? [at] : []));
}

function otherOf({ siblings }: ServerReading, at: readonly number[], own: string): string | undefined {
  return at.map((one) => siblings[one]).find((sibling) => sibling !== undefined && sibling !== own);
}
