import { among, hasLemma, inObject, negated, phraseAt, set, takesText, verbs } from '../reading/look.ts';
import { quoteLead, quoteParam } from '../reading/quote.ts';
import type { Param, Reading, Word } from '../reading/types.ts';
import { type Finding, NOTHING, type Rule } from '../types.ts';

const RUNNING = verbs('run start');
const SHELLS = set('execute exec run eval evaluate shell bash terminal powershell ssh console python javascript repl');
const QUIET = verbs('get search inspect delete remove block grant create add update');
/** A terminal is opened, closed or listed; code is checked. */
const HANDLING = verbs('get search inspect state compute');
const CODE_NAMES = set('code script javascript js python bash shell powershell lua snippet program cmd command');
const PROGRAMS = set('code script javascript js python bash shell powershell lua command cmd snippet program terminal applescript');
const ANY_PROGRAM = set(
  'code script javascript js python bash shell powershell lua command cmd source snippet program function expression arg input commands text body file',
);
const NOT_CODE = set(
  'country currency language error status zip postal area stock product qr promo discount auth verification airport iata region color http exchange station department coupon invite fund bar authorization oauth short id name path url type file postcode function source adm city account pattern history filter count length timeout prefix list',
);
/** What has a code that is no program. */
const NUMBERED = set(
  'currency cryptocurrency coin country language stock ticker airport station product discount coupon promo verification error status area postal authorization oauth',
);
/** The same by the word before it: "Project code (2-10 uppercase letters)". */
const CODED = set('project gift voucher track reference invite access pin course party customer employee branch room');
const CODE = set('code');
const PROGRAM_TALK = set('execute run eval evaluate shell bash command javascript python script');

/** Where a program is given to a database or a game, it has no way out that we know of. */
const CLOSED = new Set<string | undefined>(['game', 'database']);

/** `browser_evaluate` runs JavaScript in the page, whatever its description leaves out. */
function evaluates({ name, server, params, hasSchema }: Reading): boolean {
  const browser =
    server.domains[0] === 'browser' || hasLemma(name.bare, BROWSERS) !== undefined || hasLemma(name.words, BROWSERS) !== undefined;
  const takes = params.some((param) => hasLemma(param.words, SCRIPTS) !== undefined);
  return browser && among(name.verb, EVALUATING) && name.object.length <= 1 && (takes || !hasSchema || params.length === 0);
}

const BROWSERS = set('browser playwright puppeteer selenium chrome');
const EVALUATING = set('evaluate eval');
const SCRIPTS = set('script function expression code javascript js');

/** Whether the parameter is a string (or list of strings) named for code and not for a code number. */
function takesCode(param: Param, runs: boolean): boolean {
  if (!takesText(param)) return false;
  const named = hasLemma(param.words, CODE_NAMES);
  if (!named) return false;
  if (param.words.length > 1 && hasLemma(param.words, NOT_CODE)) return false;
  // "Currency code (e.g. BTC)"
  if (among(named, CODE) && (hasLemma(param.says, NUMBERED, 4) || phraseAt(param.says, [CODED, CODE], 5) >= 0)) return false;
  return runs || param.words.length <= 2;
}

/** "Executes JavaScript code in the debugged process", whatever the verb of the name. */
function runsLanguage({ leadVerb, leadObject }: Reading): boolean {
  return (among(leadVerb, RUNNING) || among(leadVerb, EVALUATING)) && phraseAt(leadObject, [LANGUAGES, ANY_PROGRAM]) >= 0;
}

/** A list of steps, each with fields of its own: what a step may be is declared, and no program. */
function isOfParts({ params }: Reading, { path, type }: Param): boolean {
  return type === 'array' && params.some((inner) => inner.path.startsWith(`${path}.items.`));
}

const PREDEFINED = set('predefine predefined whitelist whitelisted allowlist allowlisted');
const LANGUAGES = set('javascript js python bash shell powershell lua ruby php apple applescript');

const AGENT = set('agent');
const PROMPT = set('prompt instruction task');
const HAVING = set('access have');
const SHELL = set('shell terminal bash');

/** What an agent is told that "has access to shell, filesystem, and git": it may run anything. */
function promptOf({ name, sentences, params }: Reading): Param | undefined {
  if (!hasLemma(name.bare, AGENT)) return undefined;
  const armed = sentences.some(
    ({ words, aside }) => !aside && hasLemma(words, HAVING) !== undefined && hasLemma(words, SHELL) !== undefined,
  );
  return armed ? params.find((param) => takesText(param) && hasLemma(param.words, PROMPT) !== undefined) : undefined;
}

const AUTHORIZING = set('auth oauth login authorization authentication callback');

/** `process_auth_code`: the code is what an authorization ends with. */
function authorizes({ name }: Reading): boolean {
  return hasLemma(name.bare, AUTHORIZING) !== undefined;
}

