/** How long lists are cut into pages. */

export const PER_PAGE = { servers: 100, tools: 250, changes: 200 };

export function pagesOf(count: number, perPage: number): number {
  return Math.max(1, Math.ceil(count / perPage));
}

/** Page numbers from 2 on; the first page has the list's own address. */
export function furtherPages(count: number, perPage: number): { params: { number: string } }[] {
  return Array.from({ length: pagesOf(count, perPage) - 1 }, (_, index) => ({ params: { number: String(index + 2) } }));
}
