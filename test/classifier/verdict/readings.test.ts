import { describe, expect, it } from 'vitest';
import { classify } from '../../../classifier/classify.ts';
import type { RubricId } from '../../../classifier/types.ts';
import type { Category, Risk } from '../../../db/model.ts';
import {
  BILLING,
  BROWSER,
  CHAIN,
  CLOUD,
  CLUSTER,
  CUSTOMERS,
  DATABASE,
  DEBUGGER,
  type Definition,
  DRAWINGS,
  EXCHANGE,
  FILES,
  FORGE,
  judged,
  MAIL,
  MEMORY,
  OFFICE,
  type Place,
  SECURITY,
  SHOP,
  TERMINAL,
} from './places.ts';

it('to add to a list is no sum, and a name with an archive or a trash in it deletes nothing', () => {
  expect(judged(OFFICE, ['add_item_to_cart', 'Add an item to the cart.']).category).toBe('Write');
  expect(judged(OFFICE, ['add', 'Add two numbers.'])).toMatchObject({ category: 'Read', risk: 'Low' });
  expect(judged(OFFICE, ['exoplanet', 'Example Exoplanet Archive: planets beyond our own system.']).rules).not.toContain('trash-stated');
  expect(judged(OFFICE, ['trash_get_profile', 'Get a profile of the TRaSH guides.', ['name']]).category).toBe('Read');
});

it('what is saved to a file outlasts the session', () => {
  expect(judged(BROWSER, ['browser_window_keep', 'Save the window and its state to a file.'])).not.toMatchObject({ risk: 'Low' });
  expect(judged(BROWSER, ['browser_window_resize', 'Resize the window.'])).toMatchObject({ category: 'Write', risk: 'Low' });
});

it('a coin is moved under whatever name, and rights to it are not', () => {
  const coin = judged(CHAIN, ['transfer_strk', 'Transfer STRK from one account to another.', ['to']]);
  expect(coin).toMatchObject({ category: 'Financial', risk: 'Critical', basis: ['F1'] });
  expect(judged(CHAIN, ['transfer_ownership', 'Transfers the ownership of a contract.', ['to']]).rules).not.toContain('money-moved');
});

it('what is deleted by a filter is deleted in bulk, and a filter is one thing', () => {
  const matching: Definition = ['delete_tasks', 'Delete tasks based on provided filters.'];
  expect(judged(OFFICE, matching)).toMatchObject({ category: 'Destructive', risk: 'Critical', basis: ['D1'] });
  expect(judged(OFFICE, ['delete_filter', 'Deletes the specified filter.', ['id']])).toMatchObject({ basis: ['D2'] });
});

it('to leave what the server itself was connected to concerns nobody else', () => {
  expect(judged(DATABASE, ['disconnect_database', 'Disconnects from the database.'])).toMatchObject({ category: 'Write', risk: 'Low' });
  expect(judged(CLOUD, ['disconnect_network', 'Disconnects the machine from its network.']).rules).not.toContain('own-scratch');
});

it('to refuse what waits for an answer gives nobody a right', () => {
  expect(judged(TERMINAL, ['deny_command', 'Deny a pending command.', ['command_id']]).basis).not.toContain('W1');
  expect(judged(CLOUD, ['deny_access', 'Denies a user the access to a machine.', ['user']]).basis).toContain('W1');
});

it('to approve a command of a shell is to run it', () => {
  const approved = judged(TERMINAL, ['approve_command', 'Approve a pending command.', ['command_id']]);
  expect(approved).toMatchObject({ category: 'Execute', risk: 'Critical', basis: ['E1'] });
});

it('what is dealt in is no deal: orders of swaps are cancelled, and a long press is none', () => {
  expect(judged(EXCHANGE, ['swap_cancel_order', 'Cancel an unfilled SWAP order.', ['id']])).toMatchObject({ risk: 'High', basis: ['F2'] });
  expect(judged(EXCHANGE, ['swap_batch_cancel', 'Batch cancel up to 20 SWAP orders.'])).toMatchObject({ risk: 'High', basis: ['F2'] });
  expect(judged(EXCHANGE, ['swap_tokens', 'Swaps one token for another.', ['amount']])).toMatchObject({ risk: 'Critical', basis: ['F1'] });
  expect(judged(BROWSER, ['long_press_on_screen', 'Long press on the screen.'])).toMatchObject({ category: 'Execute', risk: 'High' });
});

