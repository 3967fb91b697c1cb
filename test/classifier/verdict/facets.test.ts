import { describe, expect, it } from 'vitest';
import { classify } from '../../../classifier/classify.ts';
import {
  BILLING,
  BROWSER,
  CHAT,
  CLOUD,
  DATABASE,
  type Definition,
  FORGE,
  judged,
  OFFICE,
  type Place,
  SECURITY,
  TRACKER,
} from './places.ts';

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
    [FORGE, ['write_pull_request_note', 'Writes a note on a pull request.', ['number', 'body']]],
    [OFFICE, ['get_performance_score', 'Score of a URL.', ['url']]],
    [OFFICE, ['ping_host', 'Ping a host.']],
    [FORGE, ['update_issue_body', 'Updates the body of an issue.', ['issue', 'body']]],
    [BROWSER, ['browser_press_key', 'Presses a key on the page.', ['key']]],
    [CLOUD, ['create_dns_record', 'Creates a record of a domain.', ['name', 'content']]],
    [CLOUD, ['create_uptime_check', 'Creates a check.']],
    [CHAT, ['send_gmail_email', 'Sends an email through Gmail.']],
    [OFFICE, ['quote_tweet', '']],
    [TRACKER, ['attach_file', 'Attaches a file to a card from a URL.']],
    [OFFICE, ['fetch_picture', 'Fetches a picture by URL.']],
    [OFFICE, ['curl', 'Makes HTTP requests.']],
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
    [DATABASE, ['execute_sql', 'Executes a SQL statement.', ['sql', 'connection_method', 'db_endpoint', 'query_parameters']]],
    [CLOUD, ['add_dns_record', 'Adds a rewrite record to the resolver.', ['name', 'answer']]],
    [DATABASE, ['get_dataset', 'Gets a dataset by its name.', ['uri']]],
    [OFFICE, ['add_link', 'Adds a link to a text.', ['link_url']]],
    [OFFICE, ['convert_html_to_markdown', 'Converts HTML to Markdown.']],
    [OFFICE, ['slugify', 'Converts text to URL-friendly text.']],
  ])('data may not leave: $1', (place, definition) => {
    expect(judged(place, definition).facets.exfilSink).toBe(false);
  });

  it.each<[Place, Definition]>([
    [OFFICE, ['fetch_url', 'Fetches a web page.', ['url']]],
    [OFFICE, ['scrape_page', 'Scrapes a webpage and returns its text.', ['url']]],
    [BROWSER, ['browser_snapshot', 'Snapshot of the page.', []]],
    [OFFICE, ['map_site', 'Map a website and its pages.', ['url', 'select_paths']]],
    [OFFICE, ['domain_whois', 'WHOIS of a domain.', ['domain']]],
    [FORGE, ['get_advisory', 'Gets an advisory on a repository.', ['id']]],
  ])('strangers’ words come in: $1', (place, definition) => {
    expect(judged(place, definition).facets.untrustedIngest).toBe(true);
  });

  const HANDBOOK: Place = { server: 'com.example/flowers-docs', serverDescription: 'Search for the web framework Flowers.' };
  it.each<[Place, Definition]>([
    [HANDBOOK, ['search_docs', 'Search the official Flowers documentation.', ['query']]],
    [SECURITY, ['list_web_rules', 'Lists the rules for web traffic.']],
    [OFFICE, ['get_news_sources', 'Lists which newspapers there are.']],
    [CLOUD, ['get_whois_profile', 'Gets what a domain is registered with.', ['id']]],
  ])('no stranger’s words come in: $1', (place, definition) => {
    expect(judged(place, definition).rules).not.toContain('stranger-content');
  });
});

it('what leaves the workspace is not kept inside it, whatever else the server is of', () => {
  const forge = { server: 'com.example/forge', serverDescription: 'Repositories, issues and chat of a forge like GitHub.' };
  for (const [place, name] of [
    [forge, 'add_issue_comment'],
    [CHAT, 'send_whatsapp_message'],
  ] as const) {
    const { egress, exfilSink } = judged(place, [name, 'Hands on what is written.', ['body']]).facets;
    expect({ egress, exfilSink }).toEqual({ egress: name.startsWith('add') ? 'public' : 'recipient', exfilSink: true });
  }
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

it('what an address is told of, and what it is found by, makes it no free one', () => {
  for (const [name, description, params] of [
    ['list_versions', 'Lists the versions a website may run.', ['website_uid']],
    ['list_releases', 'Lists the releases of a project.', ['next_url']],
    ['read_documentation', 'Reads a page of the documentation.', ['url']],
  ] as const)
    expect(judged(CLOUD, [name, description, params]).rules).not.toContain('free-address');
});

it('a path that is said to be one of the host is told, whatever is done there', () => {
  const at = (name: string, description: string, says: string) => {
    const inputSchema = { type: 'object', properties: { repo_path: { type: 'string', description: says } } };
    return classify({ name, description, inputSchema }, { ...OFFICE, siblings: [name] }).facets.hostFile;
  };
  expect(at('delete_branch', 'Deletes a branch.', 'The path to the local repository.')).toBe('write');
  expect(at('upload_photo', 'Uploads a photo to the album.', 'Absolute path of the photo.')).toBe('read');
  expect(at('delete_branch', 'Deletes a branch.', 'The path of the remote repository, or a local name for it.')).toBe('none');
});

it('what runs twice does twice whatever it does', () => {
  expect(judged(BROWSER, ['browser_evaluate', 'Evaluates JavaScript in the page.', ['script']]).facets.idempotent).toBeNull();
});
