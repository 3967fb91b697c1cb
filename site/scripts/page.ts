/** What pages do more with script: copy buttons, and formats as tabs. Everything is readable without. */

for (const button of document.querySelectorAll<HTMLButtonElement>('[data-copy]')) button.addEventListener('click', () => copy(button));
for (const list of document.querySelectorAll<HTMLElement>('[data-tabs]')) makeTabs(list);

async function copy(button: HTMLButtonElement): Promise<void> {
  const before = button.textContent;
  try {
    const text = await textOf(button);
    await navigator.clipboard.writeText(text);
    button.textContent = 'Copied';
  } catch {
    button.textContent = 'Select it and copy';
  }
  button.disabled = true;
  setTimeout(() => {
    button.textContent = before;
    button.disabled = false;
  }, 1600);
}

/** What stands in the figure; where that is too long to stand there, the file that the button names. */
async function textOf(button: HTMLElement): Promise<string> {
  const file = button.dataset.copy;
  if (!file) return button.closest('figure')?.querySelector('pre')?.textContent ?? '';
  const response = await fetch(file);
  if (!response.ok) throw new Error(`${file}: ${response.status}`);
  return response.text();
}

/** Links to panels become tabs: arrows, Home and End move, the choice is remembered for the next page. */
function makeTabs(list: HTMLElement): void {
  const tabs = [...list.querySelectorAll<HTMLAnchorElement>('a')];
  const panels = tabs.map((tab) => document.querySelector<HTMLElement>(tab.hash));
  const choose = (chosen: number, focus: boolean): void => {
    tabs.forEach((tab, index) => {
      const on = index === chosen;
      tab.setAttribute('aria-selected', String(on));
      tab.tabIndex = on ? 0 : -1;
      const panel = panels[index];
      if (panel) panel.hidden = !on;
    });
    if (focus) tabs[chosen]?.focus();
  };
  list.role = 'tablist';
  list.ariaLabel = 'Policy format';
  for (const item of list.children) (item as HTMLElement).role = 'presentation';
  tabs.forEach((tab, index) => {
    tab.role = 'tab';
    tab.id = `tab-${tab.hash.slice(1)}`;
    tab.setAttribute('aria-controls', tab.hash.slice(1));
    panels[index]?.setAttribute('role', 'tabpanel');
    panels[index]?.setAttribute('aria-labelledby', tab.id);
    tab.addEventListener('click', (event) => {
      event.preventDefault();
      choose(index, true);
      remember(tab.hash);
    });
    tab.addEventListener('keydown', (event) => {
      const next = { ArrowRight: index + 1, ArrowLeft: index - 1, Home: 0, End: tabs.length - 1, ' ': index }[event.key];
      if (next === undefined) return;
      event.preventDefault();
      const target = (next + tabs.length) % tabs.length;
      choose(target, true);
      remember(tabs[target]?.hash ?? '');
    });
  });
  panels[0]?.parentElement?.classList.add('live');
  const wanted = [location.hash, recall()].map((hash) => tabs.findIndex((tab) => tab.hash === hash)).find((index) => index >= 0);
  choose(wanted ?? 0, false);
}

/** Storage may be forbidden; then the choice is forgotten, and nothing else happens. */
function remember(hash: string): void {
  try {
    localStorage.setItem('format', hash);
  } catch {
    return;
  }
}

function recall(): string | null {
  try {
    return localStorage.getItem('format');
  } catch {
    return null;
  }
}
