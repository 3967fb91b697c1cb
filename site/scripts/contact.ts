/** Sends the contact form without leaving the page and says what became of it. Without script the form is posted as any form. */

const form = document.querySelector<HTMLFormElement>('form[data-contact]');
const outcome = form?.querySelector<HTMLElement>('[data-status]');

form?.addEventListener('submit', async (event) => {
  event.preventDefault();
  const data = new FormData(form);
  // Only a program fills in the field that nobody sees: it gets the same answer and nothing is sent.
  if (data.get('website')) return say('Message sent.');
  const button = form.querySelector('button');
  if (button) button.disabled = true;
  say('Sending …');
  try {
    const response = await fetch(form.action, { method: 'POST', body: new URLSearchParams([...data] as [string, string][]) });
    if (!response.ok) throw new Error(`the server answered ${response.status}`);
    form.reset();
    say('Message sent.');
  } catch (error) {
    say(`Not sent: ${error instanceof Error ? error.message : 'no connection'}. Your text is still here.`);
  }
  if (button) button.disabled = false;
});

function say(text: string): void {
  if (outcome) outcome.textContent = text;
}

export {};
