import { describe, expect, it } from 'vitest';
import { classify } from '../../classifier/classify.ts';
import type { Category, Risk, Verdict } from '../../db/model.ts';

type Definition = [name: string, description: string, params?: readonly string[]];

interface Place {
  server: string;
  serverDescription: string;
  siblings?: string[];
}

const OFFICE: Place = { server: 'com.example/office', serverDescription: 'Everyday work in an Example Office.' };
const BILLING: Place = {
  server: 'com.example/billing',
  serverDescription: 'Payments: customers, invoices and subscriptions of Examplepay.',
};
const CHAIN: Place = { server: 'com.example/chain', serverDescription: 'Explorer of an example blockchain: blocks, tokens, wallets.' };
const DATABASE: Place = { server: 'com.example/rows', serverDescription: 'A SQL database with tables and rows.' };
const BROWSER: Place = { server: 'com.example/browser', serverDescription: 'Works a web browser through Playwright.' };
const CLOUD: Place = { server: 'com.example/cloud', serverDescription: 'Servers, projects and databases of an example cloud.' };
const FORGE: Place = {
  server: 'com.example/forge',
  serverDescription: 'Repositories, issues and pull requests of an example forge like GitHub.',
};
const GIT: Place = { server: 'com.example/git', serverDescription: 'Git: commits, branches and diffs of a local repository.' };
const BROWSING: Place = { ...BROWSER, siblings: ['navigate', 'click', 'hover', 'take_snapshot', 'upload_file', 'handle_dialog'] };
const SHOP: Place = {
  server: 'com.example/shop',
  serverDescription: 'An example shop: products, carts, orders and customers of the store.',
};
const EXCHANGE: Place = {
  server: 'com.example/exchange',
  serverDescription: 'Trading on an example exchange: orders, positions, margin, portfolio.',
};
const PHONES: Place = { server: 'com.example/phones', serverDescription: 'Mobile apps on Android devices and the iOS simulator.' };
const TRACKER: Place = { server: 'com.example/tracker', serverDescription: 'Issues, sprints and backlogs of a tracker like Jira.' };
const MAIL: Place = { server: 'com.example/mail', serverDescription: 'The mailbox of an example mail service: email, labels, inbox.' };
const CHAT: Place = { server: 'com.example/chat', serverDescription: 'Channels and messages of an example chat like Slack.' };
const MEMORY: Place = { server: 'com.example/memory', serverDescription: 'A knowledge graph as memory of an agent.' };

function judged(place: Place, [name, description, params]: Definition): Verdict {
  const inputSchema = params && { type: 'object', properties: Object.fromEntries(params.map((param) => [param, { type: 'string' }])) };
  return classify({ name, description, inputSchema }, { siblings: [name], ...place });
}

describe('whoever returns a secret is never of low risk', () => {
  const RETURNING: readonly [Place, Definition][] = [
    [OFFICE, ['getToken', '', []]],
    [OFFICE, ['get_token', '', ['app_key', 'app_secret']]],
    [OFFICE, ['fetch_access_token', '']],
    [OFFICE, ['get_password', '']],
    [OFFICE, ['get_secret', 'Returns a secret by its name.', ['name']]],
    [OFFICE, ['read_credentials', 'Reads the stored credentials of a service.', ['service']]],
    [OFFICE, ['get_api_key', '']],
    [OFFICE, ['get-env', 'Prints all environment variables.']],
    [CLOUD, ['list_service_variables', 'List all environment variables of a service.', ['service']]],
    [CLOUD, ['get_connection_string', 'Returns the connection string with its password.', ['database']]],
    [CHAIN, ['export_private_key', 'Returns the private key of a wallet.', ['wallet']]],
    [CHAIN, ['get_seed_phrase', '', ['wallet']]],
    [OFFICE, ['get_installation_jwt_token', 'Returns a JWT token for the installation.', ['installation']]],
    [BROWSER, ['browser_get_cookie_by_name', 'Get a cookie by name.', ['name']]],
    [CHAT, ['get_qr_code', 'Gives the code to scan for a WhatsApp connection.']],
    [BILLING, ['list_license_keys', 'Lists all license keys of a store.']],
    [OFFICE, ['get_request_token', 'The request token after login.']],
    [OFFICE, ['get_current_token', '']],
    [CLOUD, ['get_kubeconfig', 'Kubeconfig of a cluster.', ['cluster']]],
    [OFFICE, ['get_account', 'Gives the details of an account including its token.']],
  ];

  it.each(RETURNING)('$0.server $1', (place, definition) => {
    const { risk, category, facets, basis } = judged(place, definition);
    expect({ risk, category, sensitiveRead: facets.sensitiveRead, basis }).toEqual({
      risk: 'High',
      category: 'Read',
      sensitiveRead: 'secret',
      basis: ['R1'],
    });
  });
});

