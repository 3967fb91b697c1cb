/** Copy buttons. Without script the text is selectable all the same. */

for (const button of document.querySelectorAll<HTMLButtonElement>('[data-copy]')) {
  button.addEventListener('click', async () => {
    const text = button.closest('figure')?.querySelector('pre')?.textContent ?? '';
    try {
      await navigator.clipboard.writeText(text);
      say(button, 'Copied');
    } catch {
      say(button, 'Select and copy by hand');
    }
  });
}

function say(button: HTMLButtonElement, word: string): void {
  const before = button.dataset['word'] ?? button.textContent;
  button.dataset['word'] = before;
  button.textContent = word;
  setTimeout(() => {
    button.textContent = before;
  }, 2000);
}
