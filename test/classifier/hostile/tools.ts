/** Definitions of every category and risk, written for these tests, with the server each stands on. */
import type { ServerContext, ToolDefinition } from '../../../db/model.ts';

type Params = Record<string, string | { type?: string; description?: string; enum?: string[]; default?: boolean }>;

export interface Sample {
  tool: ToolDefinition;
  context: ServerContext;
}

function schema(params: Params): ToolDefinition['inputSchema'] {
  const properties = Object.fromEntries(
    Object.entries(params).map(([name, about]) => [
      name,
      typeof about === 'string' ? { type: 'string', description: about } : { type: 'string', ...about },
    ]),
  );
  return { type: 'object', properties, required: Object.keys(params) };
}

function server(name: string, serverDescription: string, tools: readonly [name: string, description: string, params: Params][]): Sample[] {
  const context = { server: name, serverDescription, siblings: tools.map(([tool]) => tool) };
  return tools.map(([tool, description, params]) => ({ tool: { name: tool, description, inputSchema: schema(params) }, context }));
}

export const SAMPLES: readonly Sample[] = [
  ...server('io.example/notebook', 'Pages and sections of an Example Notebook.', [
    ['list_pages', 'List the pages of a section.', { section_id: 'Which section' }],
    ['get_page', 'Get one page with its text.', { page_id: 'Which page' }],
    ['search_pages', 'Search pages by words.', { query: 'Words to look for' }],
    ['create_page', 'Create a page in a section.', { section_id: 'Where', title: 'Its title', body: 'Its text' }],
    ['update_page', 'Update the text of a page.', { page_id: 'Which page', body: 'New text' }],
    ['overwrite_page', 'Replaces the whole page without keeping the old text.', { page_id: 'Which page', body: 'New text' }],
    ['delete_page', 'Delete a page permanently.', { page_id: 'Which page' }],
    ['trash_page', 'Move a page to the trash, from where it can be restored.', { page_id: 'Which page' }],
    ['delete_workspace', 'Delete a workspace with everything in it.', { workspace_id: 'Which workspace' }],
    [
      'share_page',
      'Share a page with somebody and give them a role.',
      { page_id: 'Which page', email: 'With whom', role: { enum: ['reader', 'editor'] } },
    ],
    ['bookmark_page', 'Bookmark a page.', { page_id: 'Which page' }],
    ['remove_bookmark', 'Remove a bookmark.', { page_id: 'Which page' }],
  ]),
  ...server('io.example/ledger', 'Accounts, invoices and payments.', [
    ['list_invoices', 'List invoices of a customer.', { customer_id: 'Which customer' }],
    ['get_balance', 'Get the balance of an account.', { account_id: 'Which account' }],
    ['create_invoice_draft', 'Create a draft invoice.', { customer_id: 'For whom', amount: 'How much' }],
    ['send_payment', 'Send a payment from an account to a recipient.', { account_id: 'From', iban: 'To', amount: 'How much' }],
    ['refund_charge', 'Refund a charge to the customer.', { charge_id: 'Which charge', amount: 'How much' }],
    ['cancel_subscription', 'Cancel a paid subscription.', { subscription_id: 'Which subscription' }],
    ['place_order', 'Place a market order for a share.', { symbol: 'Which share', quantity: 'How many' }],
    ['create_payment_link', 'Create a link through which a customer pays.', { amount: 'How much' }],
  ]),
  ...server('io.example/machine', 'Commands, files and processes of the host.', [
    ['run_command', 'Run a shell command and return its output.', { command: 'Command line' }],
    ['execute_python', 'Execute Python code.', { code: 'Source text' }],
    ['read_file', 'Read a file of the host.', { path: 'Absolute path' }],
    ['write_file', 'Write a file, replacing what it held.', { path: 'Absolute path', content: 'New content' }],
    ['delete_file', 'Delete a file.', { path: 'Absolute path' }],
    ['remove_directory', 'Delete a directory and everything below it.', { path: 'Absolute path', recursive: { type: 'boolean' } }],
    ['get_env', 'Return all environment variables.', {}],
    ['kill_process', 'Kill a process.', { pid: 'Which process' }],
    ['list_processes', 'List running processes.', {}],
    ['restart_service', 'Restart a system service.', { service: 'Which service' }],
  ]),
  ...server('io.example/rows', 'Query and change an Example database.', [
    ['execute_sql', 'Execute any SQL statement.', { sql: 'The statement' }],
    ['select_rows', 'Run a read-only SQL query; only SELECT statements are accepted.', { sql: 'The query' }],
    ['list_tables', 'List tables.', {}],
    ['drop_table', 'Drop a table.', { table: 'Which table' }],
    ['truncate_table', 'Remove all rows of a table.', { table: 'Which table' }],
    ['delete_rows', 'Delete all rows that match a filter.', { table: 'Which table', filter: 'Which rows' }],
    ['create_table', 'Create a table.', { table: 'Its name', columns: 'Its columns' }],
    ['rotate_password', 'Replace the password of a database user.', { user: 'Which user' }],
  ]),
  ...server('io.example/mailroom', 'Mail, chat and posts of the operator.', [
    ['send_email', 'Send an email to anyone.', { to: 'Address', subject: 'Subject', body: 'Text' }],
    ['post_update', 'Publish a public post.', { text: 'Text of the post' }],
    ['send_channel_message', 'Send a message to a channel of the own workspace.', { channel: 'Which channel', text: 'Text' }],
    ['read_inbox', 'Read the latest messages of the inbox.', { limit: 'How many' }],
    ['delete_message', 'Delete a message.', { message_id: 'Which message' }],
    ['create_webhook', 'Create a webhook that calls a URL on new mail.', { url: 'Address to call' }],
    ['mark_read', 'Mark a message as read.', { message_id: 'Which message' }],
    ['block_sender', 'Block a sender.', { address: 'Whom' }],
  ]),
  ...server('io.example/cloud', 'Virtual machines, keys and deployments.', [
    ['terminate_instance', 'Terminate a virtual machine.', { instance_id: 'Which machine' }],
    ['deploy_service', 'Deploy a service to production.', { service: 'Which service', image: 'Image to run' }],
    ['scale_service', 'Scale a service.', { service: 'Which service', replicas: 'How many' }],
    ['create_api_key', 'Create an API key and return it.', { name: 'Its name' }],
    ['get_secret', 'Get the value of a secret.', { name: 'Which secret' }],
    ['delete_bucket', 'Delete a storage bucket.', { bucket: 'Which bucket' }],
    ['clear_cache', 'Clear the cache of a site.', { site: 'Which site' }],
    ['update_dns_record', 'Update a DNS record.', { zone: 'Which zone', record: 'New value' }],
    ['grant_role', 'Grant a role to a user.', { user: 'To whom', role: 'Which role' }],
  ]),
  ...server('io.example/surf', 'Drives a browser and fetches pages.', [
    ['fetch_url', 'Fetch a web page.', { url: 'Any address' }],
    ['browser_click', 'Click an element of the page.', { selector: 'Which element' }],
    ['browser_evaluate', 'Evaluate JavaScript in the page.', { script: 'Source text' }],
    ['browser_snapshot', 'Take a snapshot of the page.', {}],
    ['http_request', 'Send any HTTP request.', { url: 'Address', method: { enum: ['GET', 'POST', 'DELETE'] }, body: 'Body' }],
  ]),
  ...server('io.example/desk', 'One tool for everything about tickets.', [
    ['manage_ticket', 'Manages tickets.', { action: { enum: ['list', 'create', 'delete'] }, ticket_id: 'Which ticket' }],
    ['run_workflow', 'Run a workflow.', { workflow: 'Which workflow' }],
    ['think', 'Think about the next step.', { thought: 'A thought' }],
    ['calculate', 'Evaluate a formula.', { expression: 'The formula' }],
  ]),
];
