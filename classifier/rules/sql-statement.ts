import { among, hasLemma, inDomain, phraseAt, set, verbs } from '../reading/look.ts';
import { quoteLead, quoteParam } from '../reading/quote.ts';
import type { Param, Reading, Word } from '../reading/types.ts';
import { type Finding, NOTHING, type Rule } from '../types.ts';
import { OWN_LANGUAGES } from './analytics-query.ts';

const STATEMENT_PARAMS = set('sql query statement');
const DDL = verbs('create add update delete');

/** Named SQL, or described as SQL. */
function one(param: Param): boolean {
  return param.words.some((word) => word.lemma === 'sql') || param.says.some((word) => word.text === 'sql' || word.text === 'cypher');
}
const STATING = verbs('run search save get manage state');
const STATEMENTS = set('query execute sql cypher');
const ABOUT = set(
  'cost performance plan mode saved history schema validate explain format generate analyze estimate id slow list translate build parse status result save convert optimize log dataset get',
);
const SQL_PARAMS = set('sql cypher aql surql');
const QUERY_PARAMS = set('query statement queries');
const SQL = set('psql sql cypher opencypher gremlin mysql postgresql postgre sqlite aql surrealql tsql plsql ddl dml');
const ANALYTICS = set(
  'promql logql kql kusto nrql lucene search vector semantic similarity metric logs log insight prometheus loki elasticsearch sparql artifactory jq jmespath jsonpath xpath timeseries series cloudtrail pyroscope victoriametric victorialog range instant resource soql soslapi xql',
);

const CONNECTION = set('connection');
const ADDRESS = set('string url uri');
const DSN = set('dsn connectionstring');

/** Tried without being run: what it would cost, whether it is valid. */
const TRIAL = set('dry');
/** A query that was stored before is run "by ID". */
const BY = set('by');
const ID = set('id');

const SAID_EARLY = 20;
const SEARCH = set('search');

/** "执行SQL查询": what stands behind SQL is a query, in languages that have one word for both. */
function isQuery(words: readonly Word[], at: number): boolean {
  return among(words[at], SEARCH) && among(words[at - 1], SQL);
}

/** Query languages of logs and metrics cannot change anything. */
function ANALYTICS_NAMES({ name, lead }: Reading): boolean {
  if (hasLemma(name.bare, ANALYTICS)) return true;
  const said = lead?.words.slice(0, SAID_EARLY) ?? [];
  return !hasLemma(name.bare, SQL) && said.some((word, at) => among(word, ANALYTICS) && !isQuery(said, at));
}

/** Databases whose language can change what they hold; warehouses of logs are not among them. */
const DATABASES = set(
  'postgre postgresql mysql mariadb sqlite mssql sqlserver oracle neo4j kuzu memgraph clickhouse duckdb snowflake redshift vertica trino tidb firebird arango arangodb surrealdb clickzetta iotdb bitable starrock doris planetscale supabase superset cockroachdb',
);
const QUERY = set('query');
const KINDS_OF_QUERY = set('read select');
const READERS = set('reader readonly');

/** Of a tool that says nothing more, the name: `query`, `neo4j_query`, `read_query` on a server named for its database. */
function isNamedQuery({ name, silent, hasSchema, server }: Reading): boolean {
  if (!silent || hasSchema || !among(name.bare.at(-1), QUERY) || hasLemma(server.words, READERS)) return false;
  const before = name.bare.slice(0, -1);
  if (!before.every((word) => among(word, DATABASES) || among(word, KINDS_OF_QUERY))) return false;
  return (before.length === 1 && among(before[0], KINDS_OF_QUERY)) || hasLemma([...server.words, ...before], DATABASES) !== undefined;
}

/** The caller names the database too, which may be anybody's. */
function connects({ params }: Reading): boolean {
  return params.some(({ words }) => phraseAt(words, [CONNECTION, ADDRESS]) >= 0 || hasLemma(words, DSN) !== undefined);
}

function saysSelect(reading: Reading): boolean {
  if (reading.name.bare.some((word) => word.text === 'write')) return false;
  if (hasLemma(reading.name.bare, KINDS_OF_QUERY)) return true;
  return reading.lead?.words.some((word) => word.text === 'select') ?? false;
}

function stated(reading: Reading, selects: boolean, force: Finding['force'], param: Param | undefined): Finding {
  return {
    rule: 'sql-statement',
    force,
    saw: selects
      ? 'it runs a query of the caller, called a SELECT without saying that this is enforced'
      : 'it runs a database statement of the caller',
    quote: param ? quoteParam(param) : quoteLead(reading),
    category: 'Execute',
    basis: selects ? 'E2' : 'E1',
    facets: { exec: 'arbitrary', ...(onlyWrites(reading) ? {} : { sensitiveRead: 'private' }), exfilSink: connects(reading) },
  };
}