it.each<[Place, Definition]>([
  [CHAIN, ['list_tokens', 'Lists the tokens of a chain.', ['chain']]],
  [CHAIN, ['get_token', 'Token by its contract address.', ['address']]],
  [CHAIN, ['get_token_price', 'Price of a token.', ['symbol']]],
  [OFFICE, ['count_tokens', 'Counts the tokens of a text for a language model.', ['text']]],
  [CHAIN, ['get_account', 'Gives the balances of an account including its token.', ['address']]],
  [OFFICE, ['create_qr_code', 'Draws a code that holds a link.', ['link']]],
])('a token that is a coin or a piece of text is no secret: $1', (place, definition) => {
  expect(judged(place, definition).facets.sensitiveRead).not.toBe('secret');
});

describe('the rubric’s examples in own words', () => {
  const EXPECTED: readonly [Category, Risk, Place, Definition][] = [
    ['Write', 'Medium', BILLING, ['create_coupon', 'Creates a coupon.', ['percent_off', 'amount_off', 'currency']]],
    ['Write', 'Medium', BILLING, ['create_product', 'Creates a product.', ['name']]],
    ['Financial', 'High', BILLING, ['create_payment_link', 'Creates a payment link.', ['price', 'quantity']]],
    ['Financial', 'High', BILLING, ['create_invoice_item', 'Adds an item to an invoice.', ['invoice', 'price']]],
    ['Financial', 'High', BILLING, ['finalize_invoice', 'Finalizes an invoice.', ['invoice']]],
    ['Financial', 'High', BILLING, ['create_credit_note', 'Creates a credit note.', ['contact', 'line_items']]],
    ['Financial', 'High', OFFICE, ['book_hotel', 'Books a hotel for a guest.', ['hotel', 'rate', 'guest']]],
    ['Financial', 'High', BILLING, ['cancel_subscription', 'Cancels a subscription.', ['subscription']]],
    ['Financial', 'Critical', BILLING, ['create_refund', 'Refunds a payment.', ['payment', 'amount']]],
    ['Financial', 'Critical', BILLING, ['create_payment_intent', 'Creates a payment intent.', ['amount', 'currency', 'confirm']]],
    ['Read', 'Medium', BILLING, ['list_payment_intents', 'Lists payment intents.', ['customer']]],
    ['Read', 'Medium', BILLING, ['list_invoices', 'Lists invoices.', ['customer']]],
    ['Financial', 'Critical', CHAIN, ['add_liquidity', 'Adds liquidity to a pool.', ['pool', 'amount']]],
    ['Execute', 'Critical', DATABASE, ['readWriteQuery', '', ['query']]],
    [
      'Execute',
      'Critical',
      { ...DATABASE, serverDescription: 'A SQL database. If you only want to look at rows, give it a user with read-only access.' },
      ['execute_query', 'Execute a SQL query.', ['query']],
    ],
    [
      'Read',
      'Medium',
      { ...DATABASE, serverDescription: 'Read-only access to the rows of a SQL database.' },
      ['execute_query', 'Execute a SQL query.', ['query']],
    ],
    ['Execute', 'Critical', OFFICE, ['http_put', 'Makes an HTTP PUT request.', ['url', 'body']]],
    ['Execute', 'Critical', OFFICE, ['create_tool', 'Makes a new tool from source code.', ['name', 'code', 'language']]],
    ['Execute', 'Critical', CLOUD, ['create_terminal', 'Creates a terminal that runs a command.', ['command']]],
    ['Execute', 'High', CLOUD, ['pause_project', 'Pauses a project.', ['project']]],
    ['Execute', 'High', BROWSER, ['open_browser', 'Opens a page in the browser.', ['url']]],
    ['Destructive', 'Critical', DATABASE, ['reset_branch', 'Resets a branch; changes that are not saved will be lost.', ['branch']]],
    ['Execute', 'Critical', BROWSER, ['browser_evaluate', '']],
    ['Execute', 'Critical', OFFICE, ['debugger_inspect', 'Executes JavaScript code in the process under inspection.', ['js_code']]],
    ['Execute', 'High', SHOP, ['search_missing', 'Trigger a search for all missing books, to download them.', ['author']]],
    ['Financial', 'Critical', CHAIN, ['delegate', 'Delegates tokens to a validator.', ['validator', 'amount']]],
    ['Financial', 'Critical', CHAIN, ['set_approval_for_all', 'Lets an operator transfer all tokens.', ['operator', 'approved']]],
    ['Destructive', 'Critical', OFFICE, ['empty_trash', 'Empties the trash.']],
    ['Destructive', 'High', DATABASE, ['zrem', '']],
    [
      'Destructive',
      'High',
      OFFICE,
      ['config_remove_label', 'Delete a label. It leaves the registry and all things that bear it.', ['label_id']],
    ],
    ['Execute', 'High', FORGE, ['assign_copilot_to_issue', '']],
    ['Execute', 'High', CLOUD, ['run_rollback_pipeline', '']],
    ['Write', 'Low', FORGE, ['mark_all_notifications_read', '']],
    ['Write', 'Low', FORGE, ['manage_notification_subscription', 'Watches, ignores or deletes a notification subscription.', ['action']]],
    ['Write', 'Medium', GIT, ['git_reset', 'Takes all changes out of the stage.', ['repo_path']]],
    ['Destructive', 'Critical', GIT, ['git_reset', 'Resets the repository to a commit.', ['repo_path', 'mode', 'to']]],
    ['Read', 'High', FORGE, ['list_secret_scanning_alerts', 'Lists alerts of secret scanning.', ['repo']]],
    ['Write', 'Medium', MEMORY, ['delete_relations', 'Deletes relations between entities.', ['relations']]],
    [
      'Financial',
      'Critical',
      { ...SHOP, siblings: ['list_products', 'checkout_cart'] },
      ['checkout_cart', 'Completes the purchase of what lies in a cart.', ['cart']],
    ],
    ['Financial', 'Critical', BILLING, ['accept_dispute', 'Accepts a dispute.', ['dispute']]],
    ['Financial', 'Critical', BILLING, ['pay_invoice', 'Pays an invoice.', ['invoice']]],
    ['Financial', 'Critical', EXCHANGE, ['modify_order', 'Modifies a pending order.', ['order']]],
    ['Read', 'Medium', EXCHANGE, ['open_orders', 'Lists the orders that are not filled yet.']],
    ['Write', 'Low', BROWSER, ['select_page', 'Selects the page that the next calls are about.', ['page']]],
    ['Execute', 'High', BROWSING, ['upload_file', 'Uploads a file through an element of the page.', ['element', 'path']]],
    ['Execute', 'High', BROWSING, ['handle_dialog', 'Answers the dialog of the page.', ['accept']]],
    ['Read', 'Low', BROWSER, ['browser_verify_element', 'Verifies that an element is displayed.', ['element']]],
    ['Execute', 'Critical', OFFICE, ['http_delete', 'Makes an HTTP DELETE request.', ['url']]],
    ['Execute', 'High', PHONES, ['terminate_app', 'Terminates an app.', ['package']]],
    ['Write', 'Low', PHONES, ['shutdown_simulator', 'Shuts a simulator down.', ['udid']]],
    ['Write', 'High', OFFICE, ['delete_permission', 'Deletes a permission of a file.', ['permission']]],
    ['Write', 'Medium', TRACKER, ['delete_cycle_issue', 'Removes an issue from a cycle.', ['cycle', 'issue']]],
    ['Write', 'Medium', OFFICE, ['delete_wishlist_item', 'Deletes an item of a wishlist.', ['item']]],
    ['Destructive', 'High', DATABASE, ['remove', 'Removes a document from a collection.', ['collection', 'key']]],
    ['Write', 'Medium', OFFICE, ['search_and_replace', 'Searches the text and replaces what it finds.', ['find', 'text']]],
    ['Write', 'Medium', MAIL, ['get_or_create_label', 'Gets a label, or creates it.', ['name']]],
    ['Read', 'Low', CLOUD, ['deploy_plan_get', 'Returns the plan of a deployment.', ['plan']]],
    ['Write', 'Medium', CHAT, ['mute_user', 'Mutes a user.', ['user']]],
    ['Destructive', 'High', CLOUD, ['manage_widgets', 'Manages the widgets. They stand on every page.', ['widget']]],
    ['Write', 'High', CLOUD, ['manage_access', 'Manages the access. It stands for every page.', ['name']]],
    ['Destructive', 'High', CLOUD, ['delete_serverless_cache', 'Deletes a serverless cache.', ['cache']]],
  ];

  it.each(EXPECTED)('%s, %s: $3', (category, risk, place, definition) => {
    const verdict = judged(place, definition);
    expect([verdict.category, verdict.risk]).toEqual([category, risk]);
  });
});

