/** Tools whose effect one parameter chooses: what each of its values does (rubric §5, first row). */
import { CATEGORY_PRECEDENCE, type Category, RISKS, type Risk, rank } from '../../db/model.ts';
import { among, hasLemma, set, takesText, verbs } from './look.ts';
import type { Param, Reading, VerbClass } from './types.ts';
import { nameWords } from './words.ts';

interface Action {
  value: string;
  category: Category;
  risk: Risk;
}

export interface Actions {
  /** Chooses. */
  param: Param;
  actions: Action[];
  worst: Action;
  /** Holds the program that the worst of them stores or runs. */
  program: Param | undefined;
}

const CHOOSING = new Set('action method operation op command subcommand verb'.split(' '));
const HTTP = new Set('GET POST PUT PATCH DELETE HEAD OPTIONS'.split(' '));

/** What a verb of each class does at base; classes not listed read. */
const DOES: Partial<Record<VerbClass, [Category, Risk]>> = {
  delete: ['Destructive', 'High'],
  remove: ['Write', 'Medium'],
  clear: ['Write', 'Medium'],
  run: ['Execute', 'High'],
  start: ['Execute', 'High'],
  deploy: ['Execute', 'High'],
  act: ['Execute', 'High'],
  pay: ['Financial', 'Critical'],
  trade: ['Financial', 'Critical'],
  refund: ['Financial', 'Critical'],
  grant: ['Write', 'High'],
  revoke: ['Write', 'High'],
  login: ['Write', 'High'],
};
/** What stores a program, or runs it, where a parameter holds one: as bad as code that runs at once (rubric §7b.29). */
const CARRIES_OUT = new Set<VerbClass>(['create', 'add', 'update', 'replace', 'run']);
const PROGRAM = set('script command cmd');
/** Asked for by their name alone: `status`. */
const ASKED = set('status history info detail version health summary overview');
const READS = new Set<VerbClass>(['get', 'search', 'inspect', 'compute', 'think', 'wait']);

/** Every action with its label, and the worst of them; undefined where no parameter chooses among verbs. */
export function actionsOf(reading: Reading): Actions | undefined {
  const param = reading.params.find((one) => one.depth <= 1 && one.enum.length > 1 && one.words.length <= 2 && isChoosing(one));
  // Several of a list are watched for or filtered by, not done.
  if (!param || param.type === 'array' || param.enum.some((value) => HTTP.has(value))) return undefined;
  // A plain reading verb in the name says what the choice is among.
  const verb = reading.name.verb;
  if (verb?.verb !== undefined && (!verb.ambiguous || verb.lemma === 'list') && READS.has(verb.verb) && !isDispatch(reading, param))
    return undefined;
  const program = reading.params.find((one) => one !== param && takesText(one) && among(one.words.at(-1), PROGRAM));
  const actions = param.enum.map((value) => actionOf(value, program !== undefined));
  const known = actions.filter((action) => action !== undefined);
  if (known.length * 2 < actions.length) return undefined;
  // Where the description only reads, and so does every value that has a verb, one without (`my`, `wiql`) reads as well.
  const { leadVerb } = reading;
  const reads = leadVerb?.verb !== undefined && !leadVerb.ambiguous && READS.has(leadVerb.verb) && known.every(isRead);
  const unknown = reads ? ({ category: 'Read', risk: 'Low' } as const) : ({ category: 'Write', risk: 'Medium' } as const);
  const all = param.enum.map((value, at): Action => actions[at] ?? { value, ...unknown });
  const worst = all.reduce((a, b) => (isWorse(b, a) ? b : a));
  return { param, actions: all, worst, program: worst.category === 'Execute' && worst.risk === 'Critical' ? program : undefined };
}

const LOOKED_UP = set('log event audit activity history record change webhook trigger rule policy permission');
const FILTERING = set('filter type only');

/** `get_report` whose `action` is one of get and delete: what is done is chosen, and not which of what was done is shown. */
function isDispatch({ name, lead }: Reading, { words, says, enum: values }: Param): boolean {
  if (words.length !== 1 || hasLemma(name.bare, LOOKED_UP) || hasLemma(says, FILTERING) || hasLemma(lead?.words ?? [], LOOKED_UP))
    return false;
  const first = values.map((value) => nameWords(value.slice(0, 60))[0]);
  return first.some((verb) => among(verb, DELETING)) && first.some((verb) => among(verb, ASKING));
}

const DELETING = verbs('delete');
const ASKING = set('get list read fetch show view');

/** A mode of travel or of colours is no action: one is, where things are listed, made or deleted in it. */
function isChoosing({ words, enum: values }: Param): boolean {
  const last = words.at(-1)?.lemma ?? '';
  return CHOOSING.has(last) || (last === 'mode' && values.some((value) => among(nameWords(value)[0], KEEPING)));
}

const KEEPING = set('list create add delete remove drop');

function isRead({ category }: Action): boolean {
  return category === 'Read';
}

function actionOf(value: string, program: boolean): Action | undefined {
  // `list_mine`: whose they are, and nothing is mined.
  const words = nameWords(value.slice(0, 60)).filter((word, at) => at === 0 || word.text !== 'mine');
  // `list_saved_conversations`, `list_executions`: behind the first word another form of a verb tells which things.
  const plain = words.find((word, at) => word.verb !== undefined && !word.ambiguous && (at === 0 || word.text === word.lemma));
  const verb = plain ?? words.find((word) => word.verb !== undefined);
  if (!verb?.verb) return among(words.at(-1), ASKED) ? { value, category: 'Read', risk: 'Low' } : undefined;
  if (program && CARRIES_OUT.has(verb.verb)) return { value, category: 'Execute', risk: 'Critical' };
  const [category, risk] = DOES[verb.verb] ?? (READS.has(verb.verb) ? (['Read', 'Low'] as const) : (['Write', 'Medium'] as const));
  return { value, category, risk };
}

function isWorse(a: Action, b: Action): boolean {
  const byRisk = rank(RISKS, a.risk) - rank(RISKS, b.risk);
  return byRisk !== 0 ? byRisk > 0 : rank(CATEGORY_PRECEDENCE, a.category) < rank(CATEGORY_PRECEDENCE, b.category);
}
