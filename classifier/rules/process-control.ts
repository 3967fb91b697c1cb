import { cue } from '../reading/cues.ts';
import { among, hasLemma, inDomain, phraseAt, set, verbs } from '../reading/look.ts';
import { quoteLead } from '../reading/quote.ts';
import type { Reading } from '../reading/types.ts';
import { nameWords } from '../reading/words.ts';
import { type Finding, NOTHING, type RubricId, type Rule } from '../types.ts';

const CONTROL = verbs('start deploy');
/** What is renewed while others work with it. */
const RENEWING = set('recycle reload upgrade rebuild');
const RENEWED = set(
  'application app node cluster firewall firmware instance server database mysql postgre postgresql redis mariadb mongo core extension',
);
const PLAIN = set('start stop restart reboot kill deploy redeploy shutdown boot');
/** Hosted things that are paused and go on: their users feel it. */
const PAUSING = set('pause suspend hibernate');
/** The other half: `restore_project` beside `pause_project`. */
const GOING_ON = set('restore resume unpause');
const HOSTED = set('project cluster instance vm server database droplet machine warehouse connector');
const OWN = set(
  'log browser session tracing search record video timer game thinking terminal browser trace listening conversation profile screencast playback chat',
);
const TIMER = set('timer');
const RUNS = set(
  'server service instance container pod process application app job deployment node cluster machine vm database daemon worker function workflow addon pipeline droplet site environment stack tunnel emulator simulator device validator scan index firewall connector consumer',
);

const POWER = set('power');
const SWITCHED = set('on off cycle');

/** `power-off-droplet` */
function isPowered({ name }: Reading): boolean {
  return phraseAt(name.bare, [POWER, SWITCHED]) >= 0 && hasLemma(name.bare, RUNS) !== undefined;
}

/** A phone that exists only as a program beside the agent's own. */
const SIMULATED = set('simulator emulator sim');

function haltsHosted({ name, mainVerb }: Reading): boolean {
  return among(mainVerb, PAUSING) && name.verb === mainVerb && among(name.head, HOSTED);
}

function goesOn({ name, mainVerb, server }: Reading): boolean {
  if (!among(mainVerb, GOING_ON) || name.verb !== mainVerb || !among(name.head, HOSTED)) return false;
  return name.verb?.lemma !== 'restore' || server.siblings.some((one) => hasLemma(nameWords(one), PAUSING) !== undefined);
}

function ofOwn(reading: Reading, what: string, basis: RubricId): Finding {
  return {
    rule: 'process-control',
    force: 'exception',
    saw: `it starts or stops the agent’s own ${what}`,
    quote: quoteLead(reading),
    category: 'Write',
    basis,
  };
}

export const processControl: Rule = {
  id: 'process-control',
  title: 'It starts or stops something that runs',
  text: 'Start, stop, restart, kill, deploy, scale, pause, reload, upgrade: a process, service or application of others begins or ends. On production systems this is felt at once. Starting or stopping the own session, browser, terminal or simulator is not meant.',
  rubric: ['E2', 'E3', 'W↓'],
  check(reading): readonly Finding[] {
    const verb = reading.mainVerb;
    const powered = isPowered(reading);
    const pauses = haltsHosted(reading) || goesOn(reading);
    const renews = among(reading.name.verb, RENEWING) && reading.name.verb === verb && hasLemma(reading.name.object, RENEWED) !== undefined;
    const certain = powered || pauses || renews;
    if (!certain && !among(verb, CONTROL)) return NOTHING;
    const words = [...reading.name.object, ...reading.leadObject];
    // A session of a messenger is its connection to the world.
    const own = inDomain(reading, 'chat') ? undefined : hasLemma(reading.name.object, OWN);
    if (own && !hasLemma(reading.name.object, RUNS)) {
      // What a timer counts is kept, and billed.
      return [ofOwn(reading, own.lemma, among(own, TIMER) ? 'base' : 'W↓')];
    }
    const [sought, known] = powered ? [reading.name.bare, RUNS] : renews ? [reading.name.object, RENEWED] : [words, RUNS];
    const what = pauses ? reading.name.head : hasLemma(sought, known);
    if (!what) return NOTHING;
    if (among(what, SIMULATED) && reading.name.object.length <= 1) return [ofOwn(reading, what.lemma, 'W↓')];
    const firm =
      certain ||
      (verb !== undefined && among(verb, PLAIN) && reading.name.verb === verb && hasLemma(reading.name.object, RUNS) !== undefined);
    const production = powered || pauses || inDomain(reading, 'cloud', 'kubernetes', 'ci') || (reading.cues & cue('production')) !== 0;
    return [
      {
        rule: 'process-control',
        force: firm ? 'floor' : 'argument',
        saw: `"${powered ? 'power' : verb?.lemma}" acts on a running ${what.lemma}`,
        quote: quoteLead(reading),
        category: 'Execute',
        basis: production ? 'E3' : 'E2',
        facets: { exec: 'bounded', production: production ? true : null },
      },
    ];
  },
};