describe('the legs of the trifecta follow from what a tool does', () => {
  it.each<[Place, Definition]>([
    [OFFICE, ['run_command', 'Runs a shell command.', ['command']]],
    [OFFICE, ['send_email', 'Sends an email.', ['to', 'subject', 'body']]],
    [OFFICE, ['fetch_url', 'Fetches a web page.', ['url']]],
    [BROWSER, ['browser_navigate', 'Navigates to an address.', ['url']]],
    [BROWSER, ['browser_type', 'Types text into a field.', ['text']]],
    [OFFICE, ['send_draft', 'Sends an existing email draft.', ['draft_id']]],
    [OFFICE, ['create_event', 'Creates a calendar event.', ['title', 'start', 'attendees']]],
    [OFFICE, ['create_invite', 'Creates an invitation to the programme.', ['email']]],
    [OFFICE, ['open_case', 'Opens a support case.', ['subject', 'body', 'cc_email_addresses']]],
    [BILLING, ['create_refund', 'Refunds a payment.', ['payment', 'amount', 'note_to_payer']]],
    [OFFICE, ['upload_asset_from_url', 'Uploads an asset.']],
    [OFFICE, ['get_entities', 'Gets all entities of the broker.', ['address', 'port']]],
    [CLOUD, ['deploy_files', 'Deploys files as a service.', ['files', 'region']]],
    [DATABASE, ['execute_sql', 'Executes a SQL statement.', ['connection_string', 'sql']]],
    [FORGE, ['update_issue_body', 'Updates the body of an issue.', ['issue', 'body']]],
  ])('data may leave: $1', (place, definition) => {
    expect(judged(place, definition).facets.exfilSink).toBe(true);
  });

  it.each<[Place, Definition]>([
    [BROWSER, ['browser_click', 'Clicks an element.', ['element']]],
    [BROWSER, ['browser_navigate_back', 'Goes back to the page before.']],
    [OFFICE, ['get_weather', 'Weather in a city.', ['city']]],
    [FORGE, ['add_issue_reaction', 'Adds a reaction to an issue.', ['issue', 'content']]],
    [FORGE, ['update_issue_state', 'Updates the state of an issue.', ['issue', 'state']]],
    [DATABASE, ['execute_sql', 'Executes a SQL statement.', ['sql']]],
  ])('data may not leave: $1', (place, definition) => {
    expect(judged(place, definition).facets.exfilSink).toBe(false);
  });

  it.each<[Place, Definition]>([
    [OFFICE, ['fetch_url', 'Fetches a web page.', ['url']]],
    [OFFICE, ['scrape_page', 'Scrapes a webpage and returns its text.', ['url']]],
    [BROWSER, ['browser_snapshot', 'Snapshot of the page.', []]],
    [OFFICE, ['map_site', 'Map a website and its pages.', ['url', 'select_paths']]],
  ])('strangers’ words come in: $1', (place, definition) => {
    expect(judged(place, definition).facets.untrustedIngest).toBe(true);
  });
});

