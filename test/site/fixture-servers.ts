/** The servers of the fixture snapshot, invented for these tests: a full toxic flow, secrets, money, code, a vanished one, a failed one, and names meant to do harm. */
import type { ServerSpec } from './make-snapshot.ts';

const text = (description: string): { type: 'string'; description: string } => ({ type: 'string', description });

export const chirper: ServerSpec = {
  slug: 'io.github.harborlight-chirper',
  name: 'io.github.harborlight/chirper',
  title: 'Chirper',
  description: 'Read and post on Chirper, the short-message network, from one logged-in account.',
  npm: '@harborlight/chirper-mcp',
  version: '2.4.1',
  repository: 'https://github.com/harborlight/chirper-mcp',
  env: [{ name: 'CHIRPER_TOKEN', description: 'Access token of the account', isRequired: true, isSecret: true }],
  evidence: 'live',
  tools: [
    {
      name: 'follow_user',
      description: 'Follow a user by screen name.',
      input: { type: 'object', properties: { screen_name: text('Screen name without the @') }, required: ['screen_name'] },
      label: ['Write', 'Medium'],
      basis: ['base'],
      facets: { reversibility: 'reversible', egress: 'tenant', scope: 'single', identityActing: true, openWorld: true, exfilSink: false },
      confidence: 0.91,
      quotes: [['description', 'Follow a user by screen name']],
      inverse: 'unfollow_user',
      rationale:
        'Creates a follow from the operator’s Chirper account ("Follow a user by screen name", description). Reversible: this server also offers unfollow_user, though the followed person may already have been notified. One account a call, under the operator’s identity; no free text leaves. Write rather than Execute because the only argument is data (screen_name). Medium: a reversible change to an external account (base). Confidence is high: verb, object and schema agree.',
      wouldChangeIf: 'It would be High if it accepted a list of accounts or a message to them.',
    },
    {
      name: 'unfollow_user',
      description: 'Unfollow a user by screen name.',
      input: { type: 'object', properties: { screen_name: text('Screen name without the @') }, required: ['screen_name'] },
      annotations: { readOnlyHint: false, destructiveHint: true, idempotentHint: true },
      label: ['Write', 'Medium'],
      basis: ['base'],
      facets: { reversibility: 'reversible', egress: 'tenant', scope: 'single', identityActing: true, openWorld: true, exfilSink: false },
      confidence: 0.9,
      quotes: [['description', 'Unfollow a user by screen name']],
      inverse: 'follow_user',
      mismatches: [{ hint: 'destructiveHint', declared: true, judged: 'the follow can be made again with follow_user' }],
      rationale:
        'Removes a follow of the operator’s Chirper account ("Unfollow a user by screen name", description). The relation can be made again with follow_user on this server. One account a call; the other person is usually not told. Write rather than Destructive because a relation ends, not a piece of information. Medium: reversible change to an external account (base). The server declares it destructive; the inverse tool says otherwise. Confidence is high.',
      wouldChangeIf: 'It would be High if it took a filter or "all".',
    },
    {
      name: 'post_update',
      title: 'Post an update',
      description:
        'Publish a public update to the timeline.\n\nText is at most 500 characters. Set reply_to to answer another update.\nMaximum 50 updates per hour.',
      input: {
        type: 'object',
        properties: {
          text: text('What to say, at most 500 characters'),
          reply_to: text('Id of the update to answer'),
          visibility: { type: 'string', enum: ['public', 'followers'], default: 'public' },
        },
        required: ['text'],
      },
      label: ['Write', 'High'],
      basis: ['W2'],
      facets: { reversibility: 'irreversible', egress: 'public', scope: 'single', identityActing: true, openWorld: true, exfilSink: true },
      confidence: 0.95,
      quotes: [
        ['description', 'Publish a public update to the timeline.'],
        ['inputSchema.properties.text.description', 'What to say, at most 500 characters'],
      ],
      rationale:
        'Publishes caller-written text under the operator’s name to everyone on Chirper ("Publish a public update to the timeline.", description). No tool here takes an update back, and readers may have copied it at once. One update a call, seen by the public. Write rather than Execute because text is data. High because free content leaves the workspace for strangers (W2). Confidence is high: the words and the schema say the same.',
      wouldChangeIf: 'It would be Medium if it could only save drafts.',
      changes: [
        {
          at: '2026-10-02T02:11:00.000Z',
          kind: 'definition-changed',
          severity: 'alarm',
          summary: 'The description changed while the version stayed 2.4.1.',
          diff: [
            {
              field: 'description',
              before: 'Publish an update to the timeline.\n\nText is at most 280 characters.',
              after: 'Publish a public update to the timeline.\n\nText is at most 500 characters.',
            },
          ],
        },
      ],
    },
    {
      name: 'get_direct_messages',
      description: 'Get the direct messages of the logged-in account, newest first.',
      input: { type: 'object', properties: { limit: { type: 'integer', default: 50, minimum: 1, maximum: 200 } } },
      annotations: { readOnlyHint: true },
      label: ['Read', 'Medium'],
      basis: ['R2'],
      facets: {
        sensitiveRead: 'private',
        untrustedIngest: true,
        openWorld: true,
        exfilSink: false,
        scope: 'boundedList',
        idempotent: true,
      },
      confidence: 0.93,
      quotes: [['description', 'Get the direct messages of the logged-in account']],
      rationale:
        'Returns private conversations of the operator\'s Chirper account ("Get the direct messages of the logged-in account", description). Nothing is changed, so Read and not Write; up to 200 messages a call enter the model’s context, and their senders are strangers who may write instructions into them. Medium because mail and chats are private content (R2). The server’s readOnlyHint agrees. Confidence is high.',
      wouldChangeIf: 'It would be Low if it only counted the messages, High if it returned login codes.',
    },
    {
      name: 'search_updates',
      description: 'Search public updates.',
      input: {
        type: 'object',
        properties: { query: text('Words to look for'), since: { type: 'string', format: 'date' } },
        required: ['query'],
      },
      label: ['Read', 'Low'],
      basis: ['base'],
      facets: { untrustedIngest: true, openWorld: true, exfilSink: false, scope: 'boundedList', idempotent: true },
      confidence: 0.94,
      quotes: [['description', 'Search public updates.']],
      rationale:
        'Returns public updates that match a query ("Search public updates.", description). Nothing changes, so Read; the words of strangers come back, which is how injected instructions reach an agent. Low because public posts are not private content (base). A search tool of one fixed site, not of any host. Confidence is high: name, words and schema agree.',
      wouldChangeIf: 'It would be Medium if the caller could choose the host.',
    },
    {
      name: 'delete_account',
      description: 'Permanently delete the logged-in account with all its updates. This cannot be undone.',
      input: { type: 'object', properties: { confirm: { type: 'boolean', description: 'Must be true' } }, required: ['confirm'] },
      annotations: { readOnlyHint: true },
      label: ['Destructive', 'Critical'],
      basis: ['D1'],
      facets: { reversibility: 'irreversible', scope: 'single', hasConfirmParam: true, identityActing: true, exfilSink: false },
      confidence: 0.98,
      quotes: [['description', 'Permanently delete the logged-in account with all its updates.']],
      mismatches: [{ hint: 'readOnlyHint', declared: true, judged: 'deletes an account and everything in it' }],
      rationale:
        'Removes the operator’s whole Chirper account ("Permanently delete the logged-in account with all its updates.", description). The definition itself rules out an undo, and no tool here brings anything back. The blast radius is a container: every update and conversation. Destructive rather than Write because the named purpose is removal. Critical because an account goes as a whole (D1). The server says readOnlyHint: true, which its own words contradict. Confidence is high.',
      wouldChangeIf: 'It would be High if a documented grace period let the account be restored.',
    },
  ],
};

