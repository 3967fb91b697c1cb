/** Gateways that decide by rules: each rule is run by an engine where npm has one, else as the gateway's code does. */
import cedar from '@cedar-policy/cedar-wasm/nodejs';
import { Environment } from '@marcbachmann/cel-js';
import { RE2JS } from 're2js';
import { parse as parseYaml } from 'yaml';
import { evaluate } from '../../../../classifier/policies/evaluate.ts';
import { parsePolicy } from '../../../../classifier/policies/parse.ts';
import type { Condition, Limit } from '../../../../classifier/types.ts';
import type { Json, JsonObject } from '../../../../db/model.ts';
import { type Answer, capsOf, fileOf, type Reader } from './answers.ts';

export const policyJson: Reader = (rendered, servers) => {
  const of = (server: string): ReturnType<typeof parsePolicy> => parsePolicy(fileOf(rendered, servers, server));
  const decision = (server: string, tool: string, args: JsonObject = {}): string => evaluate(of(server), { tool, args }).decision;
  return {
    decide: (server, tool, args) => (decision(server, tool, args) === 'allow' ? 'allow' : 'deny'),
    lists: (server, tool) => decision(server, tool) !== 'hidden',
    caps: (server, tool) => capsOf(of(server).tools?.[tool]?.limits ?? []),
  };
};

interface InterceptRule {
  action?: 'deny';
  conditions?: Condition[];
  on_deny?: string;
  rate_limit?: string;
}

/** A call must meet every condition of the tool's rules; whatever is not there meets none, but for `exists`. A missing list of rules is an error. */
export const interceptYaml: Reader = (rendered, servers) => {
  const of = (server: string): { default: string; hide?: string[]; tools: Record<string, { rules: InterceptRule[] }> } =>
    parseYaml(fileOf(rendered, servers, server));
  for (const server of servers) {
    for (const [tool, { rules }] of Object.entries(of(server).tools)) {
      const refused = refusedByIntercept(rules);
      if (refused) throw new Error(`${server}/${tool}: ${refused}`);
    }
  }
  const own = (server: string, tool: string): InterceptRule[] | undefined => {
    const { tools } = of(server);
    return Object.hasOwn(tools, tool) ? tools[tool]?.rules : undefined;
  };
  return {
    lists: (server, tool) => !of(server).hide?.includes(tool),
    decide(server, tool, args) {
      const rules = own(server, tool);
      if (of(server).hide?.includes(tool) || (!rules && of(server).default === 'deny')) return 'deny';
      const passes = ({ action, conditions = [] }: InterceptRule): boolean =>
        action !== 'deny' && conditions.every((condition) => interceptHolds(condition, args));
      return (rules ?? []).every(passes) ? 'allow' : 'deny';
    },
    caps(server, tool) {
      const stated = (own(server, tool) ?? []).flatMap(({ rate_limit: rate }) => (rate ? [rate.split('/')] : []));
      return Object.fromEntries(stated.map(([max, window]) => [window as Limit['window'], Number(max)]));
    },
  };
};

function interceptHolds({ path, op, value }: Condition, args: JsonObject): boolean {
  let actual: Json | undefined = args;
  for (const key of path.split('.').slice(1)) {
    const inside: Json | undefined = actual;
    if (typeof inside !== 'object' || inside === null || Array.isArray(inside)) actual = undefined;
    else actual = Object.hasOwn(inside, key) ? inside[key] : undefined;
  }
  if (op === 'exists') return (actual !== undefined && actual !== null) === value;
  if (actual === undefined) return false;
  const equal = (a: Json, b: Json): boolean => (typeof a === 'number' && typeof b === 'number' ? a === b : printed(a) === printed(b));
  const wanted = value as Json;
  const many = Array.isArray(wanted) ? wanted : [];
  const [a, b] = [actual, value] as [number, number];
  const numbers = typeof actual === 'number';
  const tests: Record<typeof op, () => boolean> = {
    eq: () => equal(actual, wanted),
    neq: () => !equal(actual, wanted),
    in: () => many.some((item) => equal(item, actual)),
    not_in: () => !many.some((item) => equal(item, actual)),
    lt: () => numbers && a < b,
    lte: () => numbers && a <= b,
    gt: () => numbers && a > b,
    gte: () => numbers && a >= b,
    regex: () => typeof actual === 'string' && RE2JS.compile(String(value)).test(actual),
    contains: () =>
      typeof actual === 'string'
        ? typeof value === 'string' && actual.includes(value)
        : Array.isArray(actual) && actual.some((item) => equal(item, wanted)),
  };
  return tests[op]();
}

/** As Go's `%v` prints a value of JSON, but for numbers of many digits. */
function printed(value: Json): string {
  if (value === null) return '<nil>';
  if (Array.isArray(value)) return `[${value.map(printed).join(' ')}]`;
  if (typeof value !== 'object') return String(value);
  const members = Object.keys(value).sort();
  return `map[${members.map((name) => `${name}:${printed(value[name] as Json)}`).join(' ')}]`;
}

