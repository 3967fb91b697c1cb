/** The search page: answers with filters, all of it in the address. */

import { number, plural } from '../../words.ts';
import { readAddress, writeAddress } from '../address.ts';
import { type Answer, type Filters, isFiltered, NO_FILTERS, type ToolHit } from '../engine.ts';
import { ask } from './connect.ts';
import { BASE, element, serverHref, stranger, toolHref } from './element.ts';

const WAIT_MS = 120;
/** Few at first: each keystroke fetches what it shows. */
const PAGE = 10;
const FURTHER = 20;
const SERVERS = 4;

/** `form` holds the field `q`, the filters as check boxes and a hidden `server`; what is found goes into `place`. */
export function showResults(form: HTMLFormElement, place: HTMLElement, status: HTMLElement): void {
  const field = form.elements.namedItem('q') as HTMLInputElement;
  const server = form.elements.namedItem('server') as HTMLInputElement;
  const only = form.querySelector<HTMLElement>('[data-only-server]');
  let limit = PAGE;
  let deep = false;
  let asked = '';
  let timer: ReturnType<typeof setTimeout> | undefined;

  const update = async (): Promise<void> => {
    const { text, filters } = readForm(form);
    const question = { text, filters, tools: limit, servers: SERVERS, deep };
    asked = JSON.stringify(question);
    if (only) only.hidden = filters.server === undefined;
    if (text.trim() === '' && !isFiltered(filters)) {
      place.replaceChildren();
      status.textContent = '';
      return;
    }
    place.setAttribute('aria-busy', 'true');
    try {
      const answer = await ask(question);
      if (asked !== JSON.stringify(question)) return;
      place.replaceChildren(...resultsOf(answer, text, filters));
      status.textContent = summaryOf(answer, limit);
      nameServer(only, answer, filters);
      if (!answer.complete) place.append(element('p', {}, moreButton(answer.tools.length < limit && !deep)));
    } catch {
      if (asked !== JSON.stringify(question)) return;
      place.replaceChildren();
      status.replaceChildren(
        'Search could not be loaded. Browse ',
        element('a', { href: `${BASE}servers/` }, 'all servers'),
        ' or ',
        element('a', { href: `${BASE}tools/` }, 'all tools'),
        '.',
      );
    }
    place.removeAttribute('aria-busy');
  };
  const changed = (wait: number): void => {
    limit = PAGE;
    deep = false;
    const { text, filters } = readForm(form);
    history.replaceState(null, '', location.pathname + writeAddress(text, filters));
    clearTimeout(timer);
    timer = setTimeout(update, wait);
  };
  const fromAddress = (): void => {
    const { text, filters } = readAddress(new URLSearchParams(location.search));
    field.value = text;
    server.value = filters.server ?? '';
    const chosen = new Set<string>([...filters.categories, ...filters.risks, ...filters.evidence]);
    for (const box of form.querySelectorAll<HTMLInputElement>('input[type=checkbox]')) box.checked = chosen.has(box.value);
    void update();
  };

  form.addEventListener('input', (event) => changed(event.target === field ? WAIT_MS : 0));
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    changed(0);
  });
  only?.querySelector('button')?.addEventListener('click', () => {
    server.value = '';
    changed(0);
    field.focus();
  });
  place.addEventListener('click', async (event) => {
    const button = event.target instanceof Element && event.target.closest('[data-more]');
    if (!button) return;
    const before = place.querySelectorAll('.found').length;
    if (button.getAttribute('data-more') === 'deep') deep = true;
    limit += FURTHER;
    await update();
    place.querySelectorAll<HTMLElement>('.found a')[0]?.blur();
    place.querySelectorAll('.found')[before]?.querySelector('a')?.focus();
  });
  addEventListener('popstate', fromAddress);
  fromAddress();
}

function readForm(form: HTMLFormElement): { text: string; filters: Filters } {
  const params = new URLSearchParams();
  for (const [name, value] of new FormData(form)) if (typeof value === 'string') params.append(name, value);
  return readAddress(params);
}

