import { cue } from '../reading/cues.ts';
import { among, hasLemma, phraseAt, set, verbs } from '../reading/look.ts';
import { quoteLead } from '../reading/quote.ts';
import type { Word } from '../reading/types.ts';
import { type Finding, NOTHING, type Rule } from '../types.ts';

const REMOVING = verbs('delete remove clear revoke cancel');
const DELETING = verbs('delete');
/** "Unsubscribe from a thread", whatever the name calls it. */
const REACTING = set('unsubscribe unfollow unlike unstar unbookmark unvote unreact');
const MARKS = set('label tag link category dependency');
const TIES = set('link dependency');
const PLAIN_RELATIONS = set(
  'relation bookmark retweet like favorite star reaction follow vote membership association assignee rating watcher reviewer subscriber participant attendee emoji pin upvote downvote watch follower assignment mapping tagging mute member collaborator friend permission invitation invite',
);
const TAKING = set('remove detach disassociate unassign unlink take');
const FROM = set('from');
/** What is taken out of a collection of a database is gone. */
const RECORDS = set('document row record element');
/** What is taken out of a market is money. */
const POSITIONS = set('liquidity collateral');
const GROUPS = set(
  'list group project team playlist collection folder watchlist favorite organization channel queue cart board portfolio space event story item user balancer pool set workspace role album room course class label category campaign sprint cycle module milestone quiz exam',
);
/** Lists of what somebody has, wants or likes: what stands on them stays where it is. */
const LISTS = set('wantlist watchlist wishlist favorite bookmark');
const ACCESS = set('permission invitation invite');
const PERSONS = set('user people person collaborator');
const PARTS = set(
  'attachment association link relation relationship label tag member membership permission assignment reaction reference mapping mark star user people person collaborator role',
);

/** "Removes an instance of a release from a user's collection folder": what is taken may have a longer name. */
function takesFrom(words: readonly Word[]): boolean {
  const taking = words.findIndex((word, at) => at < SOON && among(word, TAKING));
  if (taking < 0) return false;
  const from = words.findIndex((word, at) => at > taking && at <= taking + LONGEST_NAME && among(word, FROM));
  return from > 0 && hasLemma(words.slice(from + 1, from + SOON), GROUPS) !== undefined;
}

const SOON = 5;
const LONGEST_NAME = 7;

function permanent(words: readonly Word[]): boolean {
  return words.some(({ text }) => text === 'permanently');
}

export const relationRemoved: Rule = {
  id: 'relation-removed',
  title: 'Only a relation is removed',
  text: 'The tool removes a link between things, or a mark on one: a bookmark, a like, a follow, a label, a list member, an assignment, a permission, an invitation. The things themselves stay and the relation can be made again, so this is a change and not a destruction, even when the verb is delete. What is removed must be named as such a relation, in the name or in the first sentence.',
  rubric: ['base', 'W1'],
  check(reading): readonly Finding[] {
    const verb = reading.mainVerb;
    if (!among(verb, REMOVING) && !among(reading.name.verb, REMOVING)) return NOTHING;
    const head = reading.name.head;
    if (hasLemma(reading.name.object, POSITIONS) || (reading.leadCues & cue('permanent')) !== 0) return NOTHING;
    // "Delete an issue link" beside one that makes it: the issues stay.
    const remade = reading.inverse !== undefined && reading.name.object.length > 1 && among(head, TIES);
    const named =
      head !== undefined &&
      (remade || among(head, PLAIN_RELATIONS) || (verb?.verb !== 'delete' && reading.leadVerb?.verb !== 'delete' && among(head, MARKS)));
    const fromLists =
      reading.lead !== undefined &&
      takesFrom(reading.lead.words) &&
      // Where the name says delete, it must speak of the group as well: `delete_module_issue`.
      (!among(verb, DELETING) || (hasLemma(reading.name.bare, GROUPS) !== undefined && !permanent(reading.lead.words))) &&
      !(reading.server.domains[0] === 'database' && hasLemma(reading.leadObject, RECORDS));
    const listed = hasLemma(reading.name.bare, LISTS) !== undefined && reading.name.bare.length > 2;
    const parted =
      hasLemma(reading.leadObject, PARTS) !== undefined &&
      reading.lead !== undefined &&
      phraseAt(reading.lead.words, [TAKING, PARTS, FROM]) >= 0;
    const unfollows = among(reading.leadVerb, REACTING);
    if (!named && !fromLists && !parted && !listed && !unfollows) return NOTHING;
    return [
      {
        rule: 'relation-removed',
        force: 'exception',
        lifts: [
          'deleting-verb',
          'content-removed',
          ...(parted && (among(head, PERSONS) || hasLemma(reading.leadObject, PERSONS)) ? ['container-object'] : []),
        ],
        saw: named
          ? `what is removed is a relation or mark ("${head?.lemma}"), which can be set again`
          : unfollows
            ? `"${reading.leadVerb?.lemma}" takes back a mark or a follow, which can be set again`
            : 'something is taken out of a group that goes on existing',
        quote: quoteLead(reading),
        category: 'Write',
        // Access that can be given again (rubric §5, revoke).
        basis: named && among(head, ACCESS) ? 'W1' : 'base',
      },
    ];
  },
};