it('orders are orders under the name of their kind', () => {
  const amended = judged(EXCHANGE, ['spot_batch_amend', '[CAUTION] Batch amend up to 20 unfilled spot orders.']);
  expect(amended).toMatchObject({ category: 'Financial', risk: 'Critical', basis: ['F1'] });
  const cancelled = judged(EXCHANGE, ['spot_batch_cancel', '[CAUTION] Batch cancel up to 20 spot orders.']);
  expect(cancelled).toMatchObject({ category: 'Financial', risk: 'High', basis: ['F2'] });
});

it('funds that are transferred between accounts are moved', () => {
  const moved = judged(EXCHANGE, ['account_transfer', 'Transfer funds between accounts.', ['amount']]);
  expect(moved).toMatchObject({ category: 'Financial', risk: 'Critical', basis: ['F1'] });
});

it('more seats of a subscription are paid for', () => {
  const seats = judged(SECURITY, ['update_org_subscription', 'Update the current subscription.', ['seats']]);
  expect(seats).toMatchObject({ category: 'Financial', basis: ['F2'] });
});

it('a folder that is empty holds nothing', () => {
  expect(judged(OFFICE, ['delete_folder', 'Removes an empty folder.', ['folder']])).toMatchObject({ risk: 'High', basis: ['D2'] });
  expect(judged(OFFICE, ['delete_folder', 'Removes a folder.', ['folder']])).toMatchObject({ risk: 'Critical', basis: ['D1'] });
});

it('what a tool is for stands below its heading', () => {
  const headed = '🛡️ Guardrails:\n 1. Data Modification Warning: it modifies data.\n\n🎯 Purpose:\n 1. Deletes a contact.\n';
  expect(judged(CUSTOMERS, ['contacts', headed, ['id']])).toMatchObject({ category: 'Destructive', basis: ['D2'] });
});

it('a code by which a project is known is no program', () => {
  const known = {
    name: 'start_cycle',
    description: 'Starts a cycle.',
    inputSchema: { type: 'object', properties: { code: { type: 'string', description: 'Project code (2-10 uppercase letters)' } } },
  };
  const place = { server: OFFICE.server, serverDescription: OFFICE.serverDescription, siblings: [] };
  expect(classify(known, place).rules).not.toContain('code-parameter');
  const run = {
    ...known,
    inputSchema: { type: 'object', properties: { code: { type: 'string', description: 'Code of the project to run' } } },
  };
  expect(classify(run, place).rules).toContain('code-parameter');
});

it('a preview of what would be paid pays nothing', () => {
  const previewed = judged(BILLING, ['preview_transaction_create', 'Previews a transaction without creating one.', ['items']]);
  expect(previewed.category).toBe('Read');
  expect(judged(BILLING, ['transaction_create', 'Creates a transaction.', ['items']]).category).toBe('Financial');
});

it('what bills at once moves money, and what does not is owed', () => {
  const resumed = ['resume_subscription', 'Resumes a subscription. It bills for it immediately.', ['subscription']] satisfies Definition;
  expect(judged(BILLING, resumed)).toMatchObject({ risk: 'Critical', basis: ['F1'] });
  expect(judged(BILLING, ['resume_subscription', 'Resumes a subscription.', ['subscription']])).toMatchObject({
    risk: 'High',
    basis: ['F2'],
  });
});

it('who pays, and where they live, is private', () => {
  expect(judged(BILLING, ['list_addresses', 'Lists the addresses of a customer.', ['customer']])).toMatchObject({ basis: ['R2'] });
  expect(judged(CHAIN, ['list_addresses', 'Lists the addresses of a token.', ['token']]).facets.sensitiveRead).toBe('none');
});