const TO = set('to');
const EXECUTING = set('execute run');
const WRITES = set('write ddl dml');
const INSERT = set('insert');
const CHANGE = set('update delete');
const STATED = set('query statement modification');

/** "Executes INSERT, UPDATE or DELETE queries": SQL by its verbs. */
function changing({ lead, hasSchema }: Reading): Word | undefined {
  const words = hasSchema ? [] : (lead?.words ?? []);
  return phraseAt(words, [INSERT, CHANGE]) >= 0 && hasLemma(words, STATED) ? hasLemma(words, INSERT) : undefined;
}

/** `write_query`, `execute_ddl_sql`: nothing comes back. */
function onlyWrites(reading: Reading): boolean {
  const { name } = reading;
  return changing(reading) !== undefined || (hasLemma(name.bare, WRITES) !== undefined && !name.bare.some((word) => word.lemma === 'read'));
}

export const sqlStatement: Rule = {
  id: 'sql-statement',
  title: 'A statement for a database',
  text: 'The caller writes a statement in SQL, Cypher or another language of a database, or one that inserts, updates or deletes, and the tool runs it. Unrestricted, such a statement can read, change and delete everything the connection may. Where the definition says that only reading is possible and enforced, another rule lifts this one.',
  rubric: ['E1', 'E2'],
  check(reading): readonly Finding[] {
    const verb = reading.mainVerb;
    const { params, lead } = reading;
    if (among(reading.name.bare[0], TRIAL) || (lead && phraseAt(lead.words, [QUERY, BY, ID]) >= 0)) return NOTHING;
    // Kusto clusters have databases too, and their language only reads.
    if (hasLemma(reading.server.words, OWN_LANGUAGES) && !hasLemma(reading.name.bare, SQL)) return NOTHING;
    if (isNamedQuery(reading)) return [stated(reading, saysSelect(reading), 'floor', undefined)];
    const param =
      params.find(
        (one) => hasLemma(one.words, SQL_PARAMS) !== undefined && one.type !== 'object' && one.type !== 'boolean' && one.enum.length === 0,
      ) ?? params.find((one) => hasLemma(one.words, QUERY_PARAMS) !== undefined && hasLemma(one.says, SQL) !== undefined);
    const said = hasLemma(reading.name.bare, SQL) ?? (lead ? hasLemma(lead.words, SQL, 16) : undefined) ?? changing(reading);
    const queries = reading.paramOf.get('query') ?? reading.paramOf.get('statement') ?? reading.paramOf.get('sql');
    const statement = params.find((one) => one.depth === 0 && one.type === 'string' && hasLemma(one.words, STATEMENT_PARAMS) !== undefined);
    // "SQL statement to execute": whatever the tool is called.
    const executed = param !== undefined && phraseAt(param.says, [SQL, TO, EXECUTING]) >= 0 && !hasLemma(reading.name.bare, ABOUT);
    if (executed && !saysSelect(reading) && !ANALYTICS_NAMES(reading))
      return [{ ...stated(reading, false, 'floor', param), param: param.name }];
    if (verb?.verb !== undefined && !among(verb, STATING)) {
      const writes = statement && one(statement) ? statement : undefined;
      if (!writes || !among(verb, DDL)) return NOTHING;
      return [
        {
          rule: 'sql-statement',
          force: 'floor',
          saw: 'it runs a database statement of the caller',
          quote: quoteParam(writes),
          category: 'Execute',
          basis: 'E1',
          facets: { exec: 'arbitrary' },
          param: writes.name,
        },
      ];
    }
    const database = inDomain(reading, 'database');
    const writes =
      database && reading.name.bare.some((word) => word.text === 'write') && reading.name.bare.some((word) => word.text === 'query');
    const runs =
      verb?.verb === 'run' ||
      verb?.lemma === 'query' ||
      verb?.lemma === 'write' ||
      writes ||
      (reading.name.bare.some((word) => among(word, STATEMENTS)) && !hasLemma(reading.name.bare, ABOUT));
    // `execute_query` on a database: of what kind the query is, it does not say.
    const bare = database && !reading.hasSchema && verb?.verb === 'run' && among(reading.name.head, QUERY_PARAMS);
    const loose = writes || bare || (!reading.hasSchema && said !== undefined);
    if (!runs || ANALYTICS_NAMES(reading) || !(param || (queries && (said || database)) || loose)) return NOTHING;
    if (!said && !database && !(param && hasLemma(param.words, SQL_PARAMS))) return NOTHING;
    const selects = !writes && saysSelect(reading);
    const firm = !selects && (said || writes || bare || (param && hasLemma(param.words, SQL_PARAMS)));
    return [{ ...stated(reading, selects, firm ? 'floor' : 'argument', param), param: (param ?? queries)?.name }];
  },
};