export const vault: ServerSpec = {
  slug: 'com.example.keepsafe-vault',
  name: 'com.example.keepsafe/vault',
  title: 'Keepsafe Vault',
  description: 'Secrets of the team, for agents that must log in somewhere.',
  remote: 'https://mcp.keepsafe.example.com/mcp',
  version: '1.0.0',
  evidence: 'manifest',
  tools: [
    {
      name: 'get_secret',
      description: 'Return the current value of a secret.',
      input: { type: 'object', properties: { path: text('Path of the secret, for example prod/db/password') }, required: ['path'] },
      annotations: { readOnlyHint: true, openWorldHint: false },
      label: ['Read', 'High'],
      basis: ['R1'],
      facets: { sensitiveRead: 'secret', untrustedIngest: false, exfilSink: false, scope: 'single', idempotent: true },
      confidence: 0.97,
      quotes: [['description', 'Return the current value of a secret.']],
      rationale:
        'Returns authentication material in clear ("Return the current value of a secret.", description). Nothing is changed, so Read and not Write; but the value enters the model’s context, and any later tool that sends text can carry it out. One secret a call, any path the token may read. High, not Low, because secrets come back (R1). Confidence is high: verb, object and the example path agree.',
      wouldChangeIf: 'It would be Medium if it returned a masked reference instead of the value.',
    },
    {
      name: 'list_secret_names',
      description: '',
      input: { type: 'object', properties: {} },
      label: ['Read', 'Low'],
      basis: ['base'],
      facets: { untrustedIngest: false, exfilSink: false, scope: 'boundedList', idempotent: true },
      confidence: 0.66,
      quotes: [['name', 'list_secret_names']],
      rationale:
        'Name only; the description is empty. The words list and names imply that it returns what secrets are called, not what they hold, and nothing would change: Read. The sibling get_secret is the tool that returns values. Low because names of resources are not secrets (base). Confidence is medium, since the name is all there is to go by.',
      wouldChangeIf: 'It would be High if the names came with their values.',
    },
    {
      name: 'rotate_key',
      description: 'Replace a signing key with a new one. The old key stops working immediately.',
      input: { type: 'object', properties: { key_id: text('Key to replace'), reason: text('Why, for the log') }, required: ['key_id'] },
      label: ['Destructive', 'Critical'],
      basis: ['D1'],
      facets: { reversibility: 'irreversible', privilegeChange: true, production: true, scope: 'single', exfilSink: false },
      confidence: 0.57,
      quotes: [['description', 'The old key stops working immediately.']],
      runnerUp: ['Write', 'High'],
      rationale:
        'Ends a signing key and puts another in its place ("The old key stops working immediately.", description). Whatever still signs with it breaks, and no tool here brings it back. One key a call, with everything that trusts it. Destructive rather than Write because a security object ends. Critical since keys are such objects (D1). Confidence is low: rotation is also upkeep, and the words leave open whether the old key is kept.',
      wouldChangeIf: 'It would be Write, High if the old key stayed valid for a stated time.',
    },
  ],
};

