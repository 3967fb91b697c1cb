/** Quotations: exact stretches of the definition's own fields. */
import type { Json, JsonObject, Quote, ToolDefinition } from '../../db/model.ts';
import { isObject } from './schema.ts';
import type { Param, Reading, Sentence } from './types.ts';

/** A quotation is cut at a word near this length. */
const LONGEST = 160;

export function quoteName(reading: Reading): Quote {
  return { field: 'name', quote: reading.tool.name };
}

/** The sentence that says what the tool does; the name where the description says nothing. */
export function quoteLead(reading: Reading): Quote {
  return reading.lead ? quoteSentence(reading, reading.lead) : quoteName(reading);
}

export function quoteSentence(reading: Reading, sentence: Sentence): Quote {
  return { field: 'description', quote: cut(reading.description.slice(sentence.start, sentence.end)) };
}

/** The parameter's description, or its name where it has none. */
export function quoteParam(param: Param): Quote {
  const said = cut(param.description);
  if (param.path === 'description') return { field: 'description', quote: said === '' ? param.name : said };
  return said === '' ? { field: 'inputSchema', quote: param.name } : { field: `${param.path}.description`, quote: said };
}

function cut(text: string): string {
  const trimmed = text.trim();
  if (trimmed.length <= LONGEST) return trimmed;
  const blank = trimmed.lastIndexOf(' ', LONGEST);
  return trimmed.slice(0, blank > LONGEST / 2 ? blank : LONGEST);
}

/** Whether the quotation stands in the stored definition, letter for letter. A quoted object is compared as its JSON. */
export function stands(tool: ToolDefinition, quote: Quote): boolean {
  if (quote.quote === '') return false;
  if (quote.field === 'description' && typeof tool.description === 'string') return tool.description.includes(quote.quote);
  if (quote.field === 'name' && typeof tool.name === 'string') return tool.name.includes(quote.quote);
  let value: unknown = tool;
  for (const key of quote.field.split('.')) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return false;
    value = (value as Record<string, unknown>)[key];
  }
  if (typeof value === 'string') return value.includes(quote.quote);
  const held = value as Json;
  return isObject(held) && (isNamed(held, quote.quote) || JSON.stringify(held).includes(quote.quote));
}

/** Whether a schema has a parameter of that name, which stands in its JSON as it is. */
function isNamed({ properties }: JsonObject, name: string): boolean {
  return isObject(properties) && Object.hasOwn(properties, name) && PLAIN.test(name);
}

const PLAIN = /^[\w.-]+$/;
