/** The toxic flows of a stack as one picture: where strangers' words and private data come in, the agent between, the ways out. */
import type { Leg, ToxicFlow } from '../../../classifier/policies/flows.ts';
import { cut } from '../../words.ts';

interface Box {
  leg: Leg;
  server: string;
  tools: string[];
}
interface Placed extends Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

const SVG = 'http://www.w3.org/2000/svg';
const TITLES: Record<Leg, string> = {
  untrusted: 'Brings in strangers’ words',
  private: 'Reads private data or secrets',
  outbound: 'Can send free text out',
};
const NARROW = 640;
const LINE = 19;
const GAP = 12;
const MOST_TOOLS = 3;
const MOST_BOXES = 5;
/** Width of a letter of the monospaced face at the picture's size. */
const LETTER = 8;
const AGENT = { width: 84, height: 36 };

/** Drawn for a width in pixels, so that its words keep their size; beside each other where there is room, else below. */
export function flowPicture(flows: readonly ToxicFlow[], width: number): SVGSVGElement {
  const boxes = { untrusted: boxesOf(flows, 'untrusted'), private: boxesOf(flows, 'private'), outbound: boxesOf(flows, 'outbound') };
  const narrow = width < NARROW;
  const side = narrow ? width - 40 : Math.round(width * 0.38);
  const left = narrow ? 20 : 0;
  const svg = draw('svg', { class: 'stack-flow', role: 'img', 'aria-label': 'Toxic flows across the servers; the same in words below' });
  const wires = draw('g', { class: 'wires' });
  svg.append(wires);

  let y = 0;
  const column = (leg: Leg, x: number, top: number): { placed: Placed[]; end: number } => {
    let at = top + LINE + 4;
    svg.append(words(TITLES[leg], x, top + 15, 'title'));
    const placed = boxes[leg].map((box) => {
      const height = (1 + Math.min(box.tools.length, MOST_TOOLS) + (box.tools.length > MOST_TOOLS ? 1 : 0)) * LINE + 14;
      const one = { ...box, x, y: at, width: side, height };
      at += height + GAP;
      return one;
    });
    for (const box of placed) svg.append(boxShape(box));
    return { placed, end: at };
  };

  const untrusted = column('untrusted', left, y);
  const secret = column('private', left, untrusted.end + GAP);
  y = secret.end;
  const agentY = narrow ? y + GAP : Math.max(0, y / 2 - AGENT.height / 2);
  const agentX = Math.round((width - AGENT.width) / 2);
  const outTop = narrow ? agentY + AGENT.height + GAP * 2 : Math.max(0, y / 2 - heightOf(boxes.outbound) / 2);
  const outbound = column('outbound', narrow ? left : width - side, outTop);
  const height = Math.max(y, outbound.end, agentY + AGENT.height);

  const middle = agentY + AGENT.height / 2;
  for (const box of [...untrusted.placed, ...secret.placed]) {
    const from = box.y + box.height / 2;
    wires.append(narrow ? gutter(left, 8, from, agentX, middle) : curve(box.x + box.width, from, agentX, middle));
  }
  for (const box of outbound.placed) {
    const to = box.y + box.height / 2;
    const wire = narrow ? gutter(left + side, width - 8, to, agentX + AGENT.width, middle) : curve(agentX + AGENT.width, middle, box.x, to);
    wire.setAttribute('class', 'out');
    wires.append(wire);
  }
  const agent = draw('g', { class: 'agent-mark' });
  agent.append(
    draw('rect', { x: agentX, y: agentY, width: AGENT.width, height: AGENT.height, rx: AGENT.height / 2 }),
    words('Agent', agentX + AGENT.width / 2, middle + 5, 'middle'),
  );
  svg.append(agent);
  svg.setAttribute('viewBox', `0 0 ${width} ${height}`);
  svg.setAttribute('width', String(width));
  svg.setAttribute('height', String(height));
  return svg;
}

/** Each server once a leg, with the tools that form it. */
function boxesOf(flows: readonly ToxicFlow[], leg: Leg): Box[] {
  const servers = new Map<string, Set<string>>();
  for (const flow of flows) {
    for (const { server, tool } of flow[leg]) servers.set(server, (servers.get(server) ?? new Set()).add(tool));
  }
  const boxes = [...servers].map(([server, tools]) => ({ leg, server, tools: [...tools] }));
  if (boxes.length <= MOST_BOXES) return boxes;
  return [...boxes.slice(0, MOST_BOXES - 1), { leg, server: `and ${boxes.length - MOST_BOXES + 1} more servers`, tools: [] }];
}

function heightOf(boxes: readonly Box[]): number {
  return boxes.reduce((sum, { tools }) => sum + (2 + Math.min(tools.length, MOST_TOOLS)) * LINE + 14 + GAP, LINE);
}

function boxShape({ leg, server, tools, x, y, width, height }: Placed): SVGElement {
  const group = draw('g', { class: `box ${leg}` });
  const letters = Math.floor((width - 24) / LETTER);
  group.append(draw('rect', { x, y, width, height, rx: 8 }), words(cut(server, letters), x + 12, y + LINE + 3, 'server'));
  const lines = tools.slice(0, MOST_TOOLS).map((tool) => cut(tool, letters));
  if (tools.length > MOST_TOOLS) lines.push(`and ${tools.length - MOST_TOOLS} more`);
  group.append(...lines.map((line, i) => words(line, x + 12, y + LINE * (i + 2) + 3, i < MOST_TOOLS ? 'tool' : 'soft')));
  return group;
}

function curve(x1: number, y1: number, x2: number, y2: number): SVGElement {
  const bend = Math.round((x2 - x1) / 2);
  return draw('path', { d: `M${x1} ${y1} C${x1 + bend} ${y1} ${x2 - bend} ${y2} ${x2} ${y2}` });
}

/** Out of the box into the margin, along it, and to the agent. */
function gutter(x: number, margin: number, y: number, agentX: number, agentY: number): SVGElement {
  return draw('path', { d: `M${x} ${y} H${margin} V${agentY} H${agentX}` });
}

function words(text: string, x: number, y: number, kind: string): SVGElement {
  const made = draw('text', { x, y, class: kind });
  made.textContent = text;
  return made;
}

function draw<K extends keyof SVGElementTagNameMap>(tag: K, attributes: Record<string, string | number>): SVGElementTagNameMap[K] {
  const made = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, String(value));
  return made;
}
