/** The list of chosen servers: name in the configuration, tools, what else it may be, and a way to take it out. */
import { element, serverHref, stranger } from '../../search/browser/element.ts';
import { plural } from '../../words.ts';
import type { StackRecord } from '../types.ts';

export interface Item {
  slug: string;
  /** As wanted in policies; empty: what stands last in the server's name. */
  key: string;
  record?: StackRecord | undefined;
  /** The catalogue did not answer for it. */
  failed?: boolean | undefined;
  /** Set where only a name led here: what else it may be. */
  candidates?: [slug: string, title: string][] | undefined;
}

export interface ChosenActions {
  remove(item: Item): void;
  rename(item: Item, key: string): void;
  replace(item: Item, slug: string): void;
  retry(item: Item): void;
}

/** `keys` are the names that policies use, in the order of the items. */
export function showChosen(list: HTMLElement, items: readonly Item[], keys: ReadonlyMap<Item, string>, actions: ChosenActions): void {
  list.replaceChildren(...items.map((item, i) => rowOf(item, keys.get(item) ?? item.key, i, actions)));
}

function rowOf(item: Item, key: string, index: number, actions: ChosenActions): HTMLElement {
  const { slug, record, failed, candidates } = item;
  const title = record?.title ?? slug;
  const field = element('input', {
    id: `key-${index}`,
    value: key,
    class: 'mono small',
    autocomplete: 'off',
    spellcheck: 'false',
    maxlength: 80,
  });
  field.addEventListener('change', () => actions.rename(item, field.value));
  const remove = element('button', { type: 'button', 'aria-label': `Remove ${title}` }, 'Remove');
  remove.addEventListener('click', () => actions.remove(item));
  const state = failed
    ? 'could not be loaded'
    : record === undefined
      ? 'loading …'
      : record.tools.length === 0
        ? 'no tools known'
        : plural(record.tools.length, 'tool');
  return element(
    'li',
    { class: 'chosen' },
    element(
      'div',
      {},
      element('a', { href: serverHref(slug) }, element('strong', {}, stranger(title))),
      ' ',
      element('small', { class: 'soft' }, state),
      ...(failed ? [' ', retryButton(item, actions)] : []),
    ),
    element('div', { class: 'chosen-key' }, element('label', { for: field.id, class: 'label' }, 'Named'), field, remove),
    candidates !== undefined && candidates.length > 0 && guessRow(item, candidates, index, actions),
  );
}

function retryButton(item: Item, actions: ChosenActions): HTMLElement {
  const button = element('button', { type: 'button' }, 'Try again');
  button.addEventListener('click', () => actions.retry(item));
  return button;
}

/** Only a name led here: the person decides which server it is. */
function guessRow(item: Item, candidates: [string, string][], index: number, actions: ChosenActions): HTMLElement {
  if (candidates.length === 1) return element('p', { class: 'small soft' }, 'Found by its name only: check that it is the one you run.');
  const select = element(
    'select',
    { id: `guess-${index}` },
    ...candidates.map(([slug, title]) => element('option', { value: slug, selected: slug === item.slug }, `${title} (${slug})`)),
  );
  select.addEventListener('change', () => actions.replace(item, select.value));
  return element('p', { class: 'small' }, element('label', { for: select.id }, 'Found by its name only. Is it this one? '), select);
}