it('a connector that is paused or resumed stops or starts for all', () => {
  for (const verb of ['pause', 'resume', 'restart'])
    expect(judged(CLOUD, [`${verb}_connector`, `Will ${verb} a connector.`, ['id']])).toMatchObject({ category: 'Execute', risk: 'High' });
});

it('any path of an interface, with whatever is to be written there, is an open door', () => {
  const passed = judged(FORGE, ['post', 'Creates resources.', ['path', 'body']]);
  expect(passed).toMatchObject({ category: 'Execute', risk: 'Critical', basis: ['E1'] });
  expect(judged(FORGE, ['get', 'Reads any data.', ['path']]).category).toBe('Read');
});

it('whoever has the link may see it', () => {
  const shared = judged(OFFICE, ['export_board', 'Exports the board. Anyone with the link can view it.']);
  expect(shared).toMatchObject({ category: 'Write', risk: 'High', basis: ['W1'] });
});

it('to whom a login is sent is chosen by whoever gives its address', () => {
  const creds = { type: 'object', properties: { url: { type: 'string' }, token: { type: 'string' } } };
  const asked = { name: 'list_queues', description: 'Lists the queues.', inputSchema: { type: 'object', properties: { creds } } };
  const verdict = classify(asked, { server: CLOUD.server, serverDescription: CLOUD.serverDescription, siblings: [] });
  expect(verdict).toMatchObject({ risk: 'Medium', basis: ['R3'], facets: { exfilSink: true } });
});

it('a copy of what is named is not undone by deleting whatever is named', () => {
  const place = { server: FORGE.server, serverDescription: FORGE.serverDescription, siblings: ['bb_clone', 'bb_delete', 'bb_get'] };
  const cloned = { name: 'bb_clone', description: 'Clones a repository to the machine.' };
  expect(classify(cloned, place).inverse).toBeUndefined();
});

it('what is said to be done in bulk is', () => {
  const many = judged(OFFICE, ['create_events', 'Create multiple calendar events in bulk.', ['events']]);
  expect(many).toMatchObject({ category: 'Write', risk: 'High', basis: ['W3'] });
  expect(judged(OFFICE, ['create_event', 'Create a calendar event.', ['title']]).basis).not.toContain('W3');
});

it('an agent that has a shell runs whatever it is told', () => {
  const armed = 'Run an AI agent prompt. The agent has access to shell and filesystem.';
  expect(judged(CLOUD, ['agent_run', armed, ['prompt']])).toMatchObject({ category: 'Execute', risk: 'Critical', basis: ['E1'] });
  expect(judged(CLOUD, ['agent_run', 'Run an AI agent prompt.', ['prompt']]).basis).not.toContain('E1');
});

it('topics of a stream are what others stand on', () => {
  const streams: Place = { server: 'com.example/kafka', serverDescription: 'Topics and connectors of Kafka.' };
  expect(judged(streams, ['alter_topic_config', 'Alter topic configuration.', ['topic']])).toMatchObject({ risk: 'High', basis: ['W4'] });
  expect(judged(OFFICE, ['create_topic', 'Create a topic of a discussion.', ['title']]).basis).not.toContain('W4');
});

it('how many cells of a sheet look is part of the sheet', () => {
  const formatted = judged(OFFICE, ['batch_format_cells', 'Format multiple cell ranges in a single operation.', ['ranges']]);
  expect(formatted.category).toBe('Write');
});

it('a campaign that starts is mail to everybody on its list', () => {
  for (const verb of ['start', 'schedule'])
    expect(judged(OFFICE, [`${verb}_email_campaign`, `Will ${verb} sending a draft.`, ['id']])).toMatchObject({
      risk: 'High',
      basis: ['W2'],
    });
  expect(judged(OFFICE, ['create_email_campaign', 'Creates a campaign as a draft.', ['name']]).basis).not.toContain('W2');
});

it('how a tool is to be called is not what it does', () => {
  const called = "When using this tool, always use the `filter` parameter.\n\nOnly omit if you're sure.\n\n";
  expect(judged(CUSTOMERS, ['contacts', `${called}Deletes a contact.`, ['id']])).toMatchObject({ category: 'Destructive', basis: ['D2'] });
});

