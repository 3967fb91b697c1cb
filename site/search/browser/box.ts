/** What the search boxes of all pages suggest: servers, tools, and the way to all answers. */
import { plural } from '../../words.ts';
import { writeAddress } from '../address.ts';
import { type Answer, NO_FILTERS, type ServerHit } from '../engine.ts';
import { makeCombobox, type Suggestion, type Suggestions } from './combobox.ts';
import { ask, warmUp } from './connect.ts';
import { BASE, element, serverHref, stranger, toolHref } from './element.ts';

const TOOLS = 7;
const SERVERS = 3;

export function makeSearchBox(input: HTMLInputElement): void {
  warmUp();
  makeCombobox(input, suggestAnswers);
}

async function suggestAnswers(text: string): Promise<Suggestions> {
  try {
    return suggestionsOf(await ask({ text, filters: NO_FILTERS, tools: TOOLS, servers: SERVERS }), text);
  } catch {
    const instead = leadTo(`${BASE}tools/`, 'Search could not be loaded. Browse all tools');
    return { groups: [{ title: 'Instead', suggestions: [instead] }], spoken: 'Search could not be loaded.' };
  }
}

function suggestionsOf({ servers, tools }: Answer, text: string): Suggestions {
  const toolSuggestions = tools.flatMap(({ hits: [best], total }) => {
    if (!best) return [];
    const where = element('small', { class: 'soft' }, stranger(best.server.title), total > 1 && ` and ${total - 1} more`);
    return leadTo(
      toolHref(best.server.slug, best.slug),
      element('span', {}, element('span', { class: 'mono' }, stranger(best.name)), ' ', where),
      element('span', { class: `risk small ${best.risk}` }, best.risk),
    );
  });
  const nothing = servers.length + tools.length === 0;
  const all = leadTo(
    `${BASE}search/${writeAddress(text, NO_FILTERS)}`,
    nothing ? 'Nothing so far. Search with filters' : 'All answers, with filters',
  );
  return {
    groups: [
      { title: 'Servers', suggestions: servers.map((server) => leadTo(serverHref(server.slug), ...serverWords(server))) },
      { title: 'Tools', suggestions: toolSuggestions },
      { title: 'More', suggestions: [all] },
    ],
    spoken: nothing ? 'Nothing found.' : `${plural(tools.length, 'tool')} and ${plural(servers.length, 'server')}. Arrow keys to choose.`,
  };
}

export function serverWords({ title, tools, vanished }: ServerHit): (Node | string)[] {
  return [stranger(title), element('small', { class: 'soft' }, vanished ? 'no longer there' : plural(tools, 'tool'))];
}

function leadTo(address: string, ...content: (Node | string)[]): Suggestion {
  return {
    content,
    choose(aside) {
      if (aside) window.open(address, '_blank', 'noopener');
      else location.assign(address);
    },
  };
}