export const till: ServerSpec = {
  slug: 'com.example.tillbox-payments',
  name: 'com.example.tillbox/payments',
  title: 'Tillbox Payments',
  description: 'Invoices, refunds and balances of a Tillbox shop.',
  npm: 'tillbox-mcp',
  version: '0.9.3',
  repository: 'https://github.com/tillbox/tillbox-mcp',
  env: [{ name: 'TILLBOX_API_KEY', description: 'Secret key of the shop', isRequired: true, isSecret: true }],
  evidence: 'package',
  provenance: 'dist/tools/refunds.js',
  tools: [
    {
      name: 'create_refund',
      description: 'Refund a charge. Without amount the whole charge is refunded.',
      input: {
        type: 'object',
        properties: {
          charge_id: text('Charge to refund'),
          amount: { type: 'integer', description: 'Amount in the smallest unit of the currency' },
          reason: { type: 'string', enum: ['duplicate', 'fraudulent', 'requested'] },
        },
        required: ['charge_id'],
      },
      annotations: { destructiveHint: false },
      label: ['Financial', 'Critical'],
      basis: ['F1'],
      facets: { money: 'moves', reversibility: 'irreversible', scope: 'single', egress: 'recipient', exfilSink: false },
      confidence: 0.98,
      quotes: [['description', 'Without amount the whole charge is refunded.']],
      rationale:
        'Sends money of the Tillbox shop back to a payer ("Without amount the whole charge is refunded.", description). A refund cannot be pulled back by any tool here; a new charge needs the payer. One charge a call, its full sum unless amount is given. Financial rather than Write because funds move by this call alone, hence Critical (F1). The destructiveHint of false says nothing about money. Confidence is high.',
      wouldChangeIf: 'It would be High if the refund stayed a draft until a person confirmed it.',
    },
    {
      name: 'list_invoices',
      description: 'List invoices, newest first.',
      input: {
        type: 'object',
        properties: { status: { type: 'string', enum: ['draft', 'open', 'paid', 'void'] }, limit: { type: 'integer', default: 20 } },
      },
      label: ['Read', 'Medium'],
      basis: ['R2'],
      facets: {
        money: 'adjacent',
        sensitiveRead: 'private',
        untrustedIngest: false,
        exfilSink: false,
        scope: 'boundedList',
        idempotent: true,
      },
      confidence: 0.92,
      quotes: [['description', 'List invoices, newest first.']],
      rationale:
        'Returns invoices of the shop ("List invoices, newest first.", description): who bought, what, and for how much. Nothing moves and nothing changes, so Read and not Financial. Up to limit rows a call. Medium because customer and billing records are private content (R2). Confidence is high: name, words and schema agree.',
      wouldChangeIf: 'It would be Low if it returned totals only.',
    },
    {
      name: 'manage_subscription',
      description: 'Pause, resume or cancel a subscription.',
      input: {
        type: 'object',
        properties: { subscription_id: text('Which one'), action: { type: 'string', enum: ['pause', 'resume', 'cancel'] } },
        required: ['subscription_id', 'action'],
      },
      label: ['Financial', 'High'],
      basis: ['F2'],
      facets: { money: 'obligation', reversibility: 'partly', scope: 'single', exfilSink: false },
      confidence: 0.88,
      quotes: [['description', 'Pause, resume or cancel a subscription.']],
      perAction: [
        { param: 'action', value: 'pause', category: 'Financial', risk: 'High' },
        { param: 'action', value: 'resume', category: 'Financial', risk: 'High' },
        { param: 'action', value: 'cancel', category: 'Financial', risk: 'High' },
      ],
      rationale:
        'Changes what a customer of the shop owes ("Pause, resume or cancel a subscription.", description). Pausing is undone by resume; a cancelled subscription needs the customer to sign up again. One subscription a call. Financial rather than Write because an obligation to pay is changed; High, not Critical, because no money moves on the call itself (F2). Confidence is high: the three actions are listed.',
      wouldChangeIf: 'It would be Critical if cancelling also refunded the customer.',
    },
    {
      name: 'follow_user',
      description: 'Follow a customer: get a note when they buy again.',
      input: { type: 'object', properties: { customer_id: text('Customer') }, required: ['customer_id'] },
      label: ['Write', 'Low'],
      basis: ['W↓'],
      facets: { reversibility: 'reversible', egress: 'none', scope: 'single', exfilSink: false },
      confidence: 0.82,
      quotes: [['description', 'get a note when they buy again']],
      rationale:
        'Sets a reminder of the operator’s own in Tillbox ("get a note when they buy again", description). The customer does not see it, and it only concerns what the operator is shown. One customer a call. Write, not Read, since the mark is stored. Low because it is a preference of the caller’s own view (W↓). Confidence is high: the description tells it from a social follow.',
      wouldChangeIf: 'It would be Medium if the customer were told.',
    },
  ],
};