it('what is listed, or set, may be called by a verb', () => {
  expect(judged(CLOUD, ['wfp_list_dispatch_namespaces', 'List all dispatch namespaces.'])).toMatchObject({ category: 'Read', risk: 'Low' });
  expect(judged(CLOUD, ['do_alarm_list', 'List alarms for an object.'])).toMatchObject({ category: 'Read', risk: 'Low' });
  expect(judged(CLOUD, ['do_alarm_delete', 'Delete an alarm for an object.']).category).toBe('Destructive');
});

it('paths that are asked for several at once lie on the machine as well', () => {
  const path = { type: 'string', description: 'Absolute path of the file.' };
  const queries = { type: 'array', items: { type: 'object', properties: { path } } };
  const read = { name: 'get_file_content', description: 'Reads files.', inputSchema: { type: 'object', properties: { queries } } };
  const verdict = classify(read, { server: FILES.server, serverDescription: FILES.serverDescription, siblings: [] });
  expect(verdict.basis).toContain('R5');
  expect(verdict).toMatchObject({ category: 'Read', facets: { hostFile: 'read', sensitiveRead: 'private' } });
});

it('who asks is told who that is, and others are private', () => {
  const oneself = judged(OFFICE, ['get_user', 'Get information about the authenticated user.', []]);
  expect(oneself).toMatchObject({ category: 'Read', risk: 'Low', facets: { sensitiveRead: 'none' } });
  expect(judged(OFFICE, ['get_user', 'Get information about a user.', ['id']])).toMatchObject({ risk: 'Medium', basis: ['R2'] });
});

it('who made a product is outside', () => {
  const told = judged(CLOUD, ['send_feedback', 'Send feedback about this server to its developers.', ['summary']]);
  expect(told).toMatchObject({ category: 'Write', risk: 'High', basis: ['W2'], facets: { exfilSink: true } });
  expect(judged(CLOUD, ['send_feedback', 'Sends feedback on a machine.', ['score']]).basis).not.toContain('W2');
});

describe('of several actions', () => {
  const several = (actions: string[]) => ({
    name: 'pages',
    description: 'Retrieve pages of the workspace.',
    inputSchema: { type: 'object', properties: { action: { type: 'string', enum: actions } } },
  });
  const place = { server: OFFICE.server, serverDescription: OFFICE.serverDescription, siblings: [] };

  it('whose things are listed is no action', () => {
    expect(classify(several(['get', 'list', 'list_mine']), place).category).toBe('Read');
  });

  it('one without a verb reads where all others and the description do', () => {
    expect(classify(several(['get', 'list', 'wiql']), place).category).toBe('Read');
    expect(classify({ ...several(['get', 'list', 'wiql']), description: 'Manage pages.' }, place).category).toBe('Write');
    expect(classify(several(['get', 'delete', 'wiql']), place).category).toBe('Destructive');
  });

  it('another form of a verb behind the first word tells which things, not what is done', () => {
    const { perAction } = classify(several(['list_saved_pages', 'list_executions', 'page_delete']), place);
    expect(perAction.map(({ category }) => category)).toEqual(['Read', 'Read', 'Destructive']);
  });

  it('a mode is one where things are listed or deleted in it, and that all are listed is no reach', () => {
    const modes = (values: string[]) => ({ type: 'object', properties: { mode: { type: 'string', enum: values } } });
    const branches = { name: 'branch', description: 'Manage branches: list all branches, or delete a branch.' };
    const told = classify({ ...branches, inputSchema: modes(['list', 'delete']) }, place);
    expect([told.perAction.length, told.category, told.rules.includes('bulk-reach')]).toEqual([2, 'Destructive', false]);
    expect(classify({ name: 'route', description: 'Plan a route.', inputSchema: modes(['drive', 'walk']) }, place).perAction).toEqual([]);
  });

  it('what is asked for by its name alone is read', () => {
    expect(classify({ ...several(['list', 'get', 'versions']), description: 'Manage pages.' }, place).category).toBe('Read');
  });

  it('the most severe decides, and what stores a program is more so than what deletes one thing', () => {
    const { inputSchema, ...tool } = several(['list', 'create', 'delete']);
    const hooks = { ...tool, name: 'hooks', description: 'Manage hooks: list/create/delete.' };
    const script = { type: 'object', properties: { ...inputSchema.properties, script: { type: 'string' } } };
    expect(classify({ ...hooks, inputSchema: script }, place)).toMatchObject({ category: 'Execute', risk: 'Critical', basis: ['E1'] });
    expect(classify({ ...hooks, inputSchema }, place)).toMatchObject({ category: 'Destructive', risk: 'High' });
  });

  it('what one of them reads may be private, though another writes', () => {
    const { category, facets } = classify({ ...several(['get', 'add']), name: 'comments', description: 'Get or add comments.' }, place);
    expect([category, facets.sensitiveRead]).toEqual(['Write', 'private']);
  });
});