/** What `intercept validate` refuses of what we could write (internal/config/validate.go). */
function refusedByIntercept(rules: readonly InterceptRule[]): string | undefined {
  const windows = rules.flatMap(({ rate_limit: rate }) => (rate ? [rate.split('/')[1]] : []));
  if (new Set(windows).size < windows.length) return 'two counters of a name';
  for (const { action, conditions = [], rate_limit: rate } of rules) {
    if (rate && !/^[1-9]\d*\/(?:minute|hour|day)$/.test(rate)) return `rate_limit ${rate}`;
    if (!rate && (action === 'deny') === conditions.length > 0) return 'conditions where none may be, or none where some must';
    for (const { path, op, value } of conditions) {
      if (!path.startsWith('args.')) return `path ${path}`;
      if ((op === 'in' || op === 'not_in') && !Array.isArray(value)) return `${op} without a list`;
      if (/^[lg]te?$/.test(op) && typeof value !== 'number') return `${op} without a number`;
      if (op === 'exists' && typeof value !== 'boolean') return `${op} without a truth value`;
      if (op === 'regex' && typeof value !== 'string') return `${op} without a text`;
    }
  }
  return undefined;
}

/** ToolHive: texts, booleans and numbers are attributes of the context; of anything else only that it is there. An error denies. */
export const toolhiveCedar: Reader = (rendered, servers) => {
  for (const server of servers) {
    const { cedar: config } = JSON.parse(fileOf(rendered, servers, server)) as { cedar: { policies: string[]; entities_json: string } };
    if (config.entities_json !== '[]') throw new Error('entities');
    const parsed = cedar.preparsePolicySet(server, { staticPolicies: config.policies.join('\n') });
    if (parsed.type === 'failure') throw new Error(JSON.stringify(parsed.errors));
  }
  const ask = (server: string, tool: string, args: JsonObject): boolean => {
    const answer = cedar.statefulIsAuthorized({
      principal: { type: 'Client', id: 'someone' },
      action: { type: 'Action', id: 'call_tool' },
      resource: { type: 'Tool', id: tool },
      context: Object.fromEntries(Object.entries(args).map(([name, value]) => attribute(name, value))),
      preparsedPolicySetId: server,
      entities: [],
    });
    if (answer.type === 'failure') throw new Error(JSON.stringify(answer.errors));
    return answer.response.diagnostics.errors.length === 0 && answer.response.decision === 'allow';
  };
  return { decide: (server, tool, args) => (ask(server, tool, args) ? 'allow' : 'deny'), lists: (server, tool) => ask(server, tool, {}) };
};

function attribute(name: string, value: Json): [string, Json] {
  if (typeof value === 'number') return [`arg_${name}`, { __extn: { fn: 'decimal', arg: value.toFixed(4) } }];
  return typeof value === 'string' || typeof value === 'boolean' ? [`arg_${name}`, value] : [`arg_${name}_present`, true];
}

const CEL = new Environment({ unlistedVariablesAreDyn: true, homogeneousAggregateLiterals: false });
// RE2, as every gateway has it; the engine's own `matches` is JavaScript's.
CEL.registerFunction('string.re2(string): bool', (text: string, pattern: string) => RE2JS.compile(pattern).test(text));

/** Whether an expression holds; an error is none that does. */
function celHolds(expression: string, variables: JsonObject): boolean {
  const check = CEL.check(expression.replaceAll('.matches(', '.re2('));
  if (!check.valid) throw new Error(`${expression}: ${check.error?.message}`);
  try {
    return CEL.evaluate(expression.replaceAll('.matches(', '.re2('), variables) === true;
  } catch {
    return false;
  }
}

/** Any rule that holds allows. Arguments are not among the variables. */
export const agentgateway: Reader = ({ text }) => {
  const { mcp } = parseYaml(text) as { mcp: { policies: { mcpAuthorization: { rules: string[] } } } };
  const allows = (target: string, name: string): boolean =>
    mcp.policies.mcpAuthorization.rules.some((rule) => celHolds(rule, { mcp: { tool: { target, name } } }));
  return { decide: (server, tool) => (allows(server, tool) ? 'allow' : 'deny'), lists: allows };
};

interface Selector {
  include?: string[];
  includeRegex?: string[];
  excludeRegex?: string[];
}
interface Route {
  spec: {
    backendRefs: { name: string; toolSelector: Selector }[];
    securityPolicy?: { authorization: { defaultAction: string; rules: { cel: string; action: string }[] } };
  };
}

/** The selector first, then the first rule that holds. Lists are made with the same rules and no parameters. */
export const envoyAiGateway: Reader = ({ text }) => {
  const { spec } = parseYaml(text) as Route;
  const selected = (server: string, tool: string): boolean => {
    const selector = spec.backendRefs.find(({ name }) => name === server)?.toolSelector;
    if (!selector || Object.values(selector).some((list: string[]) => list.length > 32)) throw new Error('no selector');
    const matches = (patterns: string[] = []): boolean => patterns.some((pattern) => RE2JS.compile(pattern).test(tool));
    if (selector.excludeRegex) return !matches(selector.excludeRegex);
    return selector.include?.includes(tool) ?? matches(selector.includeRegex);
  };
  const passes = (backend: string, tool: string, params: Json): boolean => {
    if (!selected(backend, tool)) return false;
    if (!spec.securityPolicy) return true;
    const { rules, defaultAction } = spec.securityPolicy.authorization;
    if (rules.length > 32 || rules.some(({ cel }) => cel.length > 4096)) throw new Error('over the limits of the resource');
    return (rules.find(({ cel }) => celHolds(cel, { request: { mcp: { backend, tool, params } } }))?.action ?? defaultAction) === 'Allow';
  };
  const decide = (server: string, tool: string, args: JsonObject): Answer =>
    passes(server, tool, { name: tool, arguments: args }) ? 'allow' : 'deny';
  return { decide, lists: (server, tool) => passes(server, tool, null) };
};
