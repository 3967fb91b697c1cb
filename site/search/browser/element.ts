/** Elements made by hand: text only ever becomes text, and addresses are made from slugs. */

type Attributes = Record<string, string | number | boolean | undefined>;
type Child = Node | string | undefined | false;

/** `false` and `undefined` leave an attribute or a child out, `true` is the bare attribute. */
export function element<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== false) made.setAttribute(name, value === true ? '' : String(value));
  }
  made.append(...children.filter((child) => child !== undefined && child !== false));
  return made;
}

/** A stranger's word inside our sentence: its writing direction stays its own. */
export function stranger(text: string): HTMLElement {
  return element('bdi', {}, text);
}

export const BASE: string = import.meta.env.BASE_URL.replace(/\/?$/, '/');

export function serverHref(server: string): string {
  return `${BASE}servers/${encodeURIComponent(server)}/`;
}

export function toolHref(server: string, tool: string): string {
  return `${serverHref(server)}${encodeURIComponent(tool)}/`;
}