it('what a transaction would cost is estimated, and nothing is owed for it', () => {
  expect(judged(OFFICE, ['eth_estimateGas', 'Makes a call, which is not added to the chain, and returns the used gas.']).category).toBe(
    'Read',
  );
});

it('an address that will be called is a webhook, whatever the tool is called', () => {
  const made = (params: string[]) => judged(CLOUD, ['create_label', 'Creates a label.', params]);
  expect(made(['item', 'webhook_url'])).toMatchObject({ risk: 'High', basis: ['W2'], facets: { exfilSink: true } });
  expect(made(['item', 'webhook_id']).basis).not.toContain('W2');
  const properties = { destination: { type: 'string', description: 'Webhook endpoint URL or email address.' } };
  const tool = { name: 'update_alerts', description: 'Updates where alerts go.', inputSchema: { type: 'object', properties } };
  const { rules, basis } = classify(tool, { ...CLOUD, siblings: [] });
  expect([basis, rules.includes('host-path-written')]).toEqual([['W2'], false]);
});

it('the guests of each of several events are sent an invitation', () => {
  const attendees = { type: 'array', items: { type: 'string' } };
  const events = { type: 'array', items: { type: 'object', properties: { title: { type: 'string' }, attendees } } };
  const tool = { name: 'create_events', description: 'Creates events.', inputSchema: { type: 'object', properties: { events } } };
  expect(classify(tool, { ...OFFICE, siblings: [] })).toMatchObject({ basis: ['W2'], facets: { exfilSink: true } });
});

it('a script that is renamed is the same program', () => {
  expect(judged(CLOUD, ['rename_script', 'Renames a script.']).rules).not.toContain('program-stored');
  expect(judged(CLOUD, ['update_script', 'Updates a script.']).rules).toContain('program-stored');
});

it('a query is read-only where statements that write make it fail', () => {
  const fails = 'Run a SQL query on the warehouse (fails if it scans too much or contains DML statements).';
  expect(judged(DATABASE, ['run_query', fails, ['query']])).toMatchObject({ category: 'Read', basis: ['R4'] });
  const runs = 'Run a SQL query on the warehouse, fails if it scans too much.';
  expect(judged(DATABASE, ['run_query', runs, ['query']]).category).toBe('Execute');
});

it('a query is not read-only where statements that write are supported as well', () => {
  const both = 'Run a SQL query. In the first mode only SELECT is allowed. The second mode supports all DML statements.';
  expect(judged(DATABASE, ['run_query', both, ['sql']]).category).toBe('Execute');
  const half: Place = { server: 'com.example/half', serverDescription: 'Read-only access to a SQL database.' };
  expect(judged(half, ['list_tables', 'Lists the tables of the database.'])).toMatchObject({ category: 'Read', risk: 'Low' });
  expect(judged(half, ['run_query', 'Runs a SQL query.', ['sql']])).toMatchObject({ category: 'Read', basis: ['R4'] });
});

it('an order of a shop is none on a market', () => {
  expect(judged(SHOP, ['update_order', 'Updates an order of the shop.', ['order', 'note']]).rules).not.toContain('market-order');
});

