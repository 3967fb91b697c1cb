import { among, hasLemma, phraseAt, set, verbs } from '../reading/look.ts';
import { quoteLead, quoteParam } from '../reading/quote.ts';
import type { Reading, Word } from '../reading/types.ts';
import { type Finding, NOTHING, type Rule } from '../types.ts';

const WRITING_METHODS = new Set(['POST', 'PUT', 'PATCH', 'DELETE']);
const DOING = set('run execute call make perform invoke');
const ANY = set('any arbitrary custom');
const DOOR = set('api command request tool operation method endpoint mutation graphql');
const METHODS = set('method methods');
/** Methods of something else than a request: `connection_method`. */
const WAY_OF = set('connection payment ship auth authentication');
const PASSING = set('make send execute perform call');
const API = set('api');
const CALL = set('request call');
const HTTP_WORD = set('http https');
const METHOD_WORDS = set('post put patch delete request');
const REQUEST_WORD = set('request call');
const HTTP = set('http get post put delete');
const REQUESTS = set('request http fetch api call curl');
/** A request is told of within so many words. */
const HEAD = 8;
/** Told about an interface, which is not called. */
const ASKING = verbs('get search inspect save');
/** Methods that carry nothing and change nothing. */
const HARMLESS = set('option head');
/** `jira_post`: any path of the interface, with whatever is to be written there. */
const CHANGING = set('post put patch');
const ABOUT = set('spec specification schema detail details documentation document info information memory list instruction');
const CALLING = verbs('run manage');
const TOOLS = set('tool tools api');
/** "Executes a method of another tool". */
const OF_OTHER_TOOL = [set('method function operation'), set('of'), set('another any'), set('tool server')];
const GRAPHQL = set('graphql');
const OPERATION = set('mutation request operation');

/** `run_graphql_mutation`, `execute_graphql`: whatever the schema of the other side allows. */
function passesGraphql(words: readonly Word[]): boolean {
  return phraseAt(words, [GRAPHQL, OPERATION]) >= 0 || (among(words.at(-1), GRAPHQL) && words.length > 1 && among(words[0], DOING));
}

function DELETES(reading: Reading): boolean {
  return reading.name.bare.some((word) => word.lemma === 'delete');
}
const CLIS = set('aws az gcloud kubectl cli gh terraform docker helm');
const WHOLE_CLIS = set('aws az azd gcloud kubectl');
const WHOLE = set('call all');

/** `call_aws`, `all_example_api`: of a tool that says and takes nothing, the name is that of the whole interface. */
function isWhole({ name, silent, hasSchema, server }: Reading): boolean {
  if (!silent || hasSchema || name.bare.length > 4) return false;
  if (name.verb !== undefined && !among(name.verb, WHOLE)) return false;
  const last = name.bare.at(-1);
  return among(last, WHOLE_CLIS) || (among(last, API) && (among(name.words[0], WHOLE) || server.domains[0] === 'devices'));
}

