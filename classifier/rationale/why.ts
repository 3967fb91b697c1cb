/** Why this category and not its neighbour, and which rule of the rubric sets the risk. */
import { BASE_RISK, type Category, RISKS, rank } from '../../db/model.ts';
import type { Case, Finding } from '../types.ts';
import { decisive, type Facts, isConnection, rewritesHistory, silences } from './facts.ts';
import { article, codeList, curled } from './phrase.ts';
import { callsOut } from './reach.ts';

/** "Write rather than Execute: `title` and `body` are data, not a program." */
export function neighbour(facts: Facts, judged: Case): string {
  const { category, runnerUp } = judged.verdict;
  const far = runnerUp.category === category || isFar(facts, judged);
  const other = far ? nextOf(category, facts) : runnerUp.category;
  return `${category} rather than ${other}: ${reason(facts, judged, other)}.`;
}

/** The runner-up is one only by name: money where none is spoken of, or reading beside what is lost or paid. */
function isFar(facts: Facts, { verdict: { category, runnerUp, facets, band } }: Case): boolean {
  if (runnerUp.category === 'Financial') return facets.money === 'none' && band !== 'low';
  if (runnerUp.category !== 'Read' || band === 'low') return false;
  return category === 'Destructive' || category === 'Financial' || (category === 'Write' && facts.takes !== undefined);
}

/** The neighbour to speak of where the runner-up is none. */
function nextOf(category: Category, { takes }: Facts): Category {
  if (category !== 'Write') return 'Write';
  return takes === undefined ? 'Read' : 'Destructive';
}

function reason(facts: Facts, judged: Case, other: Category): string {
  const { category } = judged.verdict;
  const found = decisive(judged, 'category');
  const data = facts.deciding.map((param) => param.name);
  switch (category) {
    case 'Read':
      if (other === 'Execute' && judged.verdict.basis.includes('R4'))
        return exceptionOf(judged) ?? 'what is run is not said to change anything';
      if (other === 'Execute')
        return data.length > 0
          ? `${codeList(data, 2)} ${data.length > 1 ? 'are' : 'is'} what it ${facts.made || facts.works ? 'works on' : 'looks up by'}, and not said to be run`
          : `“${facts.verb || facts.name}” returns ${facts.many} and is not said to run anything`;
      if (other === 'Financial') return `it tells of ${facts.many} and moves no money`;
      if (facts.verb && (facts.made || facts.works)) return `“${facts.verb}” only returns its result, and is not said to keep it`;
      return facts.verb
        ? `“${facts.verb}” asks for ${facts.many} and leaves nothing to undo`
        : saw(found?.saw) || `no word of it changes ${facts.many}`;
    case 'Write':
      if (other === 'Execute')
        return data.length > 0
          ? `${codeList(data, 2)} ${data.length > 1 ? 'are' : 'is'} data, not a program`
          : `no program is handed over with the ${facts.one}`;
      if (other === 'Destructive') return exceptionOf(judged) ?? kept(facts);
      if (other === 'Financial') return `it names no payment, only the ${facts.one}`;
      return facts.verb ? changing(facts) : saw(found?.saw) || `the ${facts.one} is another one afterwards`;
    default:
      return purpose(facts, found) ?? (saw(found?.saw) || weighed(facts, category));
  }
}

/** "a note", "software". */
function aThing({ one, mass }: Facts): string {
  return mass ? one : `${article(one)} ${one}`;
}

/** Why what is taken away, or changed, is not lost. */
function kept({ takes, verb, one }: Facts): string {
  return takes === undefined ? `no ${one} is removed by its named purpose` : `what “${verb}” takes away can be had again`;
}

