/** A field that answers as you type: the combobox pattern of the ARIA practices, a list box below an editable field. */
import { element } from './element.ts';

/** One answer. `choose` is told whether it is wanted in a window of its own. */
export interface Suggestion {
  content: (Node | string)[];
  choose(aside: boolean): void;
}

/** Answers under their headings, and what a screen reader is told of them. */
export interface Suggestions {
  groups: { title: string; suggestions: Suggestion[] }[];
  spoken: string;
}

const WAIT_MS = 60;

/** `suggest` is asked for every text that stands still for a moment; it rejects never. Enter without a chosen answer is the form's. */
export function makeCombobox(input: HTMLInputElement, suggest: (text: string) => Promise<Suggestions>): void {
  const list = element('div', { id: `${input.id}-answers`, class: 'answers', role: 'listbox', 'aria-label': 'Answers', hidden: true });
  const status = element('p', { class: 'vh', role: 'status' });
  input.form?.append(list, status);
  const roles = { role: 'combobox', 'aria-autocomplete': 'list', 'aria-expanded': 'false', 'aria-controls': list.id };
  for (const [name, value] of Object.entries(roles)) input.setAttribute(name, value);

  let timer: ReturnType<typeof setTimeout> | undefined;
  let asked: string | undefined = '';
  let options: { shown: HTMLElement; suggestion: Suggestion }[] = [];
  let active = -1;
  const choose = (index: number): void => {
    active = index;
    for (const [i, { shown }] of options.entries()) shown.ariaSelected = String(i === index);
    const chosen = options[index]?.shown;
    if (chosen) input.setAttribute('aria-activedescendant', chosen.id);
    else input.removeAttribute('aria-activedescendant');
    chosen?.scrollIntoView({ block: 'nearest' });
  };
  const show = (open: boolean): void => {
    list.hidden = !open;
    input.setAttribute('aria-expanded', String(open));
    if (!open) choose(-1);
  };
  const update = async (): Promise<void> => {
    const text = input.value.trim();
    asked = text;
    const { groups, spoken }: Suggestions = text === '' ? { groups: [], spoken: '' } : await suggest(text);
    if (asked !== text) return;
    list.ariaBusy = String(input.value.trim() !== text);
    options = [];
    list.replaceChildren(
      ...groups
        .filter(({ suggestions }) => suggestions.length > 0)
        .map(({ title, suggestions }) => {
          const shown = suggestions.map((suggestion) => {
            const option = element(
              'div',
              { id: `${list.id}-${options.length}`, role: 'option', 'aria-selected': 'false' },
              ...suggestion.content,
            );
            options.push({ shown: option, suggestion });
            return option;
          });
          return element(
            'div',
            { role: 'group', 'aria-label': title },
            element('p', { class: 'label', 'aria-hidden': 'true' }, title),
            ...shown,
          );
        }),
    );
    status.textContent = spoken;
    choose(-1);
    show(options.length > 0 && document.activeElement === input);
  };
  const follow = (index: number, event: KeyboardEvent | MouseEvent): void => {
    const chosen = options[index];
    if (!chosen) return;
    show(false);
    chosen.suggestion.choose(event.ctrlKey || event.metaKey);
  };

  input.addEventListener('input', () => {
    // What is shown is of an earlier text until the answers to this one come.
    list.ariaBusy = 'true';
    clearTimeout(timer);
    timer = setTimeout(update, WAIT_MS);
  });
  input.addEventListener('keydown', (event) => {
    if (event.isComposing) return;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      if (list.hidden && options.length > 0) show(true);
      const next = event.key === 'ArrowDown' ? active + 1 : (active < 0 ? options.length : active) - 1;
      choose(next < options.length ? next : -1);
    } else if (event.key === 'Enter' && !list.hidden && active >= 0) {
      event.preventDefault();
      follow(active, event);
    } else if (event.key === 'Escape' && !list.hidden) {
      // The first Escape closes the answers; only the next one reaches the field, or the dialog around it.
      event.preventDefault();
      event.stopPropagation();
      // An answer still on its way must not open it again.
      clearTimeout(timer);
      asked = undefined;
      show(false);
    }
  });
  input.addEventListener('focus', () => show(options.length > 0 && input.value.trim() === asked));
  input.addEventListener('blur', () => show(false));
  list.addEventListener('pointerdown', (event) => event.preventDefault());
  list.addEventListener('click', (event) => {
    const shown = event.target instanceof Element ? event.target.closest('[role=option]') : null;
    follow(
      options.findIndex((option) => option.shown === shown),
      event,
    );
  });
  if (input.value.trim() !== '') void update();
}
