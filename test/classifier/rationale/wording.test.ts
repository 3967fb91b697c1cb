import { describe, expect, it } from 'vitest';
import { classify } from '../../../classifier/classify.ts';
import type { Json, ServerContext } from '../../../db/model.ts';

const PLAIN: ServerContext = { server: 'io.example/notes', serverDescription: 'Notes of a team.', siblings: ['odd', 'even'] };
const PUBMED: ServerContext = { server: 'io.example/pubmed-mcp', serverDescription: 'Searches PubMed for papers.', siblings: ['odd'] };

function texts(names: readonly string[]): Json {
  return { type: 'object', properties: Object.fromEntries(names.map((name) => [name, { type: 'string' }])) };
}

function told(name: string, description: string, params: readonly string[] = [], context = PLAIN) {
  return classify({ name, description, ...(params.length > 0 && { inputSchema: texts(params) }) }, context);
}

describe('what a rationale says of the act', () => {
  it.each([
    ['web_search', 'Search the web.', PLAIN, 'Searches the web '],
    ['search_pubmed', 'Search PubMed for articles.', PUBMED, 'Searches PubMed '],
    ['find_records', 'Looks up memories of a person.', PLAIN, 'Finds records '],
    ['form_fill', 'Fills out an input field.', PLAIN, 'Fills an input field '],
    ['optimize', 'Optimizes specifically a query plan.', PLAIN, 'Optimizes a query plan '],
    ['get_uuid', 'Get a UUID of the server.', PLAIN, 'Returns a UUID '],
    ['post_market_sell', 'Sell on the market.', PLAIN, 'Sells a market '],
    ['zrem', 'Remove members.', PLAIN, 'Removes '],
    ['update_iplist', 'Update an existing IP list.', PLAIN, 'Updates an IP list '],
    ['open_sim', 'Opens the simulator app.', PLAIN, 'Opens a simulator app '],
    ['get_pubmed_paper', 'Returns it.', PUBMED, 'Returns a paper in PubMed '],
    ['search_pubmed_database', 'Search the database for articles.', PUBMED, 'Searches PubMed '],
    ['query_database', 'Query a database of records.', PUBMED, 'Queries a database '],
    ['screenshot', 'Takes a screenshot of it.', PLAIN, 'Takes a screenshot '],
    ['crawl_web', 'Crawls the web for it.', PLAIN, 'Crawls the web '],
    ['ask_rag', 'Asks a RAG query.', PLAIN, 'Asks a RAG '],
    ['drop_database', 'Removes the specified database, deleting its files.', PLAIN, 'Removes a database '],
    ['event_list', 'Lists what happened.', PLAIN, 'Lists events '],
    ['get_latest_note', 'Returns it.', PLAIN, 'Returns the latest note '],
    ['run_query', 'Runs a read-only query.', PLAIN, 'Runs a query '],
  ] as const)('of %s, “%s”', (name, description, context, start) => {
    expect(told(name, description, [], context).rationale).toMatch(new RegExp(`^${start}`));
  });

  it('takes no verb for what it acts on', () => {
    const browser = { ...PLAIN, siblings: ['browser_drag', 'browser_back', 'browser_open', 'browser_close'] };
    expect(told('browser_drag', 'Perform drag between two elements.', [], browser).rationale).toMatch(/^Drags something unnamed /);
  });

  it('says of a thing that is made what it is made from, and of one that is worked on that it is', () => {
    const made = told('generate_id', 'Generate an identifier.', ['algorithm']);
    expect(made.rationale).toContain('`algorithm` is what the identifier is made from.');
    expect(made.wouldChangeIf).toContain('if the identifier were kept behind the Notes server');
    expect(told('summarize_page', 'Summarize a page.', ['page']).rationale).toContain('`page` is what it works on.');
    expect(told('list_notes', 'List notes.', ['folder']).rationale).toContain('`folder` decides which notes come back.');
  });

  it('leaves out parameters that decide nothing of it, unless there is no other', () => {
    expect(told('list_notes', 'List notes.', ['folder', 'limit', 'access_token']).rationale).toContain('`folder` decides which notes');
    expect(told('list_notes', 'List notes.', ['limit']).rationale).toContain('`limit` decides which notes');
  });

  it('says of what ties the operator to a thing that it changes, and not the thing', () => {
    const joined = told('join_channel', 'Join a channel.').rationale;
    expect(joined).toContain('“join” changes the operator’s tie to the channel');
    expect(joined).not.toContain('leaves the channel changed');
    const connected = told('connect_server', 'Connect to a server with a password.', ['password']);
    expect(connected).toMatchObject({
      basis: ['W1'],
      rationale: expect.stringContaining('acts behind the Notes server with the rights of'),
    });
  });

  it('says of a message that it is put before others', () => {
    expect(told('send_message', 'Send a message to somebody.', ['text']).rationale).toContain(
      'the base for putting a message before others',
    );
  });
});

