/** The stack builder: state, and who redraws what when it changes. */
import { toxicFlows } from '../../../classifier/policies/flows.ts';
import { POSTURES, type Posture } from '../../../classifier/types.ts';
import { element, stranger } from '../../search/browser/element.ts';
import { plural } from '../../words.ts';
import { type Choice, MOST_SERVERS, readLink, writeLink } from '../link.ts';
import type { StackPolicy } from '../policy.ts';
import { keysFor, type StackServer, type StackTool, toolsOf } from '../view.ts';
import { addChooser } from './chooser.ts';
import { type Item, showChosen } from './chosen.ts';
import { flowPicture } from './flow-picture.ts';
import { loadRecord } from './load.ts';
import { addPaste } from './paste.ts';
import { flowWords, showPolicy } from './policy-panel.ts';
import { showTools } from './tool-table.ts';

const MOST_FLOWS = 12;

/** The page's own elements by id; each is there, or the page is broken. */
function part<T extends HTMLElement = HTMLElement>(id: string): T {
  const found = document.getElementById(id);
  if (!found) throw new Error(`no element ${id}`);
  return found as T;
}

export function startStack(): void {
  let items: Item[] = [];
  let allTools = false;
  let turn = 0;
  const format = part<HTMLSelectElement>('format');
  const breakFlows = part<HTMLInputElement>('break-flows');
  const posture = (): Posture => POSTURES.find((each) => part<HTMLInputElement>(`posture-${each}`).checked) ?? 'recommended';

  const choice = (): Choice => ({
    servers: items.map(({ slug, key }) => ({ slug, key })),
    format: format.value,
    posture: posture(),
    breakFlows: breakFlows.checked,
  });
  const loaded = (): { servers: StackServer[]; keys: Map<Item, string> } => {
    const ready = items.flatMap((item) => (item.record ? [{ item, wanted: item.key, record: item.record }] : []));
    const keys = keysFor(ready);
    return {
      servers: ready.map(({ record }, i) => ({ key: keys[i] as string, record })),
      keys: new Map(ready.map(({ item }, i) => [item, keys[i] as string])),
    };
  };
  const remember = (): void => history.replaceState(null, '', `${location.pathname}${location.search}${writeLink(choice())}`);

  const redraw = async (): Promise<void> => {
    const now = ++turn;
    const { servers, keys } = loaded();
    const tools = toolsOf(servers);
    showChosen(part('chosen'), items, keys, actions);
    part('none').hidden = items.length > 0;
    for (const id of ['everything', 'flows', 'policy', 'link']) part(id).hidden = tools.length === 0;
    const flows = toxicFlows(servers.map(({ key, record }) => ({ server: key, tools: record.tools })));
    drawFlows(flows);
    part('stack-status').textContent = statusOf(items, tools, flows.length);
    const draw = (policy?: StackPolicy): void =>
      showTools(part('tools'), tools, policy?.treatment, allTools, () => {
        allTools = true;
        draw(policy);
      });
    draw();
    if (tools.length === 0) return;
    const { stackPolicy } = await import('../policy.ts');
    if (now !== turn) return;
    const policy = stackPolicy(servers, format.value, posture(), breakFlows.checked);
    draw(policy);
    showPolicy(
      {
        figure: part('policy-figure'),
        file: part('policy-file'),
        code: part('policy-code'),
        downloads: part('downloads'),
        notes: part('policy-notes'),
        steps: part('policy-steps'),
      },
      policy,
    );
  };

  let pictured: ReturnType<typeof toxicFlows> = [];
  const drawFlows = (flows: ReturnType<typeof toxicFlows>): void => {
    pictured = flows;
    const place = part('flow-picture');
    place.replaceChildren(...(flows.length > 0 ? [flowPicture(flows, Math.max(280, place.clientWidth))] : []));
    part('flow-words').replaceChildren(
      ...flows.slice(0, MOST_FLOWS).map(({ servers }) => element('li', {}, stranger(flowWords(servers)))),
      ...(flows.length > MOST_FLOWS ? [element('li', {}, `and ${flows.length - MOST_FLOWS} more`)] : []),
    );
    part('flow-none').hidden = flows.length > 0;
    part('flow-some').hidden = flows.length === 0;
  };
  new ResizeObserver(() => pictured.length > 0 && drawFlows(pictured)).observe(part('flow-picture').parentElement as HTMLElement);

  const load = async (item: Item): Promise<void> => {
    item.failed = false;
    try {
      item.record = await loadRecord(item.slug);
    } catch {
      item.failed = true;
    }
    await redraw();
  };
  const add = (added: Item[]): number => {
    const fresh = added.filter(
      ({ slug }, i) => !items.some((item) => item.slug === slug) && added.findIndex((other) => other.slug === slug) === i,
    );
    const taken = fresh.slice(0, MOST_SERVERS - items.length);
    items = [...items, ...taken];
    remember();
    void redraw();
    for (const item of taken) void load(item);
    return taken.length;
  };
  const actions = {
    remove(item: Item) {
      items = items.filter((other) => other !== item);
      remember();
      void redraw();
      part('stack-q').focus();
    },
    rename(item: Item, key: string) {
      item.key = key.trim();
      remember();
      void redraw();
    },
    replace(item: Item, slug: string) {
      item.slug = slug;
      item.record = undefined;
      remember();
      void load(item);
    },
    retry: (item: Item) => void load(item),
  };
  const restore = (): void => {
    const { servers, format: id, posture: chosen, breakFlows: broken } = readLink(location.hash);
    if ([...format.options].some(({ value }) => value === id)) format.value = id;
    part<HTMLInputElement>(`posture-${chosen}`).checked = true;
    breakFlows.checked = broken;
    items = [];
    add(servers);
  };

  part('settings').addEventListener('change', () => {
    remember();
    void redraw();
  });
  part('copy-link').addEventListener('click', () => copyLink(part<HTMLButtonElement>('copy-link')));
  addChooser(part<HTMLInputElement>('stack-q'), ({ slug }) => add([{ slug, key: '' }]));
  addPaste(
    { text: part<HTMLTextAreaElement>('config'), button: part<HTMLButtonElement>('read-config'), status: part('config-status') },
    add,
  );
  addEventListener('hashchange', restore);
  restore();
}

function statusOf(items: readonly Item[], tools: readonly StackTool[], flows: number): string {
  if (items.length === 0) return '';
  const waiting = items.filter(({ record, failed }) => !record && !failed).length;
  const failed = items.filter((item) => item.failed).length;
  return [
    `${plural(items.length, 'server')}, ${plural(tools.length, 'tool')}, ${plural(flows, 'toxic flow')}.`,
    waiting > 0 && `Loading ${waiting} more …`,
    failed > 0 && `${failed} could not be loaded.`,
    items.length >= MOST_SERVERS && `No more than ${MOST_SERVERS} servers fit.`,
  ]
    .filter((sentence) => sentence !== false)
    .join(' ');
}

async function copyLink(button: HTMLButtonElement): Promise<void> {
  const before = button.textContent;
  try {
    await navigator.clipboard.writeText(location.href);
    button.textContent = 'Copied';
  } catch {
    button.textContent = 'Copy it from the address bar';
  }
  button.disabled = true;
  setTimeout(() => {
    button.textContent = before;
    button.disabled = false;
  }, 1600);
}
