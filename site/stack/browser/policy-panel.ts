/** One policy for the whole stack: what it says, what its format loses, which flows it leaves open, and its files. */
import { element, stranger } from '../../search/browser/element.ts';
import { cut, listed, plural } from '../../words.ts';
import type { StackPolicy } from '../policy.ts';

export interface PolicyPlaces {
  file: HTMLElement;
  code: HTMLElement;
  figure: HTMLElement;
  downloads: HTMLElement;
  notes: HTMLElement;
  steps: HTMLElement;
}

const MOST_NAMES = 6;
let addresses: string[] = [];

export function showPolicy(places: PolicyPlaces, policy: StackPolicy): void {
  const { format, files, text, refused, loss, flows, clashes } = policy;
  places.figure.hidden = refused !== undefined;
  places.file.textContent = files.length > 1 ? plural(files.length, 'file') : (files[0]?.name ?? format.file);
  places.code.textContent = text;
  for (const address of addresses) URL.revokeObjectURL(address);
  addresses = files.map((file) => URL.createObjectURL(new Blob([file.text], { type: 'text/plain' })));
  places.downloads.replaceChildren(
    ...files.map(({ name }, i) => {
      const last = name.split('/').at(-1) as string;
      return element('a', { class: 'button', href: addresses[i], download: last }, files.length > 1 ? `Download ${last}` : 'Download');
    }),
  );
  places.notes.replaceChildren(
    ...(refused === undefined ? [] : [element('p', { class: 'notice' }, `${format.title} cannot carry this policy: `, stranger(refused))]),
    ...(loss.length > 0
      ? [
          element(
            'div',
            { class: 'loss' },
            element('p', {}, `What ${format.title} loses:`),
            element('ul', {}, ...loss.map((line) => element('li', {}, line))),
          ),
        ]
      : []),
    element('p', {}, flowSentence(flows)),
    ...flows.map(({ flow, break: least }) =>
      element(
        'p',
        { class: 'small' },
        'Still open across ',
        ...names(flow.servers),
        ': denying ',
        ...names(least.deny.map(({ server, tool }) => `${server}: ${tool}`)),
        ' closes it.',
      ),
    ),
    ...(clashes.length > 0
      ? [
          element(
            'p',
            { class: 'small' },
            `${plural(clashes.length, 'tool name')} on more than one server, so a client that leaves out the server’s name may call the wrong one: `,
            ...names(clashes.map(({ tool, servers }) => `${tool} (${servers.join(', ')})`)),
            '.',
          ),
        ]
      : []),
  );
  places.steps.replaceChildren(...format.use.map((step) => element('li', {}, ...ticked(step))));
}

function flowSentence(flows: StackPolicy['flows']): string {
  return flows.length === 0
    ? 'With this policy no toxic flow is left open.'
    : `This policy leaves ${plural(flows.length, 'toxic flow')} open.`;
}

/** A few names as code, and how many more there are. */
function names(all: readonly string[]): (Node | string)[] {
  const shown = all.slice(0, MOST_NAMES).flatMap((name, i) => [i > 0 ? ', ' : '', element('code', {}, stranger(cut(name, 80)))]);
  return all.length > MOST_NAMES ? [...shown, ` and ${all.length - MOST_NAMES} more`] : shown;
}

function ticked(text: string): (Node | string)[] {
  return text.split('`').map((part, i) => (i % 2 === 1 ? element('code', {}, part) : part));
}

/** The flows in words, for those who do not see the picture. */
export function flowWords(servers: readonly string[]): string {
  return servers.length === 1 ? `${servers[0]} alone` : `${listed(servers)} together`;
}