export const openPassthrough: Rule = {
  id: 'open-passthrough',
  title: 'An open door to other tools or an API',
  text: 'The tool passes on whatever the caller names: any tool, any API call, any HTTP method, any GraphQL operation, any cloud command, any path of an interface. It can do everything that lies behind that door.',
  rubric: ['E1'],
  check(reading): readonly Finding[] {
    const { name } = reading;
    const verb = reading.mainVerb;
    if ((among(verb, ASKING) && hasLemma(name.object, ABOUT)) || phraseAt(name.bare, [HTTP_WORD, HARMLESS]) >= 0) return NOTHING;
    const way = reading.paramOf.get('method');
    const method = way && hasLemma(way.words, WAY_OF) ? undefined : way;
    const httpMethod =
      method &&
      (method.enum.some((value) => WRITING_METHODS.has(value.toUpperCase())) ||
        (method.enum.length === 0 && hasLemma(method.says, HTTP) !== undefined))
        ? method
        : undefined;
    const target =
      reading.paramOf.get('url') ?? reading.paramOf.get('endpoint') ?? reading.paramOf.get('path') ?? reading.paramOf.get('uri');
    const named =
      verb?.verb !== 'get' &&
      verb?.verb !== 'search' &&
      name.bare.length <= 3 &&
      name.bare.some((word) => word.lemma === 'http') &&
      name.bare.some((word) => WRITING_METHODS.has(word.text.toUpperCase()) || word.lemma === 'request');
    const head = reading.lead?.words ?? [];
    const told =
      hasLemma(head, HTTP_WORD, HEAD) !== undefined &&
      (phraseAt(head, [HTTP_WORD, METHOD_WORDS, REQUEST_WORD], HEAD) >= 0 ||
        (phraseAt(head, [HTTP_WORD, REQUEST_WORD], HEAD) >= 0 && (method !== undefined || hasLemma(head, METHODS) !== undefined)));
    const loose = method && target && (reading.paramOf.has('header') || reading.paramOf.has('parameter') || reading.paramOf.has('payload'));
    const making = (verb?.verb === 'create' && verb.lemma !== 'make') || verb?.verb === 'add' || verb?.verb === 'update';
    const calls =
      (!making || told) &&
      (((named || told) && (target !== undefined || !reading.hasSchema)) ||
        loose ||
        (httpMethod &&
          target &&
          (reading.paramOf.has('body') ||
            reading.paramOf.has('data') ||
            reading.paramOf.has('header') ||
            name.bare.some((word) => among(word, REQUESTS)))));
    const toolName =
      among(name.verb, CALLING) &&
      among(name.object.at(-1), TOOLS) &&
      (name.object.length === 1 || (name.object.length === 2 && name.verb?.verb === 'run'));
    const cli =
      (name.bare.length <= 2 || verb?.verb === 'run') &&
      name.bare.some((word) => CLIS.has(word.text)) &&
      reading.params.some((param) => param.words.some((word) => word.lemma === 'command' || word.lemma === 'args'));
    const passes = reading.paramOf.has('intent') && reading.paramOf.has('command') && reading.paramOf.has('learn');
    const any =
      phraseAt(head, [DOING, ANY, DOOR], HEAD + 1) >= 0 ||
      (!reading.hasSchema && phraseAt(head, [PASSING, HTTP_WORD, CALL], 3) === 0) ||
      phraseAt(name.bare, [PASSING, API, CALL]) >= 0 ||
      phraseAt(head, OF_OTHER_TOOL) >= 0 ||
      passesGraphql(name.bare) ||
      isWhole(reading);
    const single = name.bare.length === 1 && among(name.bare[0], CHANGING) && reading.paramOf.has('path') && reading.paramOf.has('body');
    if (!calls && !toolName && !cli && !passes && !any && !single) return NOTHING;
    const param = calls ? httpMethod : undefined;
    const deletes = calls && DELETES(reading);
    const seen: readonly [unknown, string][] = [
      [single, 'it sends any body to any path of an interface'],
      [calls, 'it makes any request the caller composes'],
      [toolName, 'it calls whichever tool the caller names'],
      [any, 'it passes on any call that the caller composes'],
    ];
    // `http_delete` asks for whatever the address stands for to be deleted.
    const force = passes || (deletes && !named) ? 'argument' : deletes ? 'exception' : 'floor';
    return [
      {
        rule: 'open-passthrough',
        force,
        lifts: force === 'exception' ? ['deleting-verb'] : undefined,
        saw: seen.find(([is]) => is)?.[1] ?? 'it passes on any command of a whole command line',
        quote: param ? quoteParam(param) : quoteLead(reading),
        category: 'Execute',
        basis: 'E1',
        facets: { exec: 'arbitrary', exfilSink: !passes },
        param: param?.name,
      },
    ];
  },
};
