/**
 * Values that let a server start without an account: of the right form, leading nowhere. The sandbox has no network,
 * so none of them is ever sent anywhere. Pure.
 */
import type { EnvironmentVariable } from '../../db/model.ts';
import { WORKSPACE_DIR } from '../sandbox/types.ts';

const ZERO_UUID = '00000000-0000-4000-8000-000000000000';
const ZEROS = '0'.repeat(32);

/** Names are matched in upper case with `_` between words; the first row that fits gives the value. */
const BY_NAME: readonly (readonly [RegExp, string])[] = [
  // Whole connection strings, by the system they name.
  [/(MONGO|MDB).*(URI|URL|STRING|CONNECTION)/, 'mongodb://user:placeholder@localhost:27017/db'],
  [/REDIS.*(URI|URL|STRING)/, 'redis://localhost:6379'],
  [/MYSQL.*(URI|URL|STRING|DSN)/, 'mysql://user:placeholder@localhost:3306/db'],
  [/(NEO4J|BOLT).*(URI|URL)/, 'bolt://localhost:7687'],
  [/(DATABASE|POSTGRES\w*|PG|DB).*(URI|URL|STRING|DSN)/, 'postgresql://user:placeholder@localhost:5432/db'],
  // Keys with a form of their own that servers check before they start.
  [/SLACK.*BOT.*TOKEN/, 'xoxb-0000000000-0000000000-placeholder'],
  [/SLACK.*(APP).*TOKEN/, 'xapp-1-A000-0000-placeholder'],
  [/SLACK.*USER.*TOKEN/, 'xoxp-0000000000-0000000000-placeholder'],
  [/SLACK.*TEAM/, 'T00000000'],
  [/STRIPE.*(KEY|TOKEN)/, 'sk_test_placeholder0000000000'],
  [/TWILIO.*SID|ACCOUNT_SID/, `AC${ZEROS}`],
  [/GIT(HUB|_HUB).*TOKEN/, `ghp_${ZEROS}0000`],
  [/(NOTION).*(TOKEN|KEY)/, 'ntn_placeholder00000000000000'],
  [/TELEGRAM.*TOKEN/, '0000000000:placeholder-placeholder-placeholder'],
  [/AIRTABLE.*(KEY|TOKEN)/, 'pat00000000000000.placeholder'],
  [/(APIFY).*TOKEN/, 'apify_api_placeholder'],
  [/OPENAI.*KEY/, 'sk-placeholder000000000000000000'],
  [/(WALLET|EVM|ETH|SIGNER|ACCOUNT|BSC|BASE).*PRIVATE_KEY|^PRIVATE_KEY$/, `0x${'1'.repeat(64)}`],
  [/MNEMONIC|SEED_PHRASE/, `${'test '.repeat(11)}junk`],
  [/PRIVATE_KEY|(KEY|TOKEN|SECRET|PASSWORD|PASS)$/, 'placeholder'],
  // What is told by the last words.
  [/(JSON|SERVICE_ACCOUNT|CREDENTIALS)$/, '{}'],
  [/(DIR|DIRECTORY|DIRECTORIES|FOLDER|PATH|PATHS|ROOT|VAULT|WORKSPACE|CWD)$/, WORKSPACE_DIR],
  [/EMAIL|_MAIL$/, 'user@example.com'],
  [/WEBHOOK|(URL|URI|ENDPOINT|ISSUER|ORIGIN|ADDRESS)$|^URL_/, 'https://example.com'],
  [/DOMAIN|SITE|INSTANCE|TENANT_NAME|SHOP/, 'example.com'],
  [/HOST(NAME)?$|SERVER$/, 'localhost'],
  [/PORT$/, '8080'],
  [/REGION|LOCATION/, 'us-east-1'],
  [/(TIMEOUT|LIMIT|SIZE|COUNT|MAX|MIN|SECONDS|MS|CHAIN_ID)$/, '10'],
  [/(ENABLE|ENABLED|DISABLE|ALLOW|DEBUG|VERBOSE)/, 'true'],
  [/(TENANT|CLIENT|SUBSCRIPTION|ORG|ORGANIZATION|PROJECT|WORKSPACE|ACCOUNT|TEAM|APP|APPLICATION)_?ID$/, ZERO_UUID],
  [/ID$/, '1000000'],
  [/USER(NAME)?$|LOGIN$/, 'user'],
];

/** A value for a variable or option called `name`. */
export function placeholderFor(name: string): string {
  const words = name
    .replace(/^-+/, '')
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replaceAll('-', '_')
    .toUpperCase();
  return BY_NAME.find(([pattern]) => pattern.test(words))?.[1] ?? 'placeholder';
}

/** What the record itself says of a variable comes first: its default, then the first of its choices. */
export function placeholderOf(variable: EnvironmentVariable): string {
  return variable.default || variable.choices?.[0] || placeholderFor(variable.name);
}
