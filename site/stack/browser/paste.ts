/** Reads a pasted configuration. Only the numbers of lookup files and chosen servers' addresses are ever asked for. */
import { lookUp } from '../../search/browser/connect.ts';
import { element, stranger } from '../../search/browser/element.ts';
import { plural } from '../../words.ts';
import { type Match, matchServers } from '../match.ts';
import type { Item } from './chosen.ts';

interface PasteParts {
  text: HTMLTextAreaElement;
  button: HTMLButtonElement;
  status: HTMLElement;
}

/** `add` returns how many were new. */
export function addPaste({ text, button, status }: PasteParts, add: (items: Item[]) => number): void {
  button.addEventListener('click', async () => {
    const { readConfig, UnreadableConfig } = await import('../read-config.ts');
    button.disabled = true;
    try {
      const matches = await matchServers(await readConfig(text.value), lookUp);
      const found = matches.filter(({ servers }) => servers.length > 0);
      const added = add(found.map(itemOf));
      status.replaceChildren(...outcome(matches, added));
      // What was pasted may hold tokens: it is not kept on the page once it is read.
      if (found.length > 0) text.value = '';
    } catch (error) {
      status.textContent =
        error instanceof UnreadableConfig ? error.message : 'The lookup could not be loaded. Try again, or choose the servers by name.';
    }
    button.disabled = false;
  });
}

function itemOf({ name, servers, sure }: Match): Item {
  const [best] = servers;
  return { slug: best?.[0] ?? '', key: name, ...(!sure && { candidates: servers }) };
}

function outcome(matches: readonly Match[], added: number): (Node | string)[] {
  const unknown = matches.filter(({ servers }) => servers.length === 0);
  const unknownNames = unknown.flatMap(({ name }, i) => [i > 0 ? ', ' : '', element('b', {}, stranger(name))]);
  return [
    `${plural(matches.length, 'server')} read, ${added} added.`,
    ...(unknown.length > 0 ? [' Not in the catalogue, so not counted below: ', ...unknownNames, '.'] : []),
  ];
}
