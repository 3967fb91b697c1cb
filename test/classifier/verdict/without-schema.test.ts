import { describe, expect, it } from 'vitest';
import type { RubricId } from '../../../classifier/types.ts';
import type { Category, Risk } from '../../../db/model.ts';
import { CLOUD, DATABASE, type Definition, FILES, FORGE, judged, MAIL, OFFICE, type Place } from './places.ts';

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