it('a path or an address, where a flag says which, is both', () => {
  const inputSchema = { type: 'object', properties: { path: { type: 'string' }, isUrl: { type: 'boolean' } } };
  const { facets } = classify({ name: 'read_file', description: 'Reads a file or a page.', inputSchema }, { ...OFFICE, siblings: [] });
  expect(facets).toMatchObject({ exfilSink: true, untrustedIngest: true });
});

it('what comes back with an act counts too', () => {
  const { category, facets } = judged(BROWSER, ['browser_press', 'Presses a key. Returns the page snapshot afterwards.', ['key']]);
  expect({ category, ...facets }).toMatchObject({ category: 'Execute', sensitiveRead: 'private', untrustedIngest: true });
});

it('to add to a list is no sum, and a name with an archive or a trash in it deletes nothing', () => {
  expect(judged(OFFICE, ['add_item_to_cart', 'Add an item to the cart.']).category).toBe('Write');
  expect(judged(OFFICE, ['add', 'Add two numbers.'])).toMatchObject({ category: 'Read', risk: 'Low' });
  expect(judged(OFFICE, ['exoplanet', 'Example Exoplanet Archive: planets beyond our own system.']).rules).not.toContain('trash-stated');
  expect(judged(OFFICE, ['trash_get_profile', 'Get a profile of the TRaSH guides.', ['name']]).category).toBe('Read');
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

it('what an address is told of, and what it is found by, makes it no free one', () => {
  for (const [name, description, params] of [
    ['list_versions', 'Lists the versions a website may run.', ['website_uid']],
    ['list_releases', 'Lists the releases of a project.', ['next_url']],
    ['read_documentation', 'Reads a page of the documentation.', ['url']],
  ] as const)
    expect(judged(CLOUD, [name, description, params]).rules).not.toContain('free-address');
});

it('what a secret is made from, or where one works, is no secret that comes back', () => {
  expect(judged(CHAIN, ['get_address_from_private_key', 'Address of a private key.', ['key']]).facets.sensitiveRead).not.toBe('secret');
  expect(judged(OFFICE, ['shell_pwd', 'Shows the current working directory.', []]).facets.sensitiveRead).not.toBe('secret');
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
