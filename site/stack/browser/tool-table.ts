/** Everything the agent can call, worst first. */
import { RISKS } from '../../../db/model.ts';
import { element, serverHref, stranger, toolHref } from '../../search/browser/element.ts';
import { cut, number } from '../../words.ts';
import { mixOf, type StackTool } from '../view.ts';

const FIRST = 12;

/** `treatment` says in two words what the policy does with a tool; absent until there is one. */
export function showTools(
  place: HTMLElement,
  tools: readonly StackTool[],
  treatment: ((server: string, tool: string) => string) | undefined,
  all: boolean,
  showAll: () => void,
): void {
  const shown = all ? tools : tools.slice(0, FIRST);
  const button = element('button', { type: 'button' }, `Show all ${number(tools.length)}`);
  button.addEventListener('click', showAll);
  place.replaceChildren(
    legendOf(tools),
    element(
      'div',
      { class: 'scroll' },
      element(
        'table',
        { class: 'stack' },
        element(
          'thead',
          {},
          element('tr', {}, ...['Tool', 'Server', 'Risk', 'Category', 'Recommended'].map((word) => element('th', { scope: 'col' }, word))),
        ),
        element('tbody', {}, ...shown.map((each) => rowOf(each, treatment))),
      ),
    ),
    ...(shown.length < tools.length ? [element('p', {}, button)] : []),
  );
}

function legendOf(tools: readonly StackTool[]): HTMLElement {
  const mix = mixOf(tools);
  const present = RISKS.toReversed().filter((risk) => mix[risk] > 0);
  return element(
    'ul',
    { class: 'legend' },
    ...present.map((risk) =>
      element('li', {}, element('span', { class: `risk ${risk}` }, risk), ' ', element('b', { class: 'num' }, number(mix[risk]))),
    ),
  );
}

function rowOf({ server, tool }: StackTool, treatment: ((server: string, tool: string) => string) | undefined): HTMLElement {
  const { verdict, definition } = tool;
  return element(
    'tr',
    {},
    element(
      'th',
      { scope: 'row' },
      element('a', { class: 'mono', href: toolHref(server.record.slug, tool.slug) }, stranger(cut(tool.name, 80))),
      definition.description ? element('small', { class: 'soft', dir: 'auto' }, cut(definition.description, 110)) : undefined,
    ),
    element('td', {}, element('a', { href: serverHref(server.record.slug) }, stranger(server.key))),
    element('td', {}, element('span', { class: `risk ${verdict.risk}` }, verdict.risk)),
    element('td', {}, verdict.category),
    element('td', {}, treatment?.(server.key, tool.name) ?? '…'),
  );
}
