import { expect, it } from 'vitest';
import { placeholderFor, placeholderOf } from '../../../crawler/launch/placeholders.ts';

it.each([
  ['MONGODB_URI', 'mongodb://user:placeholder@localhost:27017/db'],
  ['DATABASE_URL', 'postgresql://user:placeholder@localhost:5432/db'],
  ['REDIS_URL', 'redis://localhost:6379'],
  ['SLACK_BOT_TOKEN', 'xoxb-0000000000-0000000000-placeholder'],
  ['STRIPE_SECRET_KEY', 'sk_test_placeholder0000000000'],
  ['TWILIO_ACCOUNT_SID', `AC${'0'.repeat(32)}`],
  ['WALLET_PRIVATE_KEY', `0x${'1'.repeat(64)}`],
  ['OBSIDIAN_VAULT_PATH', '/home/sandbox/workspace'],
  ['apiBaseUrl', 'https://example.com'],
  ['--host', 'localhost'],
  ['PORT', '8080'],
  ['AZURE_TENANT_ID', '00000000-0000-4000-8000-000000000000'],
  ['SMTP_USER', 'user'],
  ['ANYTHING_ELSE', 'placeholder'],
])('%s gets a value of its form', (name, value) => expect(placeholderFor(name)).toBe(value));

it('what the record says of a variable comes first', () => {
  expect(placeholderOf({ name: 'PORT', default: '1', choices: ['2'] })).toBe('1');
  expect(placeholderOf({ name: 'PORT', choices: ['2'] })).toBe('2');
  expect(placeholderOf({ name: 'PORT' })).toBe('8080');
});