it('paper money is spoken of where there is money', () => {
  expect(judged(EXCHANGE, ['place_order', 'Places an order in paper trading.', ['symbol']]).rules).toContain('test-mode');
  expect(judged(CLOUD, ['get_machine', 'Returns a virtual machine.', ['machine']]).rules).not.toContain('test-mode');
});

it('a rule that speaks of a path is named only where a path was seen', () => {
  for (const { basis } of [
    judged(OFFICE, ['update_action', 'Updates an action with a new title and due date.', ['id', 'title']]),
    judged(OFFICE, ['register_agent', 'Registers an agent with the team.', ['name']]),
  ])
    expect(basis).not.toContain('W5');
});

describe('what a tool only asks or tells is Read, whatever its name calls up', () => {
  const ASKING: readonly Definition[] = [
    ['auth_check_token', 'Check if the current token is still valid.', []],
    ['verify_delivery', 'Verify whether the parcel has been delivered.', ['parcel']],
    ['cli_install', 'Provide installation instructions for the Example CLI.', ['system']],
    ['deploy_help', 'Returns step-by-step guidance on deploying an application.', ['path']],
  ];

  it.each(ASKING)('%s', (...definition) => {
    expect(judged(CLOUD, definition)).toMatchObject({ category: 'Read' });
  });

  it.each<[Definition, Category]>([
    [['ensure_table', 'Check if the table exists and create it if needed.', ['table']], 'Write'],
    [['install_cli', 'Install the Example CLI by its instructions.', ['command']], 'Execute'],
  ])('but not %s', (definition, category) => {
    expect(judged(DATABASE, definition).category).toBe(category);
  });
});

it.each<Definition>([
  ['extract_frames', 'Extract the frames of a video as image files.', ['video']],
  ['search_studies', 'Searches for studies and saves them to a table.', ['query']],
])('what is read and then stored is a change: %s', (...definition) => {
  expect(judged(OFFICE, definition)).toMatchObject({ category: 'Write' });
});

it.each<Definition>([
  ['list_prompts', 'List the prompts that are stored in the registry.'],
  ['list_data_stores', 'List all data stores in the account.'],
  ['git_log', 'Shows the log of commits.'],
  ['request_completions', 'Get completions for a place in the code.', ['file']],
])('what is stored, logged or requested already is only read: %s', (...definition) => {
  expect(judged(OFFICE, definition)).toMatchObject({ category: 'Read' });
});

it('a transaction that another tool signs is only built', () => {
  const place = { ...CHAIN, siblings: ['make_payment_txn', 'sign_transaction'] };
  expect(judged(place, ['make_payment_txn', 'Creates a payment transaction.'])).toMatchObject({ category: 'Read' });
});

it('what builds a text or shows pages runs no program of the caller', () => {
  expect(judged(MEMORY, ['build_context', 'Build the context of a note.', ['note']]).category).not.toBe('Execute');
  expect(judged(CLOUD, ['deploy_page', 'Deploys static pages from a folder.']).risk).not.toBe('Critical');
});