export const workbench: ServerSpec = {
  slug: 'io.github.deskcraft-workbench',
  name: 'io.github.deskcraft/workbench',
  title: 'Workbench',
  description: 'Run commands and edit files of a project.',
  npm: 'deskcraft-workbench',
  version: '4.0.0',
  evidence: 'readme',
  tools: [
    {
      name: 'run_command',
      description: 'Run a shell command and return its output.',
      input: { type: 'object', properties: { command: text('Command line'), cwd: text('Working folder') }, required: ['command'] },
      label: ['Execute', 'Critical'],
      basis: ['E1'],
      facets: {
        exec: 'arbitrary',
        hostFile: 'write',
        sensitiveRead: 'secret',
        untrustedIngest: true,
        exfilSink: true,
        reversibility: 'depends',
        scope: 'unknown',
        openWorld: true,
      },
      confidence: 0.96,
      quotes: [
        ['description', 'Run a shell command'],
        ['inputSchema.properties.command.description', 'Command line'],
      ],
      rationale:
        'Runs whatever line the caller writes on the operator’s machine ("Run a shell command", description). What can be undone depends on the line; nothing here bounds it, and the files, keys and network of the host are within reach. Execute rather than Write because the argument is a program. Critical since a shell can do all that a destructive tool can (E1). Confidence is high.',
      wouldChangeIf: 'It would be Medium in a stated sandbox without network or lasting files.',
    },
    {
      name: 'write_file',
      description: 'Write a file under the project root. An existing file is overwritten.',
      input: {
        type: 'object',
        properties: { path: text('Path under the root'), content: text('New content') },
        required: ['path', 'content'],
      },
      label: ['Write', 'High'],
      basis: ['W6'],
      facets: { hostFile: 'write', reversibility: 'irreversible', scope: 'single', exfilSink: false },
      confidence: 0.9,
      quotes: [['description', 'An existing file is overwritten.']],
      rationale:
        'Puts caller-written content into a file of the project ("An existing file is overwritten.", description). What stood there is lost unless the project is under version control, of which nothing is said. One file a call, below a root. Write rather than Destructive because writing is its purpose. High since it replaces without history (W6). Confidence is high: path, content and words agree.',
      wouldChangeIf: 'It would be Medium if it refused to replace an existing file.',
    },
  ],
};

export const silent: ServerSpec = {
  slug: 'com.example.silent-crm',
  name: 'com.example.silent/crm',
  title: 'Silent CRM',
  description: 'Contacts and deals.',
  npm: 'silent-crm-mcp',
  version: '0.1.0',
  failure: { code: 'needs-credentials', detail: 'Error: SILENT_TOKEN is not set\n    at start (index.js:4:9)' },
  tools: [],
};