/** What a change leaves behind. */
function changing(facts: Facts): string {
  const { verb, adds, hands, ties, keeps, takes, one, many } = facts;
  if (facts.uses) return `“${verb}” changes which ${one} is open or in use`;
  if (keeps) return `what “${verb}” makes of the ${one} is kept`;
  if (ties) return `“${verb}” changes the operator’s ${ties} to the ${one}`;
  const thing = aThing(facts);
  if (takes === 'all') return `“${verb}” empties ${facts.mass || facts.object === many ? `the ${many}` : `the ${one}`}`;
  if (takes === 'away') return `“${verb}” takes ${thing} away`;
  if (adds) return `after “${verb}” there is ${thing} that was not there before`;
  return hands ? `“${verb}” puts ${thing} before others` : `“${verb}” leaves the ${one} changed`;
}

/** The reason where no rule gives one: what the whole of the definition was weighed as. */
function weighed({ verb, does, object }: Facts, category: Category): string {
  if (verb === '' || !does) return `no single rule decides; taken together, its words are most like those of tools that ${DOING[category]}`;
  const what = `to ${verb} ${object}`;
  if (category === 'Execute') return `${what} makes something else act`;
  return category === 'Destructive' ? `${what} takes away what is not stated to come back` : `${what} commits money`;
}

const DOING: Readonly<Record<Category, string>> = {
  Read: 'only tell',
  Write: 'change something',
  Execute: 'set something going',
  Destructive: 'take something away for good',
  Financial: 'commit money',
};

/** The reason where the verb alone decides, said of the thing it acts on. */
function purpose(facts: Facts, found: Finding | undefined): string | undefined {
  if (facts.verb === '') return undefined;
  if (found?.rule === 'deleting-verb' || found?.rule === 'container-object') return `its named purpose is to ${facts.verb} ${facts.object}`;
  if (found?.rule === 'running-verb') return `to ${facts.verb} ${facts.object} sets something going`;
  if (found?.rule === 'paying-verb') return `to ${facts.verb} ${facts.object} commits money`;
  return undefined;
}

function exceptionOf({ findings }: Case): string | undefined {
  return saw(findings.find((finding) => finding.force === 'exception')?.saw) || undefined;
}

/** "Medium, since “messages” holds what people put in." */
export function riskRule(facts: Facts, judged: Case): string {
  const { risk, basis } = judged.verdict;
  const forRisk = decisive(judged, 'risk');
  const forCategory = decisive(judged, 'category');
  const found = forRisk === forCategory ? '' : saw(forRisk?.saw);
  if (basis[0] !== 'base' && basis[0] !== undefined && found && found !== saw(forCategory?.saw)) return `${risk}, since ${found}.`;
  if (basis[0] === 'W2' && callsOut(judged.verdict, judged.findings))
    return `${risk}: whoever has the address learns of it without asking again.`;
  return `${risk}${offBase(judged.verdict) ?? inWords(facts, judged)}.`;
}

/** ", above the base of Read: on another reading it is Write", where that is why. */
function offBase({ category, risk, basis, runnerUp }: Case['verdict']): string | undefined {
  const own = BASE_RISK[category];
  if (basis[0] !== 'base' || risk === own) return undefined;
  const side = rank(RISKS, risk) > rank(RISKS, own) ? 'above' : 'below';
  return `, ${side} the base of ${category}: on another reading it is ${runnerUp.category}`;
}

