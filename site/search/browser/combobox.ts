/** A search box that answers as you type: the combobox pattern of the ARIA practices, a list box below an editable field. */
import { writeAddress } from '../address.ts';
import { type Answer, NO_FILTERS } from '../engine.ts';
import { ask, warmUp } from './connect.ts';
import { BASE, element, serverHref, stranger, toolHref } from './element.ts';

const WAIT_MS = 60;
const TOOLS = 7;
const SERVERS = 3;

/** Makes the field of a form a combobox. Enter without a chosen answer sends the form, as without script. */
export function makeCombobox(input: HTMLInputElement): void {
  const form = input.form;
  if (!form) return;
  const list = element('div', { id: `${input.id}-answers`, class: 'answers', role: 'listbox', 'aria-label': 'Answers', hidden: true });
  const status = element('p', { class: 'vh', role: 'status' });
  form.append(list, status);
  for (const [name, value] of Object.entries({
    role: 'combobox',
    'aria-autocomplete': 'list',
    'aria-expanded': 'false',
    'aria-controls': list.id,
  })) {
    input.setAttribute(name, value);
  }

  let timer: ReturnType<typeof setTimeout> | undefined;
  let asked = '';
  const options = (): HTMLElement[] => [...list.querySelectorAll<HTMLElement>('[role=option]')];
  const active = (): HTMLElement | undefined => options().find((option) => option.ariaSelected === 'true');
  const show = (open: boolean): void => {
    list.hidden = !open;
    input.setAttribute('aria-expanded', String(open));
    if (!open) choose(undefined);
  };
  const choose = (chosen: HTMLElement | undefined): void => {
    for (const option of options()) option.ariaSelected = String(option === chosen);
    if (chosen) input.setAttribute('aria-activedescendant', chosen.id);
    else input.removeAttribute('aria-activedescendant');
    chosen?.scrollIntoView({ block: 'nearest' });
  };
  const update = async (): Promise<void> => {
    const text = input.value.trim();
    asked = text;
    if (text === '') {
      list.replaceChildren();
      status.textContent = '';
      return show(false);
    }
    try {
      const answer = await ask({ text, filters: NO_FILTERS, tools: TOOLS, servers: SERVERS });
      if (asked !== text) return;
      list.replaceChildren(...groupsOf(answer, text, list.id));
      status.textContent = spoken(answer);
    } catch {
      if (asked !== text) return;
      list.replaceChildren(optionOf(`${list.id}-0`, `${BASE}tools/`, 'Search could not be loaded. Browse all tools'));
      status.textContent = 'Search could not be loaded.';
    }
    show(document.activeElement === input);
  };

  input.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(update, WAIT_MS);
  });
  input.addEventListener('keydown', (event) => {
    if (event.isComposing) return;
    const all = options();
    const at = all.findIndex((option) => option.ariaSelected === 'true');
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      if (list.hidden && all.length > 0) show(true);
      const next = event.key === 'ArrowDown' ? at + 1 : (at < 0 ? all.length : at) - 1;
      choose(all[next]);
    } else if (event.key === 'Enter' && !list.hidden && active()) {
      event.preventDefault();
      follow(active() as HTMLElement, event.ctrlKey || event.metaKey);
    } else if (event.key === 'Escape' && !list.hidden) {
      // The first Escape closes the answers; only the next one reaches the field, or the dialog around it.
      event.preventDefault();
      event.stopPropagation();
      show(false);
    }
  });
  input.addEventListener('focus', () => list.childElementCount > 0 && input.value.trim() === asked && show(true));
  input.addEventListener('blur', () => show(false));
  list.addEventListener('pointerdown', (event) => event.preventDefault());
  list.addEventListener('click', (event) => {
    const option = event.target instanceof Element && event.target.closest<HTMLElement>('[role=option]');
    if (option) follow(option, event.ctrlKey || event.metaKey);
  });
  warmUp();
  if (input.value.trim() !== '') void update();
}

function follow(option: HTMLElement, aside: boolean): void {
  const address = option.dataset.href as string;
  if (aside) window.open(address, '_blank', 'noopener');
  else location.assign(address);
}

function groupsOf({ servers, tools }: Answer, text: string, id: string): HTMLElement[] {
  let number = 0;
  const next = (): string => `${id}-${number++}`;
  const group = (title: string, options: HTMLElement[]): HTMLElement[] =>
    options.length === 0
      ? []
      : [
          element(
            'div',
            { role: 'group', 'aria-label': title },
            element('p', { class: 'label', 'aria-hidden': 'true' }, title),
            ...options,
          ),
        ];
  const serverOptions = servers.map(({ slug, title, tools: count, vanished }) =>
    optionOf(
      next(),
      serverHref(slug),
      stranger(title),
      element('small', { class: 'soft' }, vanished ? 'gone' : `${count} ${count === 1 ? 'tool' : 'tools'}`),
    ),
  );
  const toolOptions = tools.flatMap(({ hits: [best], total }) =>
    best
      ? optionOf(
          next(),
          toolHref(best.server.slug, best.slug),
          element(
            'span',
            {},
            element('span', { class: 'mono' }, stranger(best.name)),
            ' ',
            element('small', { class: 'soft' }, stranger(best.server.title), total > 1 && ` and ${total - 1} more`),
          ),
          element('span', { class: `risk small ${best.risk}` }, best.risk),
        )
      : [],
  );
  const all = optionOf(
    next(),
    `${BASE}search/${writeAddress(text, NO_FILTERS)}`,
    toolOptions.length > 0 ? 'All answers, with filters' : 'Nothing so far. Search with filters',
  );
  return [...group('Servers', serverOptions), ...group('Tools', toolOptions), element('div', { role: 'group', 'aria-label': 'More' }, all)];
}

function optionOf(id: string, address: string, ...children: (Node | string)[]): HTMLElement {
  return element('div', { id, role: 'option', 'aria-selected': 'false', 'data-href': address }, ...children);
}

function spoken({ servers, tools }: Answer): string {
  if (servers.length + tools.length === 0) return 'Nothing found.';
  return `${tools.length} tools and ${servers.length} servers. Arrow keys to choose.`;
}
