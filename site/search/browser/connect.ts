/** The index as this site publishes it. */
import { type Answer, openSearch, type Question, type Search } from '../engine.ts';
import { BASE } from './element.ts';

let open: Promise<Search> | undefined;

export function ask(question: Question): Promise<Answer> {
  return withIndex((index) => index.answer(question));
}

export function lookUp(key: string): Promise<[slug: string, title: string][]> {
  return withIndex((index) => index.lookUp(key));
}

/** Where a file is gone because the site was published anew meanwhile, all is done once more with the new index. */
async function withIndex<T>(use: (index: Search) => Promise<T>): Promise<T> {
  const asked = open;
  try {
    return await use(await search());
  } catch (error) {
    if (asked === undefined) {
      open = undefined;
      throw error;
    }
    open = openSearch(fetchFile, true);
    return use(await search());
  }
}

/** Fetches what every question needs, before there is one. */
export function warmUp(): void {
  search().then(
    (ready) => ready.warm(),
    () => undefined,
  );
}

function search(): Promise<Search> {
  if (!open) {
    open = openSearch(fetchFile);
    open.catch(() => {
      open = undefined;
    });
  }
  return open;
}

export async function fetchFile(path: string, fresh = false): Promise<Uint8Array<ArrayBuffer>> {
  const response = await fetch(BASE + path, fresh ? { cache: 'reload' } : {});
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
  return new Uint8Array(await response.arrayBuffer());
}