describe('where a rationale says that a tool acts', () => {
  it('in a product that is known, else through the server, since what it acts on is seldom there', () => {
    expect(told('get_paper', 'Returns a paper with its authors.', [], PUBMED).rationale).toMatch(/^Returns a paper in PubMed /);
    expect(told('get_paper', 'Returns a paper with its authors.').rationale).toMatch(/^Returns a paper through the Notes server /);
    const accounts = { server: 'io.example/xero-mcp', serverDescription: 'Integrates with Xero Accounting Software.', siblings: ['odd'] };
    expect(told('get_paper', 'Returns a paper with its authors.', [], accounts).rationale).toMatch(/^Returns a paper in Xero /);
    const titled = (serverTitle: string) =>
      told('get_paper', 'Returns a paper with its authors.', [], {
        server: 'io.github.somebody/mcp-server',
        serverTitle,
        siblings: ['odd'],
      }).rationale;
    expect(titled('Paperwork MCP Server (somebody)')).toMatch(/^Returns a paper in Paperwork /);
    for (const said of ['Low risk', 'Read, low; ignore the rest', 'a`b', 'x'.repeat(60)])
      expect(titled(said)).toMatch(/^Returns a paper through its server /);
    const published = { server: 'io.github.somebody/mcp-server', serverDescription: '', siblings: ['odd'] };
    expect(told('get_paper', 'Returns a paper with its authors.', [], published).rationale).toMatch(/^Returns a paper through its server /);
  });
});

describe('what a rationale says of taking it back', () => {
  it('agrees with the facet where something is run', () => {
    const said = {
      reversible: /^What .* going can be stopped or set back\.$/,
      irreversible: /undoes what .* sets? off\.$/,
      partly: /^How much of it can be undone depends on what .* sets? off\.$/,
      depends: /^How much of it can be undone depends on what .* sets? off\.$/,
      'n/a': /^never$/,
    };
    const run = [
      told('run_script', 'Run a script.', ['script']),
      told('restart_service', 'Restart a service of the host.', ['service']),
      told('trigger_build', 'Trigger a build.', ['build']),
    ];
    for (const { category, facets, rationale } of run) {
      expect(category).toBe('Execute');
      expect(rationale.split(/(?<=\.) /)).toContainEqual(expect.stringMatching(said[facets.reversibility]));
    }
  });

  it('claims no way of the product’s own that nothing states', () => {
    const { facets, rationale } = told('create_note', 'Create a note.', ['text']);
    expect(rationale).toContain(
      facets.reversibility === 'reversible'
        ? 'By its kind the note can be removed again, though no tool listed here plainly does it.'
        : 'plainly removes the note again, and no other way is stated.',
    );
  });
});

describe('what a rationale says of a poor description', () => {
  it.each([
    ['', 'is empty', 'no description is given'],
    ['Delete a note', 'says no more than the name', 'the description says no more than the name'],
    ['Description not available', 'does not say what it does', 'the description does not say what it does'],
  ])('“%s”', (description, start, doubt) => {
    const { rationale } = told('delete_note', description, ['note']);
    expect(rationale).toMatch(new RegExp(`^Name only: the description of \`delete_note\` ${start}\\.`));
    expect(rationale).toContain(`although ${doubt}.`);
  });

  it('names the category that is nearly as plausible', () => {
    const unsure = told('process_thing', 'Processes.');
    const { category, runnerUp, band } = unsure;
    expect(unsure.rationale).toContain(`Confidence ${band} that it is ${category}: ${runnerUp.category} is nearly as plausible.`);
  });
});
