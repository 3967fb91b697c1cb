import type { Facets } from '../../db/model.ts';
import { among, hasLemma, inName, isChiefly, phraseAt, set } from '../reading/look.ts';
import { quoteLead } from '../reading/quote.ts';
import type { Reading } from '../reading/types.ts';
import { type Finding, NOTHING, type Rule } from '../types.ts';

const CARRYING = set('type fill navigate goto drop upload act');
/** What is done to a page, where the server is a browser: a file is given to it, its dialog is answered, or it is acted on as told. */
const ON_A_PAGE = set('upload dialog act');
const DRAGGING = set('drag');
const LOADING = set('navigate goto');
const BROWSER_WORDS = set('browser playwright puppeteer selenium webdriver');
const ACTUATING = set(
  'click type press drag drop navigate goto tap swipe fill select unselect choose submit uncheck keypress doubleclick key',
);
const LAUNCHING = set('open launch');
const APPS = set('app application');
const SENDING = set('send');
const KEYS = set('key keystroke');
const TABS = set('tab page url');
const BACK = set('back forward reload refresh');
const GOING = set('go navigate history browser');
const OPENING = set('new open');
const BROWSED = set('browser url website webpage');
const MILD = set('resize hover scroll focus blur');
const TABS_CLOSED = set('click type press');
/** Which of the open pages the next calls are about. */
const SELECTING = set('select switch');
const PAGES = set('page tab window');
const LOOKING = set(
  'screenshot snapshot get list wait find read console network html content assert expect highlight tracing video check api create delete provision',
);

const AGENTS = set('agent');
const BROWSED_BY = set('browser computer');
const TASKS = set('task');
const CONTROLLING = set('control operate drive automate');
const INTERACTING = set('interact');
const THE_WEB = set('web webpage website');
const TOLD = set('get list status result report history search scrape extract generate observe stop');

/** An agent works the browser: which pages and what it does there, it decides itself. */
function isAgent(reading: Reading): boolean {
  const said = reading.lead?.words ?? [];
  if (inName(reading, TOLD) && !inName(reading, BROWSER_WORDS)) return false;
  if (hasLemma(reading.name.bare.slice(-1), TOLD)) return false;
  return (
    phraseAt(said, [CONTROLLING, BROWSER_WORDS]) >= 0 ||
    phraseAt(said, [INTERACTING, THE_WEB]) >= 0 ||
    (hasLemma(said, AGENTS) !== undefined && phraseAt(said, [BROWSED_BY, TASKS]) >= 0) ||
    phraseAt(said, [BROWSED_BY, AGENTS]) >= 0
  );
}

const TAB = set('tab');
const MADE = set('create new open');

/** `browser_tabs` of Playwright lists, opens, closes and selects. */
function handlesTabs({ name, lead, server }: Reading): boolean {
  if (name.verb !== undefined || !among(name.head ?? name.bare.at(-1), TAB) || name.bare.length > 2) return false;
  return (
    (server.domains[0] === 'browser' || hasLemma(name.bare, BROWSER_WORDS) !== undefined) &&
    (!lead || hasLemma(lead.words, MADE) !== undefined)
  );
}

function worked(reading: Reading, saw: string, facets: Partial<Facets>, basis: 'E2' | 'E↓' = 'E2'): Finding {
  return {
    rule: 'interface-actuation',
    force: 'floor',
    saw,
    quote: quoteLead(reading),
    category: 'Execute',
    basis,
    facets: { exec: 'bounded', ...facets },
  };
}

const PRESSING = set('press send');

/** What the caller types, uploads or goes to arrives at the page, one key at a time as well. */
function carries({ name, server }: Reading): boolean {
  const pressed = server.domains[0] === 'browser' || hasLemma(name.bare, BROWSER_WORDS) !== undefined;
  if (pressed && hasLemma(name.bare, PRESSING) && hasLemma(name.bare, KEYS)) return true;
  return hasLemma(name.bare, CARRYING) !== undefined && !hasLemma(name.bare, DRAGGING);
}

export const interfaceActuation: Rule = {
  id: 'interface-actuation',
  title: 'It works a user interface',
  text: 'Click, type, press, drag, select, fill, upload, answer a dialog, navigate: what happens is decided by the page or screen that is worked, not by this definition. Navigating loads a page of somebody else and sends a request, so it counts too. Looking (screenshot, snapshot) does not, nor does hovering, scrolling, resizing or closing the own window, or choosing which of the open pages is meant.',
  rubric: ['E2', 'W↓'],
  check(reading): readonly Finding[] {
    if (isAgent(reading)) return [worked(reading, 'an agent works the browser', { exfilSink: true, untrustedIngest: true })];
    if (handlesTabs(reading)) return [worked(reading, 'it opens pages, among what it does with tabs', {})];
    const named = inName(reading, BROWSER_WORDS);
    const page =
      reading.name.verb?.lemma === 'open' &&
      hasLemma(reading.name.object, BROWSED) !== undefined &&
      (reading.paramOf.has('url') || !reading.hasSchema);
    const plain =
      page || (reading.name.verb !== undefined && among(reading.name.verb, LOADING) && (reading.paramOf.has('url') || !reading.hasSchema));
    if (!named && !plain && !isChiefly(reading, 'browser', 'mobile', 'desktop')) return NOTHING;
    const { name } = reading;
    const opens =
      page || (name.bare.some((word) => among(word, TABS)) && name.bare.some((word) => among(word, OPENING)) && !inName(reading, LOOKING));
    const mild = name.bare.find((word) => among(word, MILD));
    const done = (named || reading.server.domains[0] === 'browser') && name.bare.length <= 3 ? hasLemma(name.bare, ON_A_PAGE) : undefined;
    const types = phraseAt(name.bare, [SENDING, KEYS]) >= 0 ? name.bare.at(-1) : undefined;
    const word =
      name.verb && among(name.verb, ACTUATING)
        ? name.verb
        : ((name.bare.length <= 2 ? name.bare.find((one) => among(one, ACTUATING) && one.text === one.lemma) : undefined) ?? done ?? types);
    const launched = among(name.verb, LAUNCHING) && among(name.head, APPS) ? name.head : undefined;
    const back = name.bare.some((word) => among(word, BACK)) && (name.bare.some((word) => among(word, GOING)) || name.bare.length <= 2);
    const selected = among(name.verb, SELECTING) && among(name.head, PAGES) ? name.head : undefined;
    if ((mild && !inName(reading, TABS_CLOSED)) || selected) {
      return [
        {
          rule: 'interface-actuation',
          force: 'exception',
          saw: `"${(mild ?? name.verb)?.lemma}" changes only the agent’s own view`,
          quote: quoteLead(reading),
          category: 'Write',
          basis: 'W↓',
        },
      ];
    }
    if ((!word && !opens && !back && !launched) || inName(reading, LOOKING)) return NOTHING;
    return [
      worked(
        reading,
        word ? `"${word.lemma}" works a user interface` : launched ? `it opens an ${launched.lemma}` : 'it opens a page',
        {
          exfilSink: !back && (opens || carries(reading)),
          ...((hasLemma(name.bare, LOADING) && !back) || opens ? { untrustedIngest: true } : done ? { untrustedIngest: false } : {}),
        },
        isChiefly(reading, 'game') ? 'E↓' : 'E2',
      ),
    ];
  },
};
