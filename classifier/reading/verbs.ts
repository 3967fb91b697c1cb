/** What verbs do. Base forms; a verb marked in AMBIGUOUS is a noun as often and counts only in verb position. */
import type { VerbClass } from './types.ts';

export const VERBS: Record<VerbClass, string> = {
  get: 'get list read fetch retrieve show view return obtain access describe display enumerate give provide tell peek load collect recall ls cat tail head stat dump grab pull request receive acquire see print output present select include learn gather whoami ping look info visit report hget hgetall lrange llen zrange smembers smember xrange hexists hexist dbsize take poll introspect decompile disassemble geolocate answer nslookup whois retrive',
  search:
    'search find query browse explore discover locate filter match grep lookup identify recommend suggest research scrape crawl map extract scan aggregate geocode investigate recherche ask conduct consult',
  inspect:
    'check inspect verify validate monitor track watch audit lint diagnose examine detect observe review exist compare diff profile analyze analyse measure sample count trace snapshot screenshot capture preview debug assert expect troubleshoot',
  compute:
    'calculate compute convert format encode decode hash parse estimate evaluate solve simulate transform translate summarize summarise explain classify predict score rank sort split concat tokenize normalize decompress encrypt decrypt compress render plot visualize visualise chart interpret multiply divide subtract sum round square factor differentiate derive determine reverse roll transcribe beautify minify prettify optimize optimise assess randomize shuffle sanitize escape unescape segment chunk embed vectorize enrich combine compile categorize rephrase rerank concatenate',
  wait: 'wait sleep delay idle',
  think: 'think reason reflect echo brainstorm sequentialthinking ponder say hello greet deliberate consider help guide advise',
  create:
    'create schedule make build new construct initialize initialise init establish craft compose clone fork provision mint register enroll enrol draft scaffold bootstrap author prepare produce propose recreate shorten',
  add: 'add insert append push put prepend inject enqueue pin populate record ingest index submit book reserve checkin enter contribute place hset lpush rpush zadd sadd xadd raise',
  update:
    'update edit modify change alter patch adjust set configure rename amend revise refine tweak correct fix improve extend customize customise tune transition reorder resize rotate crop style align upsert reassign reschedule mark annotate tag label flag bind increment decrement reconfigure autofit define continue apply expand ungroup group unprotect protect secure enforce prevent reprioritize prioritize emulate refactor arrange rearrange highlight bump trim unmerge ignore cordon uncordon taint untaint autoscale',
  save: 'save write store persist commit remember memorize memorise stash autosave',
  upload: 'upload',
  download: 'download',
  export: 'export backup',
  import: 'import',
  generate: 'generate gen synthesize synthesise imagine draw paint animate inpaint outpaint upscale tts speak sing vocalize',
  move: 'move relocate shift reparent',
  copy: 'copy duplicate replicate mirror',
  link: 'link associate relate assign unassign delegate allocate wire detach dissociate disassociate unlink attach',
  state:
    'freeze unfreeze skip complete resolve close reopen finish done approve reject accept decline acknowledge ack promote demote finalize triage dismiss escalate sign vote lock unlock mute unmute snooze pause resume suspend unsuspend reactivate unstage confirm claim open end unresolve unpin unapprove unpause uncomplete unconfirm unselect checkout',
  toggle: 'enable disable toggle activate deactivate switch turn on off arm disarm dim play replug',
  archive: 'archive unarchive hide unhide unpublish trash recycle discard minimize',
  react:
    'follow unfollow like unlike star unstar favorite favourite unfavorite bookmark unbookmark join leave upvote downvote react retweet unretweet subscribe unsubscribe unwatch repost resubscribe',
  restore: 'restore recover undelete untrash revert undo redo rollback',
  send: 'send post message tweet reply email mail sms text dm broadcast notify announce forward deliver comment respond dial alert emit contact inform',
  publish: 'publish expose share release distribute syndicate',
  invite: 'invite',
  grant: 'grant authorize authorise permit allow deny whitelist blacklist allowlist denylist trust untrust entitle',
  login: 'login signin authenticate auth connect disconnect relogin oauth logout signout impersonate assume pair',
  block: 'block unblock ban unban kick quarantine isolate restrict',
  delete:
    'delete del hdel zrem srem xdel destroy drop purge wipe truncate erase terminate uninstall expunge obliterate shred rm rmdir deprovision decommission teardown annihilate nuke delte prune unregister deregister flush evict',
  remove: 'remove strip unset exclude clean cleanup pop unlist lpop rpop forget',
  clear: 'clear empty',
  revoke: 'revoke invalidate expire unshare deauthorize deauthorise',
  cancel: 'cancel abort void unschedule',
  replace: 'replace overwrite override rewrite substitute',
  reset: 'reset regenerate reinitialize reinit refresh reindex rebuild reload resync sync synchronize synchronise',
  run: 'run execute exec invoke call eval trigger dispatch launch perform spawn rerun retry replay test benchmark orchestrate automate interact operate process dream crunch fire retrigger',
  start: 'start stop restart reboot kill boot bootup shutdown halt hibernate wake relaunch respawn interrupt initiate hangup reconnect',
  deploy: 'deploy scale install upgrade downgrade rollout redeploy migrate ship hotfix reprocess drain',
  act: 'click type press drag navigate goto tap swipe scroll hover fill choose keypress doubleclick dblclick goback go fly drive walk jump attack mine dig equip focus blur pan zoom pinch hit',
  merge: 'merge rebase squash cherrypick',
  pay: 'pay buy purchase charge payout deposit withdraw donate tip renew spend topup fund bill invoice repay borrow lend payoff',
  transfer: 'transfer remit bridge airdrop sweep',
  trade: 'trade sell swap stake unstake short long liquidate bet wager order redeem restake buyback hedge undelegate redelegate',
  refund: 'refund chargeback reimburse',
  manage: 'manage handle control work administer use do maintain',
};

