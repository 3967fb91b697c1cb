/** Search over any page: a dialog with a search box. */
import sheet from '../search.css?url';
import { makeSearchBox } from './box.ts';
import { element } from './element.ts';

let dialog: HTMLDialogElement | undefined;

/** `action` is the address of the search page. */
export async function showPalette(action: string): Promise<void> {
  await styled();
  dialog ??= makeDialog(action);
  if (dialog.open) return;
  dialog.showModal();
  dialog.querySelector('input')?.select();
}

/** The sheet is not part of every page: it comes with the first dialog. */
function styled(): Promise<void> {
  if (document.querySelector('[data-search-sheet]')) return Promise.resolve();
  const link = element('link', { rel: 'stylesheet', href: sheet, 'data-search-sheet': true });
  const loaded = new Promise<void>((resolve, reject) => {
    link.addEventListener('load', () => resolve());
    link.addEventListener('error', () => reject(new Error(`no sheet at ${sheet}`)));
  });
  document.head.append(link);
  return loaded;
}

function makeDialog(action: string): HTMLDialogElement {
  const input = element('input', {
    id: 'palette-q',
    name: 'q',
    type: 'search',
    placeholder: 'delete repository, stripe, send email …',
    autocomplete: 'off',
    spellcheck: 'false',
  });
  const made = element(
    'dialog',
    { class: 'palette', 'aria-label': 'Search' },
    element(
      'search',
      {},
      element(
        'form',
        { class: 'ask', action, 'data-search-box': true },
        element('label', { class: 'vh', for: input.id }, 'Search tools and servers'),
        input,
        element('button', { class: 'primary' }, 'Search'),
      ),
    ),
  );
  made.addEventListener('click', (event) => {
    if (event.target === made) made.close();
  });
  // Escape would first empty the field, and close the dialog only when pressed again.
  made.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    made.close();
  });
  document.body.append(made);
  makeSearchBox(input);
  return made;
}