const SPOKEN_LANGUAGES = set('shell bash powershell terminal javascript js python lua ruby php perl applescript');
const CODE_TALK = set('code script command program snippet statement expression');
const CARRYING_OUT = set('execute run eval evaluate');
/** On what it runs. */
const HOSTS = set('host machine system server computer os device shell terminal');
const EARLY = 14;

/** "Shell command to execute", "Python code that is run", "command to run on the host": a program, whatever the tool is called. */
function takesProgram(param: Param): boolean {
  const { words, says } = param;
  if (!takesText(param) || !hasLemma(words, CODE_NAMES) || (words.length > 1 && hasLemma(words, NOT_CODE))) return false;
  const said = says.slice(0, EARLY);
  const at = said.findIndex((word) => among(word, CARRYING_OUT));
  if (at < 0 || negated(said, at)) return false;
  const before = said.slice(0, at);
  if (phraseAt(before, [SPOKEN_LANGUAGES, CODE_TALK]) >= 0 || (hasLemma(before, SPOKEN_LANGUAGES) && before.length <= 2)) return true;
  return hasLemma(before, CODE_TALK) !== undefined && hasLemma(said.slice(at + 1, at + 5), HOSTS) !== undefined;
}

/** The description of the parameter says that it is executed. */
function told(says: readonly Word[]): boolean {
  return says.slice(0, 14).some((word, at) => among(word, PROGRAM_TALK) && word.verb === 'run' && !negated(says, at));
}

/** A program is run, given in the parameter where one is named; `leaves`: what runs may reach others. */
function carriedOut(saw: string, quote: Finding['quote'], leaves: boolean, param?: Param): Finding {
  return {
    rule: 'code-parameter',
    force: 'floor',
    saw,
    quote,
    category: 'Execute',
    basis: 'E1',
    facets: { exec: 'arbitrary', exfilSink: leaves },
    param: param?.name,
  };
}

export const codeParameter: Rule = {
  id: 'code-parameter',
  title: 'A parameter takes code',
  text: 'A parameter takes a program in a general-purpose language or a shell command, and the tool runs it, or hands it to an agent that has a shell. Whoever fills it decides what happens, so nothing a definition says about the tool bounds it. A parameter that only carries code to be read, formatted or stored is not meant.',
  rubric: ['E1'],
  check(reading): readonly Finding[] {
    const verb = reading.mainVerb;
    if (reading.paramOf.has('intent') && reading.paramOf.has('learn')) return NOTHING;
    const runs =
      among(verb, RUNNING) ||
      runsLanguage(reading) ||
      (among(reading.leadVerb, RUNNING) && !among(verb, QUIET)) ||
      (among(reading.name.bare.at(-1), SHELLS) && !among(reading.name.verb, HANDLING)) ||
      among(reading.name.bare[0], SHELLS);
    if (evaluates(reading)) return [carriedOut('it evaluates a script in the page', quoteLead(reading), true)];
    const prompt = runs ? promptOf(reading) : undefined;
    if (prompt) return [carriedOut('an agent that has a shell does what it is told', quoteParam(prompt), true, prompt)];
    const isFree = (param: Param) => param.enum.length === 0 && !isOfParts(reading, param);
    if (!authorizes(reading)) {
      const leaves = !CLOSED.has(reading.server.domains[0]);
      const stated = runs ? undefined : reading.params.find((param) => takesProgram(param) && isFree(param));
      if (stated) return [carriedOut(`the parameter \`${stated.name}\` is said to be run`, quoteParam(stated), leaves, stated)];
      const found = reading.params.find((param) => takesCode(param, runs) && isFree(param));
      if (found && (runs || (told(found.says) && !among(verb, QUIET))))
        return [carriedOut(`the parameter \`${found.name}\` takes a program to be run`, quoteParam(found), leaves, found)];
    }
    const object = runs ? inObject(reading, PROGRAMS) : undefined;
    // "Executes a sequence of predefined browser commands": a choice, and no program.
    if (reading.lead && phraseAt(reading.lead.words, [PREDEFINED, PROGRAMS]) >= 0) return NOTHING;
    const named = hasLemma(reading.name.bare, PROGRAMS) !== undefined && hasLemma(reading.name.bare, SHELLS) !== undefined;
    if (!object || (reading.hasSchema && reading.params.length === 0 && !named)) return NOTHING;
    if (
      reading.hasSchema &&
      reading.params.length > 0 &&
      !reading.params.some((param) => hasLemma(param.words, ANY_PROGRAM) && !hasLemma(param.words, NOT_CODE) && isFree(param))
    )
      return NOTHING;
    return [
      {
        rule: 'code-parameter',
        force: runsLanguage(reading) ? 'floor' : 'argument',
        saw: `it runs what the caller gives ("${object.lemma}")`,
        quote: quoteLead(reading),
        category: 'Execute',
        basis: 'E1',
        facets: { exec: 'arbitrary', exfilSink: !CLOSED.has(reading.server.domains[0]) },
      },
    ];
  },
};