/** Nouns as often as verbs: they count in first position of a name when no plain verb stands last. */
export const AMBIGUOUS =
  'store raise end take checkout group expand highlight combine conduct answer poll secure ignore tweet archive retweet list search query post comment issue order message record report test trigger note request review export import call like email mail charge transfer trade set open block tag label schedule index log map view show use process plan draft form file fund bill invoice text dm sms watch star follow change contact control work page head tail cat info stat sample count trace profile snapshot screenshot capture preview score rank chart plot hash format link lock mark bookmark share release clone fork build place book push pull patch commit merge stage branch access display output sum round square root segment embed step signal fire type press tap hover scroll focus zoom pan tip deposit swap stake short long bet sweep bridge load dump guide help reason echo pair auth research match filter track monitor audit lint diff measure estimate reset refresh sync backup upload download input copy move project notify alert forward reply vote rate flag state on off done new go run hit do operation present document drop pause resume scan approach craft mint flush look select kill perform restore handle turn switch check permit trust cache dream draw print fix clean launch boot clear empty complete close end skip claim sign approve void host scale upgrade drive walk fly hello say wait sleep delay pin replay cancel offer transition return enter benchmark whois author alert'.split(
    ' ',
  );

/** Of these, the ones that are nouns first of all: a plain verb anywhere in the name says more. */
export const NOUNISH =
  'store auth email mail sms message post comment issue order note record report label tag log index map form file page project document contact profile plan schedule trigger process workflow invoice bill fund signal state branch stage host chart plot hash format lock bookmark release build image trade swap deposit stake work control output input access display cache step operation app tweet'.split(
    ' ',
  );

/** Words that go before a verb without being one. */
export const ADVERBS =
  'batch bulk force multi multiple quick fast smart auto async safe safely easy deep advanced simple direct mass many all public private v1 v2 v3 v4 api mcp tool the my optional admin secure secured quickly automatically permanently recursively completely securely efficiently easily manually intelligently example'.split(
    ' ',
  );

/** Words after which a name says how or where, no longer what. */
export const PREPOSITIONS = 'by for from to with in on of at via using into as and or within without per between'.split(' ');
