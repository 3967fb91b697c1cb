/** The input schema of a tool from its function's signature, as FastMCP makes it. */
import type { Json, JsonObject } from '../../../db/model.ts';
import { lastName } from './annotations.ts';
import { fieldOf, titled } from './models.ts';
import { dotted, type Expr, type FunctionDef, type Parameter } from './tree.ts';
import type { Place } from './values.ts';

/** Parameters that the framework fills in itself. */
const INJECTED = /^(Context|MCPContext|Request|RequestContext|BackgroundTasks|ToolContext)$/;
const INJECTING = /^(Depends|CurrentContext|CurrentFastMCP|CurrentRequest|CurrentHeaders|CurrentAccessToken|Inject|Provide)$/;

export function inputSchema(def: FunctionDef, place: Place, excluded: readonly string[] = []): Json {
  const properties: { [name: string]: Json } = {};
  const required: string[] = [];
  for (const [index, parameter] of def.parameters.entries()) {
    if (parameter.star !== '' || excluded.includes(parameter.name) || isInjected(parameter, index)) continue;
    const field = fieldOf(parameter.annotation, parameter.default, place);
    // Without a hint the framework says it is a string.
    const schema: JsonObject = parameter.annotation
      ? titled(parameter.name, field.schema)
      : { ...field.schema, title: parameter.name, type: 'string' };
    Object.defineProperty(properties, parameter.name, { value: schema, enumerable: true, configurable: true, writable: true });
    if (field.required) required.push(parameter.name);
  }
  return { properties, ...(required.length > 0 ? { required } : {}), title: `${def.name}Arguments`, type: 'object' };
}

function isInjected(parameter: Parameter, index: number): boolean {
  if (index === 0 && (parameter.name === 'self' || parameter.name === 'cls')) return true;
  const { default: fallback } = parameter;
  if (fallback?.type === 'call' && INJECTING.test(lastName(fallback.callee))) return true;
  return mentionsContext(parameter.annotation);
}

function mentionsContext(hint: Expr | undefined): boolean {
  if (!hint) return false;
  if (hint.type === 'index')
    return (
      INJECTED.test(lastName(hint.object)) ||
      (/^(Optional|Union|Annotated)$/.test(lastName(hint.object)) && hint.items.some(mentionsContext))
    );
  if (hint.type === 'binary') return mentionsContext(hint.left) || mentionsContext(hint.right);
  if (hint.type === 'text') return /^(\w+\.)*(Context|MCPContext)\b/.test(hint.value);
  return dotted(hint) !== undefined && INJECTED.test(lastName(hint));
}
