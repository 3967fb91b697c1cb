/**
 * Values that differ each time a server is asked, such as the present time in a schema's default. They would make every
 * night look like a change, so they are replaced by a mark before definitions are kept. Pure.
 */
import type { Json, ToolDefinition } from '../db/model.ts';

/** Stands for a value, or a word of a text, that is not the same twice. */
export const VOLATILE = '<volatile>';

const NEAR_MS = 10 * 60_000;
const ISO_TIME = /\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?/g;
const TODAY = /\b(?:today|current date|now)\b[^\n.]{0,40}?(\d{4}-\d\d-\d\d)/gi;

/** The first listing with what is volatile in it replaced, and a line for each place. `again` is the second listing, where there was one. */
export function markVolatile(
  first: readonly ToolDefinition[],
  again: readonly ToolDefinition[] | undefined,
  now: Date,
): { tools: ToolDefinition[]; places: string[] } {
  const others = new Map(again?.map((tool) => [tool.name, tool]));
  const places: string[] = [];
  const tools = first.map((tool) => {
    const other = others.get(tool.name);
    // The name is what the tool is called by: it stays, and so does the tool's place in the list.
    const fields = Object.entries(tool).map(([key, value]) => {
      if (key === 'name' || value === undefined) return [key, value];
      const path = `${tool.name}.${key}`;
      return [
        key,
        stable(value as Json, other ? (other[key as keyof ToolDefinition] as Json | undefined) : (value as Json), path, places, now),
      ];
    });
    return Object.fromEntries(fields) as ToolDefinition;
  });
  return { tools, places };
}

function stable(value: Json, other: Json | undefined, path: string, places: string[], now: Date): Json {
  if (Array.isArray(value)) {
    const items = Array.isArray(other) && other.length === value.length ? other : value;
    return value.map((item, index) => stable(item, items[index], `${path}[${index}]`, places, now));
  }
  if (value !== null && typeof value === 'object') {
    const members = other !== null && typeof other === 'object' && !Array.isArray(other) ? other : value;
    // `fromEntries` defines members, so that a key named __proto__ stays a key.
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [
        key,
        stable(item, Object.hasOwn(members, key) ? members[key] : item, `${path}.${key}`, places, now),
      ]),
    );
  }
  const marked = leaf(value, other, now);
  if (marked !== value) places.push(path);
  return marked;
}

function leaf(value: null | boolean | number | string, other: Json | undefined, now: Date): Json {
  if (typeof value === 'string') {
    const here = withoutPresent(value, now);
    const there = typeof other === 'string' ? withoutPresent(other, now) : undefined;
    return here === there ? here : there === undefined ? VOLATILE : wordsInCommon(here, there);
  }
  if (typeof value === 'number' && isPresent(value, now)) return VOLATILE;
  return value === other ? value : VOLATILE;
}

/** Texts of equally many words keep those that are equal. */
function wordsInCommon(here: string, there: string): string {
  const ours = here.split(/(\s+)/);
  const theirs = there.split(/(\s+)/);
  if (ours.length === 1 || ours.length !== theirs.length) return VOLATILE;
  return ours.map((word, index) => (word === theirs[index] ? word : VOLATILE)).join('');
}

/** Listing twice within a second does not show a clock that counts seconds or days: those are known by the present moment. */
function withoutPresent(text: string, now: Date): string {
  const today = now.toISOString().slice(0, 10);
  return text
    .replace(ISO_TIME, (time) => (Math.abs(Date.parse(time.replace(' ', 'T')) - now.getTime()) < NEAR_MS ? VOLATILE : time))
    .replace(TODAY, (words, date: string) => (date === today ? words.replace(date, VOLATILE) : words));
}

/** Seconds or milliseconds since the epoch. */
function isPresent(value: number, now: Date): boolean {
  return Math.abs(value - now.getTime()) < NEAR_MS || Math.abs(value * 1000 - now.getTime()) < NEAR_MS;
}