/** Each rule of the rubric said of this tool (rubric §2). */
function inWords(facts: Facts, judged: Case): string {
  const { basis, facets, risk } = judged.verdict;
  const queries = judged.findings.some(({ rule }) => rule === 'sql-statement');
  switch (basis[0]) {
    case 'R1':
      return `: whoever holds the ${facts.one} can act with it`;
    case 'R2':
      return `: ${facts.many} can hold what is private or confidential`;
    case 'R3':
      return ', because the caller may name any address';
    case 'R4':
      return `: free queries reach every row ${facts.where}`;
    case 'R5':
      return risk === 'High' ? ': it may read any file of the host that it names' : ': the caller says which file of the host is read';
    case 'W1':
      if (isConnection(facts)) return `: what is called later acts ${facts.where} with the rights of this connection`;
      if (silences(judged.verdict)) return ': what it silences warns nobody any more';
      return `: who may do what ${facts.where} depends on the ${facts.one}`;
    case 'W2':
      return `: the caller’s own words leave the workspace with the ${facts.one}`;
    case 'W3':
      return `: one call reaches more than a handful of ${facts.many}`;
    case 'W4':
      return `: production may depend on the ${facts.one}`;
    case 'W5':
      return facets.persistsInstructions === true
        ? `: an agent reads the ${facts.one} later and may do what it says`
        : `: it may write the ${facts.one} ${risk === 'High' ? 'anywhere' : 'where the caller says'} on the host`;
    case 'W6':
      return `: the earlier ${facts.one} is overwritten`;
    case 'W↓':
      return `: only the agent’s own ${isConnection(facts) ? 'connection' : facts.one} is touched`;
    case 'E1':
      return `: what runs is not bounded, so it can do whatever its rights ${facts.where} allow`;
    case 'E2':
      if (queries) return ': more than a read that is enforced, less than any statement whatever';
      return facts.params.length > 0
        ? `: it acts ${facts.through || facts.where}, but no parameter was seen to take a program`
        : `: it acts ${facts.through || facts.where}, and nothing declares that it takes a program`;
    case 'E3':
      return `: it bears on what is running ${facts.where}`;
    case 'E↓':
      return `: the ${facts.one} only looks, runs shut in, or moves something simulated`;
    case 'D1':
      if (rewritesHistory(judged.findings)) return ': what was there before is lost';
      return `: whatever belongs to the ${facts.one} is lost with it`;
    case 'D2':
      return facets.scope === 'boundedList'
        ? `: no ${facts.many} but those that are named are lost`
        : facets.scope === 'single' && !facts.mass && facts.object !== facts.many
          ? `: one ${facts.one} at a time is lost`
          : facts.object === facts.many
            ? `: the ${facts.many} that ${facts.mass ? 'is named is' : 'are named are'} lost`
            : `: the ${facts.one} that is named is lost, and what else goes with it is not stated`;
    case 'F1':
      return ': money moves, or is committed, with this call alone';
    case 'F2':
      return ': it prepares or changes what is owed, and is not stated to move money itself';
    default:
      return base(facts, judged);
  }
}

/** "adding a note", "a tie to a channel", "putting a message before others". */
function kindOfChange(facts: Facts): string {
  const { adds, hands, ties, keeps } = facts;
  const thing = aThing(facts);
  if (facts.uses) return `changing which ${facts.one} is in use`;
  if (keeps) return `keeping what comes of ${thing}`;
  if (ties) return `a ${ties} to ${thing}`;
  if (hands) return `putting ${thing} before others`;
  return `${adds ? 'adding' : 'changing'} ${thing}`;
}

function base(facts: Facts, { verdict: { category, facets } }: Case): string {
  if (category === 'Read') return facets.sensitiveRead === 'none' ? opennessOf(facts) : `: what is private in ${facts.many} comes back`;
  if (category === 'Write') return `, the base for ${kindOfChange(facts)}: no wider reach is stated`;
  return `, the base of ${category} for ${facts.many}`;
}

/** Why it does no harm to know. */
function opennessOf({ open, lists, computes, deciding, many, mass }: Facts): string {
  if (open === 'names' && lists) return `: it tells which ${many} there are, not what belongs to them`;
  if (open === 'public') return mass ? `: ${many} is public by its kind` : `: ${many} are public by their kind`;
  if (computes && deciding.length > 0)
    return `: the result is worked out from ${codeList(
      deciding.map(({ name }) => name),
      2,
    )}`;
  return `: nothing in the definition makes ${many} private or secret`;
}

/** A clause of a finding inside a sentence. */
function saw(clause: string | undefined): string {
  return clause === undefined ? '' : curled(clause).trim();
}
