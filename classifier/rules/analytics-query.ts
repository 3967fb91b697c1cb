import { among, hasLemma, set } from '../reading/look.ts';
import { quoteLead } from '../reading/quote.ts';
import { type Finding, NOTHING, type Rule } from '../types.ts';

const ASKED = set('query expr expression filter search pipeline queries sql matcher statement');
const NAMES = set('list label name stat metadata schema cost plan performance metric');
const LANGUAGES = set(
  'graphite influx influxql flux promql logql kql kusto nrql lucene traceql metricsql dax jql aql jaql cql aft soql sosl subgraph loki prometheus quickwit opensearch elasticsearch cloudwatch pyroscope aggregate geospatial splunk esql datalog sparql odata',
);

/** A server that names one of these takes its queries in it, whatever a tool says. */
export const OWN_LANGUAGES = set('kql kusto promql logql nrql');

export const analyticsQuery: Rule = {
  id: 'analytics-query',
  title: 'A query over logs, metrics or an index',
  text: 'A query in PromQL, KQL, LogQL, Lucene or a search over documents: the language can ask for anything in the store but cannot change it.',
  rubric: ['R4'],
  check(reading): readonly Finding[] {
    const { name, lead } = reading;
    const asks =
      name.verb?.verb === 'search' ||
      name.verb?.verb === 'run' ||
      name.verb?.verb === 'get' ||
      name.bare.some((word) => word.lemma === 'query' || word.lemma === 'aggregate');
    if (!asks) return NOTHING;
    const language =
      hasLemma(name.bare, LANGUAGES) ??
      (lead ? hasLemma(lead.words, LANGUAGES, 24) : undefined) ??
      reading.params
        .flatMap((param) =>
          param.words.some((word) => word.lemma === 'query' || word.lemma === 'expr' || word.lemma === 'filter')
            ? [hasLemma(param.says, LANGUAGES)]
            : [],
        )
        .find((word) => word !== undefined) ??
      (name.bare.some((word) => word.lemma === 'query') ? hasLemma(reading.server.words, OWN_LANGUAGES) : undefined);
    if (!language) return NOTHING;
    const asked =
      reading.params.some((param) => among(param.words.at(-1), ASKED)) ||
      (!reading.hasSchema && name.bare.some((word) => word.lemma === 'query'));
    if (reading.hasSchema && !asked) return NOTHING;
    const queried = asked && !name.bare.some((word) => among(word, NAMES));
    return [
      {
        rule: 'analytics-query',
        force: 'argument',
        saw: `it takes a query in a language that only reads ("${language.text}")`,
        quote: quoteLead(reading),
        category: 'Read',
        basis: 'R4',
        holds: queried,
        facets: { sensitiveRead: 'private' },
      },
    ];
  },
};
