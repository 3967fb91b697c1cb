/** What a policy means for a server as a whole, in sentences that were put to the evaluator, as in `explain.ts`. */
import type { Policy } from '../types.ts';
import { evaluate } from './evaluate.ts';
import { shown } from './quoting.ts';

type ServerSentenceId = 'usable' | 'none-usable' | 'some-arguments' | 'rest-works' | 'blocked' | 'hidden';

export interface ServerSentence {
  id: ServerSentenceId;
  text: string;
}

const NAMED = 8;

/** How many tools stay usable, which do not, and, where it is so, that no tool is lost by having been left out. */
export function serverSentences(policy: Policy, tools: readonly { name: string }[]): ServerSentence[] {
  const names = [...new Set(tools.map(({ name }) => name))];
  const answers = new Map(names.map((name) => [name, answerTo(policy, name)]));
  const of = (answer: Answer): string[] => names.filter((name) => answers.get(name) === answer);
  const usable = [...of('usable'), ...of('conditional')];
  const found: ServerSentence[] = [];
  if (names.length > 0) {
    const text =
      usable.length === 0
        ? 'No tool may be used.'
        : `${usable.length} of ${counted(names.length)} stay${usable.length === 1 ? 's' : ''} usable.`;
    found.push({ id: usable.length === 0 ? 'none-usable' : 'usable', text });
  }
  if (usable.length > 0 && of('left-out').length === 0)
    found.push({ id: 'rest-works', text: 'Every tool that may be used is listed, so the rest of the server keeps working.' });
  if (of('conditional').length > 0)
    found.push({ id: 'some-arguments', text: `Only with certain arguments: ${listed(of('conditional'))}.` });
  const blocked = [...of('blocked'), ...of('left-out')];
  if (blocked.length > 0) found.push({ id: 'blocked', text: `Visible, but every call is denied: ${listed(blocked)}.` });
  if (of('hidden').length > 0) found.push({ id: 'hidden', text: `Neither listed to the agent nor callable: ${listed(of('hidden'))}.` });
  return found;
}

type Answer = 'usable' | 'conditional' | 'blocked' | 'left-out' | 'hidden';

/** A call without arguments tells; where arguments decide, the tool is usable with others. */
function answerTo(policy: Policy, tool: string): Answer {
  const { decision, pointer } = evaluate(policy, { tool });
  if (decision === 'hidden') return 'hidden';
  if (decision === 'limit') return 'blocked';
  if (decision === 'deny' && pointer === '/default') return 'left-out';
  const own = policy.tools && Object.hasOwn(policy.tools, tool) ? policy.tools[tool] : undefined;
  const { require = [], deny_if = [] } = own ?? {};
  if (deny_if.some(({ conditions }) => conditions.length === 0)) return 'blocked';
  return require.length + deny_if.length > 0 ? 'conditional' : 'usable';
}

function listed(names: string[]): string {
  const more = names.length - NAMED;
  const some = names.slice(0, NAMED).map((name) => `\`${shown(name)}\``);
  return `${some.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

function counted(count: number): string {
  return count === 1 ? '1 tool' : `${count} tools`;
}
