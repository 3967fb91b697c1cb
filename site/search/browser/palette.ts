/** Search over any page: a dialog with a search box. */
import '../search.css';
import { makeCombobox } from './combobox.ts';
import { element } from './element.ts';

let dialog: HTMLDialogElement | undefined;

/** `action` is the address of the search page. */
export function showPalette(action: string): void {
  dialog ??= makeDialog(action);
  if (dialog.open) return;
  dialog.showModal();
  dialog.querySelector('input')?.select();
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
  document.body.append(made);
  makeCombobox(input);
  return made;
}
