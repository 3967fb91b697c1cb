/** Compares a rendered policy with the neutral one: what a format does otherwise must be among the losses that it declares. */
import { evaluate } from '../../../../classifier/policies/evaluate.ts';
import type { Limit, LossKind, PolicyFormat, PolicyInput } from '../../../../classifier/types.ts';
import type { JsonObject } from '../../../../db/model.ts';
import { type Answer, capsOf } from './answers.ts';
import { READERS } from './readers.ts';

export interface Asked {
  server: string;
  tool: string;
  args: JsonObject;
}

/** Losses that excuse an answer other than the neutral one. Nothing excuses a denied call that is let through. */
const EXCUSES: Record<string, LossKind[]> = {
  'deny → ask': ['deny-ask', 'default-ask', 'args-ask', 'rate-ask'],
  'allow → ask': ['args-ask', 'rate-ask', 'always-ask', 'default-ask', 'name'],
  'allow → deny': ['args-deny', 'args-stricter', 'name', 'default-deny'],
  'hidden → listed': ['hide', 'deny-ask', 'default-ask'],
  'counted → allow': ['rate-open'],
  'counted → ask': ['rate-ask', 'args-ask', 'always-ask', 'rate-open', 'default-ask', 'name'],
  'usable → unlisted': ['unlisted', 'args-deny', 'args-stricter', 'name', 'default-deny'],
};

/** Every difference that no declared loss explains, one line each; a limit that the format does not count is one too. */
export function undeclared(format: PolicyFormat, inputs: readonly PolicyInput[], calls: readonly Asked[]): string[] {
  const rendered = format.render(inputs);
  const renamed = rendered.lost.filter(({ kind }) => kind === 'server-key').map(({ server }) => server);
  const keys = inputs.map(({ server }) => server);
  if (renamed.length > 0) throw new Error('use names of servers that need no other key');
  const reading = READERS[format.id]?.(rendered, keys);
  if (!reading) throw new Error(`no reader of ${format.id}`);
  const problems: string[] = [];
  const lists = new Map<string, boolean>();
  for (const { server, tool, args } of calls) {
    const input = inputs.find((one) => one.server === server);
    if (!input) throw new Error(`no server ${server}`);
    const { tools = {}, hide = [] } = input.policy;
    const named = input.tools.some(({ name }) => name === tool) || Object.hasOwn(tools, tool) || hide.includes(tool);
    const complain = (difference: string): void => {
      const excuses = rendered.lost.filter(
        (loss) =>
          loss.server === server &&
          EXCUSES[difference]?.includes(loss.kind) &&
          (loss.tools.includes(tool) || (loss.tools.includes('*') && (!named || loss.kind === 'always-ask'))),
      );
      if (excuses.length === 0) problems.push(`${format.id}: ${server}/${JSON.stringify(tool)} ${JSON.stringify(args)}: ${difference}`);
    };
    const neutral = evaluate(input.policy, { tool, args }).decision;
    const wanted: Answer = neutral === 'allow' ? 'allow' : 'deny';
    const answer = reading.decide(server, tool, args);
    if (answer !== wanted) complain(`${wanted} → ${answer}`);
    const listed = lists.get(`${server} ${tool}`) ?? reading.lists(server, tool);
    lists.set(`${server} ${tool}`, listed);
    if (neutral === 'hidden' && listed) complain('hidden → listed');
    if (wanted === 'allow' && !listed) complain('usable → unlisted');
    const limits = Object.hasOwn(tools, tool) ? capsOf(tools[tool]?.limits ?? []) : {};
    const counted = reading.caps?.(server, tool) ?? {};
    if (
      wanted === 'allow' &&
      answer !== 'deny' &&
      Object.entries(limits).some(([window, max]) => counted[window as Limit['window']] !== max)
    )
      complain(`counted → ${answer}`);
  }
  return problems;
}