describe('what a tool does is told by what it works', () => {
  const PORTS: Place = { server: 'com.example/nmapmcp', serverDescription: '' };
  const PROMPTS: Place = { server: 'com.example/prompts', serverDescription: 'A registry of prompts.' };

  it.each<[Category, Risk, Place, Definition]>([
    ['Execute', 'High', OFFICE, ['run_errand', 'Lets a browser agent do the errand on its own.', ['errand']]],
    ['Execute', 'High', BROWSER, ['browser_tabs', 'Lists, creates, closes or selects a tab.', ['action']]],
    ['Execute', 'High', CLOUD, ['publish_site', 'Publishes the website, so that its changes go live.', ['site']]],
    ['Execute', 'High', PORTS, ['ping_scan', 'Does a ping scan of the target.', ['target']]],
    ['Execute', 'Critical', OFFICE, ['recall_notes', 'Run Apple Script on another machine. Meant for recalling notes.']],
    ['Execute', 'High', CLOUD, ['install_theme', 'Installs a theme on the site.', ['theme']]],
    ['Execute', 'High', DEBUGGER, ['gdb_continue', 'Continues the program.', []]],
    ['Write', 'Low', CLUSTER, ['switch_node', 'Switches to another configured node.', ['name']]],
    ['Write', 'High', PROMPTS, ['update_prompt', 'Updates a stored prompt.', ['name', 'content']]],
    ['Write', 'High', TERMINAL, ['write_file', 'Writes a file below the allowed root.', ['path', 'content']]],
    ['Destructive', 'Critical', OFFICE, ['delete_calendar', 'Deletes a calendar.', ['calendar']]],
    ['Read', 'Low', CLOUD, ['cli_install', 'Provide installation instructions for the Example CLI.', ['system']]],
    ['Read', 'Low', OFFICE, ['add', '']],
  ])('%s, %s: $3', (category, risk, place, definition) => {
    expect(judged(place, definition)).toMatchObject({ category, risk });
  });

  it('and browsing that is reported on is none', () => {
    expect(judged(OFFICE, ['get_browser_agent_result', 'Gets the result of a browser agent task.', ['id']]).category).toBe('Read');
  });
});

describe('how private a thing is depends on where it lies', () => {
  it.each<['private' | 'none', Place, Definition]>([
    ['none', FORGE, ['search_users', 'Searches users.', ['query']]],
    ['private', CUSTOMERS, ['get_company', 'Gets a company.', ['id']]],
    ['private', EXCHANGE, ['list_orders', 'Lists orders.', ['symbol']]],
    ['none', DRAWINGS, ['get_file_styles', 'Gets the styles of a file.', ['file_key']]],
    ['none', FILES, ['list_allowed_directories', 'Lists the directories that may be used.', []]],
    ['private', FILES, ['list_directory', 'Lists what stands in a directory.', ['path']]],
  ])('%s: $2', (sensitiveRead, place, definition) => {
    expect(judged(place, definition).facets.sensitiveRead).toBe(sensitiveRead);
  });
});

it('a file that is read is no secret, though no schema says which file', () => {
  const { basis, facets } = judged(FILES, ['read_file', 'Reads a file.']);
  expect(basis).not.toContain('R1');
  expect(facets.sensitiveRead).toBe('private');
});

it('what is read under a stated root is Medium', () => {
  const rooted = 'Reads a file. Only works within allowed directories.';
  const { basis, risk, wouldChangeIf } = judged(FILES, ['read_text_file', rooted, ['path']]);
  expect([basis[0], risk]).toEqual(['R5', 'Medium']);
  expect(wouldChangeIf).toBe('It would be High if no root bounded `path`, and Low if only one kind of file could be named.');
});

it('what one’s own scanner found no stranger wrote', () => {
  expect(judged(SECURITY, ['search_vulnerabilities', 'Searches vulnerabilities.', ['filter']]).facets.untrustedIngest).toBe(false);
});

