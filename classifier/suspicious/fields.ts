/** Every text of a definition that a model reads, with the name of its field. */
import type { Json, ToolDefinition } from '../../db/model.ts';

/**
 * Takes one text; `field` says where it stands: `description`, `inputSchema.properties.query.enum.0`, … A parameter's own name
 * stands in `….properties`.
 */
type See = (text: string, field: () => string) => void;

const MAX_DEPTH = 16;
const MAX_FIELDS = 4000;
/** A field longer than this is looked at only so far; a judge reads less still. */
const MAX_TEXT = 40_000;

/** Shows every text of the definition in reading order; depth, number and length are bounded. */
export function eachText(tool: ToolDefinition, see: See): void {
  const walk: Walk = { path: [], left: MAX_FIELDS, see, depth: 1, field: () => walk.path.slice(0, walk.depth).join('.') };
  for (const field of TEXTS) {
    walk.path[0] = field;
    show(walk, tool[field]);
  }
  for (const field of VALUES) {
    walk.path[0] = field;
    enter(walk, tool[field], false);
  }
}

const TEXTS = ['name', 'title', 'description'] as const;
const VALUES = ['inputSchema', 'outputSchema', 'annotations'] as const;

interface Walk {
  /** Its first `depth` keys lead to where the walk is; what stands behind is left over. */
  path: (string | number)[];
  depth: number;
  /** So many texts may still be shown. */
  left: number;
  see: See;
  field(): string;
}

function show(walk: Walk, text: unknown): void {
  if (typeof text !== 'string' || text.length === 0 || walk.left === 0) return;
  walk.left--;
  walk.see(text.length > MAX_TEXT ? text.slice(0, MAX_TEXT) : text, walk.field);
}

/** `named`: the keys of the value are names of parameters. */
function enter(walk: Walk, value: Json | undefined, named: boolean): void {
  if (typeof value === 'string') show(walk, value);
  const { depth } = walk;
  if (typeof value !== 'object' || value === null || depth > MAX_DEPTH + 1) return;
  if (Array.isArray(value)) {
    walk.depth = depth + 1;
    for (let index = 0; index < value.length; index++) {
      walk.path[depth] = index;
      enter(walk, value[index], false);
    }
  } else {
    for (const key of Object.keys(value)) {
      if (named) show(walk, key);
      walk.path[depth] = key;
      walk.depth = depth + 1;
      enter(walk, value[key], key.endsWith('properties'));
      walk.depth = depth;
    }
  }
  walk.depth = depth;
}
