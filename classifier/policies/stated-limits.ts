/** Call limits that a definition itself states ("max 50 per hour"). They only ever tighten, so a stranger's number is harmless. */
import type { ToolDefinition } from '../../db/model.ts';
import { type Caps, lowest } from './treatment.ts';

const READ_CHARACTERS = 4000;
const DIGIT = /\d/;
const COUNT = String.raw`(\d{1,3}(?:,\d{3})+|\d{1,7})`;
const CALLS = String.raw`(?:\s+(?:requests?|calls?|queries|times?|messages?|emails?|invocations?|operations?|uses?|runs?|posts?|tweets?|writes?|executions?|searches))?`;
const UNIT = String.raw`(?:\s*\/\s*|\s+(?:per|an?|each|every)\s+)(second|sec|s|minute|min|m|hour|hr|h|day|d)\b`;

/** "rate limit: 50 per hour", "max. 5 requests/minute", "limited to 10 a day", "50 calls per hour". */
const STATED = new RegExp(
  String.raw`(?:\b(?:rate[- ]?limit(?:ed|s)?|max(?:imum)?|limit(?:ed)?|up to|at most|no more than|not more than|quota)\b[^.;\n\d]{0,30}${COUNT}${CALLS}${UNIT}|\b${COUNT}\s+(?:requests?|calls?|invocations?)${UNIT})`,
  'giu',
);

const UNITS: Record<string, { window: 'minute' | 'hour' | 'day'; times: number }> = {
  s: { window: 'minute', times: 60 },
  m: { window: 'minute', times: 1 },
  h: { window: 'hour', times: 1 },
  d: { window: 'day', times: 1 },
};

/** The lowest stated cap per window; undefined where none is stated. A limit per second is written as sixty times as many per minute. */
export function statedCaps(definition: ToolDefinition): Caps | undefined {
  let caps: Caps | undefined;
  const text = (definition.description ?? '').slice(0, READ_CHARACTERS);
  // Most descriptions hold no digit, and are not looked at twice.
  if (!DIGIT.test(text)) return caps;
  for (const match of text.matchAll(STATED)) {
    const count = Number((match[1] ?? match[3] ?? '').replaceAll(',', ''));
    const unit = UNITS[(match[2] ?? match[4] ?? '').charAt(0).toLowerCase()];
    if (unit && count > 0) caps = lowest(caps ?? {}, { [unit.window]: count * unit.times });
  }
  return caps;
}
