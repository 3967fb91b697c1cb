import { describe, expect, it } from 'vitest';
import { classify } from '../../../classifier/classify.ts';
import type { Category, Json, Risk } from '../../../db/model.ts';
import {
  BROWSER,
  CLOUD,
  CLUSTER,
  CUSTOMERS,
  DATABASE,
  DEBUGGER,
  type Definition,
  FILES,
  FORGE,
  judged,
  MEMORY,
  OFFICE,
  type Place,
  TERMINAL,
  TRACKER,
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

it('what is deleted by a filter is deleted in bulk, and a filter is one thing', () => {
  const matching: Definition = ['delete_tasks', 'Delete tasks based on provided filters.'];
  expect(judged(OFFICE, matching)).toMatchObject({ category: 'Destructive', risk: 'Critical', basis: ['D1'] });
  const accepted = 'Deletes contents. Accepts optional type filters to limit the contents that will be deleted.';
  const limited = 'Deletes contents. Accepts optional limit of how many to delete, defaults to 100.';
  expect(judged(OFFICE, ['delete_contents', limited])).toMatchObject({ basis: ['D1'] });
  expect(judged(OFFICE, ['delete_contents', accepted])).toMatchObject({ category: 'Destructive', risk: 'Critical', basis: ['D1'] });
  expect(judged(OFFICE, ['delete_filter', 'Deletes the specified filter.', ['id']])).toMatchObject({ basis: ['D2'] });
});

it('a statement is one in whatever language it is called so', () => {
  const run = judged(DATABASE, ['execute_query', '执行SQL查询。', ['query']]);
  expect(run).toMatchObject({ category: 'Execute', risk: 'Critical', basis: ['E1'] });
  const enforced = judged(DATABASE, ['run_query', 'Run a read-only SQL query.', ['sql']]);
  expect(enforced).toMatchObject({ category: 'Read', basis: ['R4'] });
  expect(enforced.rationale).toContain('What comes back is whatever the caller asks by `sql`.');
  expect(enforced.rationale).toContain('Read rather than Execute: its queries are stated to be read-only.');
});

it('what may be restored wherever the description says so is not destroyed', () => {
  const trash = 'Delete a board by its ID. Deleted boards go to Trash and can be restored within 90 days after deletion.';
  expect(judged(OFFICE, ['delete_board', trash])).toMatchObject({ category: 'Write', risk: 'Medium' });
  expect(judged(OFFICE, ['delete_board', 'Delete a board by its ID. It does not go to the trash and cannot be restored.']).category).toBe(
    'Destructive',
  );
});

it('what is taken out of a group stays, however long its name is', () => {
  const taken = 'Remove an instance of a release from a user’s collection folder.';
  expect(judged(OFFICE, ['delete_release_from_user_collection_folder', taken])).toMatchObject({ category: 'Write', basis: ['base'] });
  expect(judged(OFFICE, ['delete_user_organizations', 'Remove user from organization(s).']).category).toBe('Write');
  expect(judged(DATABASE, ['lpop', 'Remove and return the first element from a list.']).category).toBe('Destructive');
});

it('a choice of predefined commands is no program, and tests of a pipeline do more than look', () => {
  const chosen = 'Executes a sequence of predefined browser commands. Available commands: click, type, wait.';
  expect(judged(BROWSER, ['execute-browser-commands', chosen])).toMatchObject({ category: 'Execute', risk: 'High' });
  const triggered = 'Runs evaluation tests on a pipeline. This tool triggers a new pipeline and returns its address.';
  expect(judged(OFFICE, ['run_evaluation_tests', triggered])).toMatchObject({ category: 'Execute', risk: 'High' });
});

it('no verdict on a tool that says nothing, not even by a verb, is surer than low', () => {
  for (const name of ['optional_settings', 'weather', 'manage_note']) expect(judged(OFFICE, [name, '']).band).toBe('low');
  expect(judged(OFFICE, ['get_weather', '']).band).toBe('high');
});

it('what a sibling makes active again is not destroyed', () => {
  const siblings = ['delete_vehicle', 'reactivate_vehicle'];
  expect(judged({ ...OFFICE, siblings }, ['delete_vehicle', 'Delete a vehicle.'])).toMatchObject({ category: 'Write', risk: 'Medium' });
  expect(judged(OFFICE, ['delete_vehicle', 'Delete a vehicle.']).category).toBe('Destructive');
});

it('of a query that is called a SELECT, and may be more, no verdict is surer than 0.70', () => {
  const called = judged(DATABASE, ['run_query', 'Execute a SELECT query.', ['sql']]);
  expect(called).toMatchObject({ category: 'Execute', risk: 'High', basis: ['E2'] });
  expect(called.confidence).toBeLessThanOrEqual(0.7);
  expect(called.rationale).toContain('High: more than a read that is enforced, less than any statement whatever.');
  expect(judged(DATABASE, ['run_sql', 'Execute any SQL.', ['sql']]).confidence).toBeGreaterThan(0.7);
});

it('what is put into a statement lists nothing that it reaches', () => {
  const schema = {
    type: 'object',
    properties: { sql: { type: 'string' }, query_parameters: { type: 'array', items: { type: 'object' } } },
  };
  const run = classify(
    { name: 'run_query', description: 'Runs a SQL query.', inputSchema: schema },
    { server: 'io.example/database', serverDescription: 'A SQL database.', siblings: [] },
  );
  expect(run.facets.scope).not.toBe('boundedList');
  expect(run.rationale).not.toContain('no others');
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

it('a connector that is paused or resumed stops or starts for all', () => {
  for (const verb of ['pause', 'resume', 'restart'])
    expect(judged(CLOUD, [`${verb}_connector`, `Will ${verb} a connector.`, ['id']])).toMatchObject({ category: 'Execute', risk: 'High' });
});

it('any path of an interface, with whatever is to be written there, is an open door', () => {
  const passed = judged(FORGE, ['post', 'Creates resources.', ['path', 'body']]);
  expect(passed).toMatchObject({ category: 'Execute', risk: 'Critical', basis: ['E1'] });
  expect(judged(FORGE, ['get', 'Reads any data.', ['path']]).category).toBe('Read');
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

it('a link between two things is taken away, and the things stay', () => {
  const tied = { ...TRACKER, siblings: ['delete_issue_link', 'create_issue_link'] };
  const verdict = judged(tied, ['delete_issue_link', '', ['id']]);
  expect(verdict).toMatchObject({ category: 'Write', risk: 'Medium', inverse: 'create_issue_link' });
  const shortener: Place = { server: 'com.example/short', serverDescription: 'Short links.', siblings: ['delete_link', 'create_link'] };
  expect(judged(shortener, ['delete_link', 'Deletes a short link.', ['id']]).category).toBe('Destructive');
});

it('a method of whichever tool is a door to all of them', () => {
  const called = judged(OFFICE, ['tool_call', 'Use this to execute a specific method of another tool.']);
  expect(called).toMatchObject({ category: 'Execute', risk: 'Critical', basis: ['E1'] });
});

it('steps that are declared one by one are no program', () => {
  const step = { type: 'object', properties: { command: { type: 'string', const: 'click' }, selector: { type: 'string' } } };
  const steps = { type: 'object', properties: { commands: { type: 'array', items: { anyOf: [step] } } } };
  const tool = { name: 'execute_commands', description: 'Executes a sequence of commands in the page.' };
  const taking = (inputSchema: Json) => classify({ ...tool, inputSchema }, { ...BROWSER, siblings: [] }).rules;
  expect(taking(steps)).not.toContain('code-parameter');
  expect(taking({ type: 'object', properties: { commands: { type: 'array', items: { type: 'string' } } } })).toContain('code-parameter');
});

it('a watch that is silenced changes nobody’s rights', () => {
  const watch: Place = { server: 'com.example/watch', serverDescription: 'Monitoring of hosts: alerts, metrics and downtimes.' };
  const muted = judged(watch, ['schedule_downtime', 'Schedules a downtime.', ['host']]);
  expect(muted).toMatchObject({ risk: 'High', basis: ['W1'], facets: { privilegeChange: false } });
  expect(muted.rationale).toContain('warns nobody any more');
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

it('who made a product is outside', () => {
  const told = judged(CLOUD, ['send_feedback', 'Send feedback about this server to its developers.', ['summary']]);
  expect(told).toMatchObject({ category: 'Write', risk: 'High', basis: ['W2'], facets: { exfilSink: true } });
  expect(judged(CLOUD, ['send_feedback', 'Sends feedback on a machine.', ['score']]).basis).not.toContain('W2');
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

it('files are merged into no branch that others build on', () => {
  expect(judged(FORGE, ['merge_files', 'Merge several files into one.', ['paths']]).rules).not.toContain('infrastructure-change');
  expect(judged(FORGE, ['merge_pull_request', 'Merge a pull request.', ['number']])).toMatchObject({ risk: 'High', basis: ['W4'] });
});

it('a query on a server whose language only reads is no statement of SQL', () => {
  const cluster = { server: 'com.example/explorer', serverDescription: 'Databases of an example explorer: execute KQL queries.' };
  expect(judged(cluster, ['execute_query', '', ['query']])).toMatchObject({ category: 'Read', risk: 'Medium', basis: ['R4'] });
  expect(judged(DATABASE, ['execute_query', '', ['query']]).category).toBe('Execute');
});

it('a database is deleted under the name of its kind too', () => {
  expect(judged(CLOUD, ['postgres-remove', 'Removes a PostgreSQL database.', ['id']])).toMatchObject({ risk: 'Critical', basis: ['D1'] });
});