describe('without a schema, words tell', () => {
  const WEB: Place = { server: 'com.example/webreader', serverDescription: 'Web search and scraping of pages as Firecrawl does.' };
  const KEYS: Place = { server: 'com.example/redis-store', serverDescription: 'Keys and values.' };
  const GUILD: Place = { server: 'com.example/discord-bot', serverDescription: 'Says things on Discord.' };
  const WIKI: Place = { server: 'com.example/mediawiki-pages', serverDescription: 'Pages of a wiki.' };
  const LOCAL: Place = { server: 'com.example/git-history', serverDescription: 'Commits and branches of a working copy.' };
  const PULLS: Place = { server: 'com.example/azuredevops-mcp', serverDescription: 'Repositories and pull requests of a forge.' };

  it.each<[Category, Risk, RubricId, Place, Definition]>([
    ['Read', 'Medium', 'R3', OFFICE, ['describe_picture', 'Describes a picture by URL.']],
    ['Read', 'Medium', 'R3', WEB, ['crawl', 'Goes through sites and keeps what it finds.']],
    ['Read', 'Medium', 'R3', WEB, ['read_article', 'Reads a web page as plain text.']],
    ['Execute', 'Critical', 'E1', DATABASE, ['execute', 'Runs an INSERT, UPDATE or DELETE statement.']],
    ['Write', 'High', 'W1', OFFICE, ['add_participants_to_group', 'Adds participants.']],
    ['Write', 'High', 'W1', OFFICE, ['toggle_public', 'Toggles whether an album is public.']],
    ['Write', 'High', 'W1', OFFICE, ['set_api_key', 'Sets the key.']],
    ['Write', 'Medium', 'base', PULLS, ['create_pull_request_comment', 'Comments on a pull request.']],
    ['Write', 'Low', 'W↓', OFFICE, ['set_project', 'Sets the active project for later calls.']],
    ['Destructive', 'Critical', 'D1', FILES, ['delete_folder', 'Deletes a folder.']],
    ['Destructive', 'High', 'D2', OFFICE, ['reminder_modify', 'Update/delete reminders.']],
    ['Destructive', 'High', 'D2', OFFICE, ['edit_reminders', 'Delete or set a reminder.']],
    ['Read', 'Medium', 'R3', WEB, ['example_map', 'Finds the pages of a website.']],
    ['Read', 'Medium', 'R3', OFFICE, ['fetch_feed', 'Fetches a feed from a given URL.']],
    ['Read', 'Medium', 'R2', KEYS, ['hgetall', '']],
    ['Read', 'Medium', 'R2', KEYS, ['json_get', 'A part of what was stored.']],
    ['Execute', 'High', 'E3', CLOUD, ['power-off-instance', 'Powers off an instance.']],
    ['Execute', 'Critical', 'E1', OFFICE, ['all_office_api', '']],
    ['Write', 'High', 'W2', FORGE, ['update_gist_file', 'Changes a file.']],
    ['Write', 'High', 'W2', OFFICE, ['dial_number', 'Makes a phone call.']],
    ['Write', 'High', 'W2', GUILD, ['send_message', 'Says something.']],
    ['Write', 'High', 'W2', WIKI, ['create-page', 'Writes a page.']],
  ])('%s, %s by %s: $4', (category, risk, basis, place, definition) => {
    const verdict = judged(place, definition);
    expect([verdict.category, verdict.risk, verdict.basis[0]]).toEqual([category, risk, basis]);
  });

  it.each<[Place, Definition]>([
    [WEB, ['scrape_amazon_product', 'Scrapes a product of Amazon.']],
    [WEB, ['browser_session_extract', 'Extracts the text of the open page.']],
    [OFFICE, ['analyze_video', 'Analyzes a video by its YouTube URL.']],
    [OFFICE, ['static_map', 'Draws a map of a place.']],
  ])('and what lies on one site is at no free address: $1', (place, definition) => {
    expect(judged(place, definition).basis).not.toContain('R3');
  });

  it('what is taken in from an address leaves by it, and what is only noted down does not', () => {
    expect(judged(OFFICE, ['add_picture', 'Adds a picture from a URL.']).facets.exfilSink).toBe(true);
    expect(judged(OFFICE, ['set_link', 'Sets the link of a shape to a URL.']).facets.exfilSink).toBe(false);
  });

  it.each<[boolean, Place, Definition]>([
    [false, LOCAL, ['git_log', 'Shows the commits.']],
    [true, LOCAL, ['git_log', 'Shows the commits of a repository.', ['repository_url']]],
    [false, CLOUD, ['list_websites', 'Lists the websites of the account.']],
    [false, MAIL, ['list_sent_email_attachments', 'Lists the attachments of a sent email.', ['email']]],
    [true, MAIL, ['list_email_attachments', 'Lists the attachments of an email.', ['email']]],
  ])('whether strangers wrote what comes back (%s): $2', (foreign, place, definition) => {
    expect(judged(place, definition).facets.untrustedIngest).toBe(foreign);
  });

  it('keys of a store are names, and its values are not', () => {
    expect(judged(KEYS, ['list_keys', 'Keys by a pattern.'])).toMatchObject({ risk: 'Low', basis: ['base'] });
  });
});
