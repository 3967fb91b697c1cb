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
    ['query', 'Run a read-only SQL query.', PLAIN, 'Runs an SQL query '],
    ['search_local', 'Searches for local businesses.', PLAIN, 'Searches for local businesses '],
    ['search', 'Searches for events, venues, or attractions in town.', PLAIN, 'Searches for events '],
    ['drag', 'Drag an element onto another element.', PLAIN, 'Drags an element '],
    ['get_chart_img', 'Returns it.', PLAIN, 'Returns a chart image '],
    ['update_offer_code', 'Update an offer code of a shop.', PLAIN, 'Updates an offer code '],
    ['check_version_exists', 'Checks it against the registry.', PLAIN, 'Checks a version '],
  ] as const)('of %s, “%s”', (name, description, context, start) => {
    expect(told(name, description, [], context).rationale).toMatch(new RegExp(`^${start}`));
  });

  it('takes no verb for what it acts on', () => {
    const browser = { ...PLAIN, siblings: ['browser_drag', 'browser_back', 'browser_open', 'browser_close'] };
    expect(told('browser_drag', 'Perform drag between two elements.', [], browser).rationale).toMatch(/^Drags something unnamed /);
    expect(told('delete_one', '').rationale).toContain('deletes something unnamed');
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

  it('takes no condition of its use for what it does', () => {
    const asked = told('codewriter', 'If and only if the user explicitly asks you to start, invoke this tool.').rationale;
    expect(asked).toMatch(/^`codewriter` through the Notes server is described as “If and only if/);
  });

  it('says of what is selected that it is in use, and not that it is changed', () => {
    const switched = told('switch_workspace', 'Switch to another workspace.', ['workspace_id']);
    expect(switched.category).toBe('Write');
    expect(switched.rationale).toContain('The same call for the earlier workspace takes it back.');
    expect(switched.rationale).toContain('“switch” changes which workspace is open or in use');
    expect(switched.wouldChangeIf).toBe(
      'It would be Low if only the agent’s own session were switched, and High if other rights came with the workspace.',
    );
  });

  it('says of an address that a page comes back, and no address', () => {
    const fetched = told('fetch_url', 'Fetches a URL and returns what stands there.', ['url']);
    expect(fetched).toMatchObject({ category: 'Read', basis: ['R3'] });
    expect(fetched.rationale).toContain('One call returns the page that `url` names.');
    expect(fetched.rationale).toContain('“fetch” asks for pages');
  });

  it('says of a message what a wider audience would make of it', () => {
    const sent = told('send_reply', 'Send a reply to a colleague.', ['text']);
    expect(sent.basis).toEqual(['base']);
    expect(sent.wouldChangeIf).toContain('if it reached people outside the operator’s own workspace');
    expect(told('create_note', 'Create a note.', ['title']).wouldChangeIf).not.toContain('reached people');
  });

  it('speaks of the body of a message before its subject', () => {
    const { rationale } = told('send_email', 'Send an email to somebody.', ['subject', 'content', 'to']);
    expect(rationale).toContain('What `content` says leaves the workspace for whoever `to` names.');
  });

  it('says of a message that it is put before others', () => {
    expect(told('send_message', 'Send a message to somebody.', ['text']).rationale).toContain(
      'the base for putting a message before others',
    );
  });
});

describe('why a rationale says that what is read is Low', () => {
  const WEATHER = { server: 'io.example/weather', serverDescription: 'Weather of the world.', siblings: ['odd'] };

  it('because it is known to everybody', () => {
    const forecast = told('get_forecast', 'Get the forecast of a city.', ['city'], WEATHER);
    expect(forecast).toMatchObject({ category: 'Read', risk: 'Low' });
    expect(forecast.rationale).toContain('Low: forecasts are public by their kind.');
    expect(forecast.wouldChangeIf).not.toContain('private');
  });

  it('because it tells names only', () => {
    const listed = told('list_buckets', 'List the buckets.', ['region']);
    expect(listed.rationale).toContain('Low: it tells which buckets there are, not what belongs to them.');
    expect(listed.wouldChangeIf).toMatch(/^It would be Medium if it also returned what belongs to the buckets, /);
  });

  it('because it is worked out from what is given', () => {
    expect(told('calculate_sum', 'Calculate a sum.', ['a', 'b']).rationale).toContain('Low: the result is worked out from `a` and `b`.');
  });
});

