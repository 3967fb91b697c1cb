import { describe, expect, it } from 'vitest';
import { classify } from '../../../classifier/classify.ts';
import { BILLING, BROWSER, CHAIN, CHAT, CLOUD, CLUSTER, DATABASE, type Definition, FORGE, judged, OFFICE, type Place } from './places.ts';

describe('whoever returns a secret is never of low risk', () => {
  const RETURNING: readonly [Place, Definition][] = [
    [OFFICE, ['getToken', '', []]],
    [OFFICE, ['get_token', '', ['app_key', 'app_secret']]],
    [OFFICE, ['fetch_access_token', '']],
    [OFFICE, ['get_password', '']],
    [OFFICE, ['get_secret', 'Returns a secret by its name.', ['name']]],
    [BROWSER, ['browser_session_storage_list', 'Everything in it.']],
    [OFFICE, ['generate_otp', 'Generates a one-time code.']],
    [OFFICE, ['get_registry_auth', '']],
    [OFFICE, ['check_login', 'Checks whether somebody logged in and returns the access token.']],
    [OFFICE, ['get_sas_token', '']],
    [OFFICE, ['list_nonces', 'Lists nonces (provisioning keys).']],
    [CLOUD, ['get_object_storage_key', 'Gives one by its number.']],
    [{ server: 'com.example/airflow', serverDescription: 'Jobs and their connections.' }, ['list_connections', '']],
    [{ server: 'com.example/azure-apps', serverDescription: 'Applications in a cloud.' }, ['get_appsettings', '']],
    [{ server: 'com.example/azure-apps', serverDescription: 'Applications in a cloud.' }, ['appconfig_keyvalue_list', '']],
    [DATABASE, ['get_connection_settings', 'Shows how the database is reached.', []]],
    [OFFICE, ['read_credentials', 'Reads the stored credentials of a service.', ['service']]],
    [OFFICE, ['get_api_key', '']],
    [OFFICE, ['get-env', 'Prints all environment variables.']],
    [CLOUD, ['list_service_variables', 'List all environment variables of a service.', ['service']]],
    [CLOUD, ['get_connection_string', 'Returns the connection string with its password.', ['database']]],
    [CHAIN, ['export_private_key', 'Returns the private key of a wallet.', ['wallet']]],
    [CHAIN, ['get_seed_phrase', '', ['wallet']]],
    [{ server: 'com.example/bitwarden', serverDescription: 'Logins of a person.' }, ['list', 'List items from your vault.']],
    [{ server: 'com.example/bitwarden', serverDescription: 'Logins of a person.' }, ['get_item', 'Get an item.', ['id']]],
    [OFFICE, ['get_installation_jwt_token', 'Returns a JWT token for the installation.', ['installation']]],
    [BROWSER, ['browser_get_cookie_by_name', 'Get a cookie by name.', ['name']]],
    [CHAT, ['get_qr_code', 'Gives the code to scan for a WhatsApp connection.']],
    [BILLING, ['list_license_keys', 'Lists all license keys of a store.']],
    [OFFICE, ['get_request_token', 'The request token after login.']],
    [OFFICE, ['get_current_token', '']],
    [CLOUD, ['get_kubeconfig', 'Kubeconfig of a cluster.', ['cluster']]],
    [CLOUD, ['get_server_configuration', 'Gets the configuration of a server.', ['server']]],
    [CLUSTER, ['get_resource', 'Gets a Kubernetes resource as YAML.', ['kind', 'name']]],
    [CLOUD, ['get_login_link', 'Returns a login link for the user.', ['user']]],
    [CLOUD, ['get_php_info', 'Returns the phpinfo of a site.', ['site']]],
    [CLOUD, ['get_pipeline', 'Gives a pipeline including its steps and environment variables.', ['pipeline']]],
    [FORGE, ['list_variables', 'Lists the variables of a project.', ['project']]],
    [OFFICE, ['get_account', 'Gives the details of an account including its token.']],
  ];

  it.each(RETURNING.map(([place, definition]) => [place.server, definition, place] as const))('%s %j', (_, definition, place) => {
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

it('a secret that is made up for a wallet opens it, and comes back', () => {
  const made = judged(CHAIN, ['gen_mnemonic', 'Generate mnemonic(Not recommended for production)']);
  expect(made).toMatchObject({ category: 'Write', risk: 'High', basis: ['W1'], facets: { sensitiveRead: 'secret' } });
  expect(judged(OFFICE, ['generate_mnemonic', 'Makes up a phrase to remember a list by.']).basis).not.toContain('W1');
});

it('a secret comes back wherever the text says so', () => {
  const told = 'Lists notification settings. Sort them by id. The endpointSecretKey is returned for verification.';
  expect(judged(BILLING, ['list_notification_settings', told])).toMatchObject({ risk: 'High', basis: ['R1'] });
  const kept = 'Lists notification settings. Sort them by id. Their number is returned.';
  expect(judged(BILLING, ['list_notification_settings', kept]).risk).toBe('Low');
});

it.each(['reveal', 'withDecryption', 'include_secrets'])('with `%s` the values come back', (flag) => {
  const inputSchema = { type: 'object', properties: { name: { type: 'string' }, [flag]: { type: 'boolean' } } };
  const tool = { name: 'get_setting', description: 'Gets a setting of an application.', inputSchema };
  const place = { server: CLOUD.server, serverDescription: CLOUD.serverDescription, siblings: [] };
  expect(classify(tool, place)).toMatchObject({ category: 'Read', risk: 'High', basis: ['R1'] });
  expect(classify({ ...tool, inputSchema: { type: 'object', properties: { name: { type: 'string' } } } }, place).basis).not.toContain('R1');
});

it('a secret stands among the rest of what comes back', () => {
  const kept = ['get_inbox', 'Get inbox details including SMTP credentials, email counts, and status.', ['inbox']] satisfies Definition;
  expect(judged(OFFICE, kept)).toMatchObject({ category: 'Read', risk: 'High', basis: ['R1'] });
  const counted = ['get_inbox', 'Get inbox details including email counts, and status.', ['inbox']] satisfies Definition;
  expect(judged(OFFICE, counted).basis).not.toContain('R1');
  const made = ['create_inbox', 'Create an inbox. Returns SMTP credentials for it.', ['name']] satisfies Definition;
  expect(judged(OFFICE, made)).toMatchObject({ category: 'Write', risk: 'High', basis: ['W1'], facets: { sensitiveRead: 'secret' } });
});

it('a link into the account of a customer logs in whoever opens it', () => {
  const opened = judged(BILLING, ['create_customer_portal_session', 'Creates a customer portal session.', ['customer']]);
  expect(opened).toMatchObject({ category: 'Write', risk: 'High', basis: ['W1'], facets: { sensitiveRead: 'secret' } });
});

it('a secret that is rotated comes back anew', () => {
  const rotated = judged(BILLING, ['rotate-webhook-signing-secret', 'Replace the signing secret with a new one.', ['webhook']]);
  expect(rotated).toMatchObject({ category: 'Write', risk: 'High', basis: ['W1'], facets: { sensitiveRead: 'secret' } });
});

it('a token by which something is fetched does not come back', () => {
  expect(judged(OFFICE, ['get_user', 'Fetches a user with an access token.', ['id']]).facets.sensitiveRead).not.toBe('secret');
});

it('what a secret is made from, what is found by it, who provides it, or where one works, is no secret that comes back', () => {
  expect(judged(OFFICE, ['get_site_by_api_key', 'Site of an API key.', ['key']]).facets.sensitiveRead).not.toBe('secret');
  expect(judged(CLOUD, ['list_api_key_providers', 'Lists the providers of API keys.', []]).facets.sensitiveRead).not.toBe('secret');
  expect(judged(CHAIN, ['get_address_from_private_key', 'Address of a private key.', ['key']]).facets.sensitiveRead).not.toBe('secret');
  expect(judged(OFFICE, ['shell_pwd', 'Shows the current working directory.', []]).facets.sensitiveRead).not.toBe('secret');
});

it('resources of any kind, several at once, are private and no secret', () => {
  expect(judged(CLUSTER, ['get_resources', 'Gets Kubernetes resources of a kind.', ['kind']])).toMatchObject({
    category: 'Read',
    risk: 'Medium',
  });
  expect(judged(CLUSTER, ['list_contexts', 'Lists the contexts from the kubeconfig file.'])).toMatchObject({
    category: 'Read',
    risk: 'Low',
  });
});
