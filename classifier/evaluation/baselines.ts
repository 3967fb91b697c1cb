/** What anybody could do without a judge: the measures that ours must beat. */
import type { Category, JsonObject, Risk, ToolDefinition } from '../../db/model.ts';
import type { Guess } from './scores.ts';

export interface Baseline {
  id: string;
  title: string;
  guess(tool: ToolDefinition): Guess;
}

/** Risk as a function of the category alone (the base risks of the rubric). */
const BASE: Record<Category, Risk> = { Read: 'Low', Write: 'Medium', Execute: 'High', Destructive: 'High', Financial: 'Critical' };

const VERBS: [Category, RegExp][] = [
  ['Financial', /^(pay|charge|refund|transfer|buy|sell|trade|swap|stake|withdraw|payout|purchase|checkout)$/],
  ['Destructive', /^(delete|remove|drop|destroy|purge|wipe|truncate|erase|terminate|uninstall|clear|kill|reset)$/],
  ['Execute', /^(run|execute|exec|invoke|call|trigger|start|stop|restart|deploy|click|navigate|type|press|eval|evaluate)$/],
  ['Read', /^(get|list|read|search|find|fetch|query|show|describe|check|view|lookup|count|analyze|validate|retrieve|browse|download)$/],
];

const firstVerb: Baseline = {
  id: 'first-verb',
  title: 'First verb of the name',
  guess(tool) {
    const words = tool.name
      .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
      .toLowerCase()
      .split(/[^a-z]+/);
    for (const word of words) {
      const found = VERBS.find(([, verbs]) => verbs.test(word));
      if (found) return { category: found[0], risk: BASE[found[0]] };
    }
    return { category: 'Write', risk: BASE.Write };
  },
};

const annotations: Baseline = {
  id: 'declared-annotations',
  title: 'Annotations that the server declares',
  guess(tool) {
    const declared = isObject(tool.annotations) ? tool.annotations : {};
    const category = declared.readOnlyHint === true ? 'Read' : declared.destructiveHint === true ? 'Destructive' : 'Write';
    return { category, risk: BASE[category] };
  },
};

export const BASELINES: readonly Baseline[] = [firstVerb, annotations];

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