describe('who a rationale says sees it', () => {
  it('nobody, of a note among notes; the team, of a note on a ticket', () => {
    expect(told('add_note', 'Add a note.', ['content']).rationale).not.toContain('own workspace');
    const support = { server: 'io.example/zendesk', serverDescription: 'Support tickets.', siblings: ['get_ticket', 'list_tickets'] };
    expect(told('add_note', 'Add an internal note to a ticket.', ['content'], support).facets.egress).toBe('tenant');
  });
});

describe('where a rationale says that a tool acts', () => {
  it.each([
    ['dominos-pizza-mcp', 'Order from Domino’s Pizza with ease.', 'in Domino’s Pizza'],
    ['lumbretravel-mcp', 'Works with the Argentinian LumbreTravel system.', 'in LumbreTravel'],
    ['agent-toolkit', 'Manages PayPal payments and disputes.', 'in PayPal'],
    ['playwright-mcp', 'Drives Playwright for an agent.', 'through Playwright'],
    ['claude-think-mcp', 'Lets Claude think.', 'through the Claude Think server'],
  ])('of %s, “%s”', (server, serverDescription, where) => {
    const context = { server: `io.example/${server}`, serverDescription, siblings: ['odd'] };
    expect(told('get_paper', 'Returns a paper with its authors.', [], context).rationale).toMatch(new RegExp(`^Returns a paper ${where} `));
  });

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
      reversible: /^What .* does can be stopped or set back\.$/,
      irreversible: /undoes what .* does\.$/,
      partly: /^How much of it can be undone depends on what .* does\.$/,
      depends: /^How much of it can be undone depends on what .* does\.$/,
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

  it('tells what a thing is only made anew by, and what a run or a payment is not unmade by', () => {
    const beside = (name: string, description: string, other: string) =>
      told(name, description, ['id'], { ...PLAIN, siblings: [name, other] });
    const removed = beside('remove_documentation', 'Remove the documentation of a library.', 'add_documentation');
    expect(removed).toMatchObject({ category: 'Destructive', inverse: 'add_documentation' });
    expect(removed.rationale).toContain('`add_documentation` on this server can enter it anew, but does not bring back what it held.');
    expect(beside('start_service', 'Start a service of the host.', 'stop_service').rationale).toContain(
      '`stop_service` on this server goes the other way; what is done in between stays.',
    );
    expect(beside('place_order', 'Place an order at the exchange.', 'cancel_order').rationale).toContain(
      '`cancel_order` on this server can call it off as long as it is not carried out.',
    );
  });

  it('names a sibling that comes near to undoing it, and none that only tells of such', () => {
    const pays = (other: string) =>
      told('create_charge', 'Charge a customer.', ['amount'], { ...PLAIN, siblings: ['create_charge', other] }).rationale;
    expect(pays('create_refund')).toContain('`create_refund` on this server comes nearest to giving back what is paid by it');
    expect(pays('get_refund')).not.toContain('`get_refund`');
    const runs = told('run_sql', 'Run SQL statements.', ['sql'], { ...PLAIN, siblings: ['run_sql', 'restore_database'] });
    expect(runs.rationale).toContain('`restore_database` on this server comes nearest to undoing it, and is not said to.');
  });

  it('says of a toggle that the same call takes it back', () => {
    const toggled = told('toggle_light', 'Toggle a light.', ['light']);
    expect(toggled.category).toBe('Write');
    expect(toggled.rationale).toContain('The same call takes it back.');
  });

  it('says of what ends something that it has to be started anew', () => {
    const ended = told('cancel_job', 'Cancel a running job.', ['job_id']);
    expect(ended.category).toBe('Execute');
    expect(ended.rationale).toContain('What is ended has to be started anew, and what it had under way may be lost.');
    expect(ended.wouldChangeIf).toBe('It would be Medium if only harmless jobs could be ended by it.');
  });

  it('calls nothing that is destroyed reversible', () => {
    for (const thing of ['server_configuration', 'dolt_remote']) {
      const removed = told(`remove_${thing}`, '', [], { ...PLAIN, siblings: [`remove_${thing}`, `add_${thing}`, 'odd'] });
      expect(removed).toMatchObject({ category: 'Destructive', facets: { reversibility: 'partly' } });
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
    expect(unsure.rationale).toContain(`Confidence ${band} that it is ${category}: ${runnerUp.category} is at least as plausible, and`);
    expect(unsure.wouldChangeIf).toMatch(/^It would be High if the definition said plainly that it sets something going, and Read, /);
  });
});