function resultsOf({ servers, tools, read, ignored }: Answer, text: string, filters: Filters): HTMLElement[] {
  const notes = [
    ...read.map(({ said, meant }) =>
      element(
        'p',
        { class: 'notice' },
        'No tool says ',
        element('q', {}, said),
        '. Read as ',
        ...meant.flatMap((word, i) => [i > 0 ? ' or ' : '', element('b', {}, word)]),
        '.',
      ),
    ),
    ...ignored.map((word) => element('p', { class: 'notice' }, 'No tool says ', element('q', {}, word), '. It was left out.')),
  ];
  const serverList =
    servers.length > 0 &&
    element(
      'ul',
      { class: 'list found-servers', 'aria-label': 'Servers' },
      ...servers.map(({ slug, title, tools: count, summary, vanished }) =>
        element(
          'li',
          {},
          element('a', { href: serverHref(slug) }, element('strong', {}, stranger(title))),
          ' ',
          element(
            'small',
            { class: 'soft' },
            vanished ? 'no longer there' : plural(count, 'tool'),
            ' · ',
            element('a', { href: `${BASE}search/${writeAddress('', { ...NO_FILTERS, server: slug })}` }, 'search in it'),
          ),
          summary !== '' && element('p', { class: 'small soft', dir: 'auto' }, summary),
        ),
      ),
    );
  const toolList =
    tools.length > 0 && element('ol', { class: 'list', 'aria-label': 'Tools' }, ...tools.map((each) => groupOf(each, filters)));
  const nothing =
    tools.length + servers.length === 0 &&
    element('p', {}, text.trim() === '' ? 'No tool has all of these.' : 'Nothing found. Fewer words or filters find more.');
  return [...notes, ...[serverList, toolList, nothing].filter((part) => part !== false)];
}

function groupOf({ hits, total }: Answer['tools'][number], filters: Filters): HTMLElement {
  const [best, ...others] = hits as [ToolHit, ...ToolHit[]];
  return element(
    'li',
    { class: 'found' },
    element(
      'div',
      { class: 'row' },
      element('a', { class: 'mono', href: toolHref(best.server.slug, best.slug) }, element('strong', {}, stranger(best.name))),
      labelOf(best),
    ),
    element(
      'p',
      { class: 'small soft' },
      'on ',
      element('a', { href: serverHref(best.server.slug) }, stranger(best.server.title)),
      best.server.vanished && ' (no longer there)',
      ` · ${best.evidence}`,
    ),
    best.summary !== '' && element('p', { class: 'small', dir: 'auto' }, best.summary),
    others.length > 0 &&
      element(
        'ul',
        { class: 'same small' },
        ...others.map((hit) =>
          element(
            'li',
            { class: 'row' },
            element('a', { href: toolHref(hit.server.slug, hit.slug) }, 'the same name on ', stranger(hit.server.title)),
            labelOf(hit),
          ),
        ),
        total > hits.length &&
          element(
            'li',
            {},
            element('a', { href: `${BASE}search/${writeAddress(`"${best.name}"`, filters)}` }, `all ${number(total)} of this name`),
          ),
      ),
  );
}

function labelOf({ risk, category }: ToolHit): HTMLElement {
  return element('span', { class: 'labels' }, element('span', {}, category), element('span', { class: `risk small ${risk}` }, risk));
}

function moreButton(further: boolean): HTMLElement {
  return element(
    'button',
    { type: 'button', 'data-more': further ? 'deep' : 'next' },
    further ? 'Look in server names and descriptions, too' : 'Show more',
  );
}

function summaryOf({ tools, servers, complete }: Answer, limit: number): string {
  if (tools.length + servers.length === 0) return 'Nothing found.';
  const single = tools.every(({ total }) => total === 1);
  const found = single ? plural(tools.length, 'tool') : plural(tools.length, 'name of tools', 'names of tools');
  const all = [...(servers.length > 0 ? [plural(servers.length, 'server')] : []), ...(tools.length > 0 ? [found] : [])].join(' and ');
  if (complete) return `${all}.`;
  return tools.length < limit ? `${all}, by name alone.` : `The first ${all}; there are more.`;
}

/** The filter by server speaks of the server by its title, once a tool of it was found. */
function nameServer(only: HTMLElement | null, { tools }: Answer, { server }: Filters): void {
  const title = tools[0]?.hits[0]?.server.title;
  const name = only?.querySelector('bdi');
  if (name && server !== undefined) name.textContent = title ?? server;
}
