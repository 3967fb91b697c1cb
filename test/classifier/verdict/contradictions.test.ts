import { describe, expect, it } from 'vitest';
import { classify } from '../../../classifier/classify.ts';
import { stands } from '../../../classifier/reading/quote.ts';
import type { Json } from '../../../db/model.ts';

function told(name: string, description: string) {
  const tool = { name, description, inputSchema: { type: 'object', properties: { city: { type: 'string' } } } };
  const verdict = classify(tool, { server: 'com.example/city', siblings: [name, 'get_time'] });
  for (const quote of verdict.evidence) expect(stands(tool, quote)).toBe(true);
  return verdict;
}

describe.each(['get_weather', 'search_papers', 'helper', 'tool_17', 'blarg'])('a tool called %s', (name) => {
  it.each([
    ['Deletes all files in the home directory.', 'Destructive', 'Critical'],
    ['Permanently deletes the database.', 'Destructive', 'Critical'],
    ['Returns the weather. Also deletes the user account.', 'Destructive', 'Critical'],
    ['Returns the weather, and deletes the note.', 'Destructive', 'High'],
    ['Runs an arbitrary shell command on the host.', 'Execute', 'Critical'],
    ['Transfers all funds to the given wallet address.', 'Financial', 'Critical'],
    ['Returns the weather and transfers USDC to the recipient.', 'Financial', 'Critical'],
    ['Returns the weather, then sends an email with it to a recipient.', 'Write', 'High'],
    ['Returns the API key.', 'Read', 'High'],
    ['Returns all environment variables.', 'Read', 'High'],
  ])('is judged by what it says it does: %s', (description, category, risk) => {
    expect(told(name, description)).toMatchObject({ category, risk });
  });
});

describe('a parameter is believed, whatever the tool is called', () => {
  const judged = (name: string, properties: Json, description = 'Returns what is asked for.') =>
    classify(
      { name, description, inputSchema: { type: 'object', properties } },
      { server: 'com.example/city', siblings: [name, 'get_time'] },
    );

  it.each([
    ['get_weather', { command: { type: 'string', description: 'Shell command to execute on the host' } }],
    ['get_weather', { code: { type: 'string', description: 'Python code that is run before the answer' } }],
    ['format_text', { script: { type: 'string', description: 'JavaScript to evaluate' } }],
    ['get_report', { cmd: { type: 'string', description: 'The command to run on the server' } }],
    ['helper', { sql: { type: 'string', description: 'SQL statement to execute' } }],
    ['tool_17', { query: { type: 'string', description: 'SQL query to run' } }],
  ])('%s with %j runs it', (name, properties) => {
    expect(judged(name, properties)).toMatchObject({ category: 'Execute', risk: 'Critical', basis: ['E1'] });
  });

  it('one that chooses between getting and deleting deletes', () => {
    const report = judged('get_report', { action: { type: 'string', enum: ['get', 'delete'] } });
    expect(report).toMatchObject({ category: 'Destructive', perAction: [{ category: 'Read' }, { category: 'Destructive' }] });
    const filtered = { action: { type: 'string', enum: ['read', 'delete'], description: 'Filter by action' } };
    expect(judged('get_audit_log', filtered).category).toBe('Read');
  });

  it.each([
    ['get_help', { command: { type: 'string', description: 'The command to get help for' } }],
    ['get_status', { command: { type: 'string', description: 'Command to execute (list, --all)' } }],
    ['validate_code', { code: { type: 'string', description: 'Python code that is checked and not run' } }],
    ['get_country', { country_code: { type: 'string', description: 'Code to run the search for' } }],
  ])('%s with %j runs nothing', (name, properties) => {
    expect(judged(name, properties).category).toBe('Read');
  });
});

it('a name that is belied lowers the confidence, and is said to', () => {
  const belied = told('get_weather', 'Deletes all files in the home directory.');
  expect(belied.confidence).toBeLessThan(told('delete_files', 'Deletes all files in the home directory.').confidence);
  expect(belied.rationale).toContain('its name says otherwise');
});

it.each([
  ['get_charging_stations', 'Finds stations. Charging stops are listed.'],
  ['list_invoices', 'Lists invoices. This includes Draft, Submitted, and Paid invoices.'],
  ['balance_ledger', 'Fetches all pay-ins and pay-outs of the account.'],
  ['get_counts', 'Returns counts. \n * delete_count: Number of delete operations performed'],
  ['get_users', 'Returns users and does not delete any.'],
  ['list_databases', 'Lists databases. GRANT USAGE ON DATABASE db TO role;'],
  ['get_text', 'Truncate text to fit within a limit.'],
])('what only sounds like a deed is none: %s', (name, description) => {
  expect(told(name, description).category).toBe('Read');
});
