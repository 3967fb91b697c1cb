/**
 * What every page loads of search: a few lines that fetch the rest when somebody reaches for it. Without script, search boxes
 * are forms and the link in the head is a link.
 */

const boxes = document.querySelectorAll<HTMLInputElement>('[data-search-box] input[type=search]');
for (const box of boxes) {
  box.addEventListener('focus', () => import('./box.ts').then(({ makeSearchBox }) => makeSearchBox(box)), { once: true });
}
for (const link of document.querySelectorAll<HTMLAnchorElement>('a[data-search]')) {
  link.addEventListener('click', (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || location.pathname === link.pathname) return;
    event.preventDefault();
    openPalette(link);
  });
}

document.addEventListener('keydown', (event) => {
  const slash = event.key === '/' && !event.ctrlKey && !event.metaKey && !event.altKey;
  const typing = event.target instanceof Element && event.target.closest('input, textarea, select, [contenteditable]');
  if (!slash || typing || document.querySelector('dialog[open]')) return;
  event.preventDefault();
  const [box] = boxes;
  const [link] = document.querySelectorAll<HTMLAnchorElement>('a[data-search]');
  if (box) box.focus();
  else if (link) openPalette(link);
});

/** Where the rest cannot be fetched, the link does what it says. */
async function openPalette(link: HTMLAnchorElement): Promise<void> {
  try {
    const { showPalette } = await import('./palette.ts');
    await showPalette(link.href);
  } catch {
    location.assign(link.href);
  }
}
