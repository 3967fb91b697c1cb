/** Servers to stand in, and a tool judged on one of them. */
import { classify } from '../../../classifier/classify.ts';
import type { Verdict } from '../../../db/model.ts';

export type Definition = [name: string, description: string, params?: readonly string[]];

export interface Place {
  server: string;
  serverDescription: string;
  siblings?: string[];
}

export const OFFICE: Place = { server: 'com.example/office', serverDescription: 'Everyday work in an Example Office.' };
export const BILLING: Place = {
  server: 'com.example/billing',
  serverDescription: 'Payments: customers, invoices and subscriptions of Examplepay.',
};
export const CHAIN: Place = {
  server: 'com.example/chain',
  serverDescription: 'Explorer of an example blockchain: blocks, tokens, wallets.',
};
export const DATABASE: Place = { server: 'com.example/rows', serverDescription: 'A SQL database with tables and rows.' };
export const BROWSER: Place = { server: 'com.example/browser', serverDescription: 'Works a web browser through Playwright.' };
export const CLOUD: Place = { server: 'com.example/cloud', serverDescription: 'Servers, projects and databases of an example cloud.' };
export const FORGE: Place = {
  server: 'com.example/forge',
  serverDescription: 'Repositories, issues and pull requests of an example forge like GitHub.',
};
export const GIT: Place = { server: 'com.example/git', serverDescription: 'Git: commits, branches and diffs of a local repository.' };
export const BROWSING: Place = { ...BROWSER, siblings: ['navigate', 'click', 'hover', 'take_snapshot', 'upload_file', 'handle_dialog'] };
export const SHOP: Place = {
  server: 'com.example/shop',
  serverDescription: 'An example shop: products, carts, orders and customers of the store.',
};
export const EXCHANGE: Place = {
  server: 'com.example/exchange',
  serverDescription: 'Trading on an example exchange: orders, positions, margin, portfolio.',
};
export const PHONES: Place = { server: 'com.example/phones', serverDescription: 'Mobile apps on Android devices and the iOS simulator.' };
export const TRACKER: Place = { server: 'com.example/tracker', serverDescription: 'Issues, sprints and backlogs of a tracker like Jira.' };
export const MAIL: Place = {
  server: 'com.example/mail',
  serverDescription: 'The mailbox of an example mail service: email, labels, inbox.',
};
export const CHAT: Place = { server: 'com.example/chat', serverDescription: 'Channels and messages of an example chat like Slack.' };
export const CLUSTER: Place = { server: 'com.example/cluster', serverDescription: 'Pods and deployments of a Kubernetes cluster.' };
export const HELPDESK: Place = { server: 'com.example/helpdesk', serverDescription: 'Support tickets of customers, as in Zendesk.' };
export const SECURITY: Place = {
  server: 'com.example/endpoints',
  serverDescription: 'Forensics on the endpoints of a company: acquisitions, triage.',
};
export const MEMORY: Place = { server: 'com.example/memory', serverDescription: 'A knowledge graph as memory of an agent.' };

export const TERMINAL: Place = { server: 'com.example/terminal', serverDescription: 'A shell: commands in a terminal.' };
export const FILES: Place = { server: 'com.example/files', serverDescription: 'Files and directories of a filesystem.' };
export const DEBUGGER: Place = { server: 'com.example/debugger', serverDescription: 'A debugger: breakpoints and binaries, as with gdb.' };
export const DRAWINGS: Place = { server: 'com.example/figma', serverDescription: 'A canvas of frames, shapes and components.' };
export const CUSTOMERS: Place = {
  server: 'com.example/customers',
  serverDescription: 'A CRM: contacts, companies and deals, as in Hubspot.',
};

export function judged(place: Place, [name, description, params]: Definition): Verdict {
  const inputSchema = params && { type: 'object', properties: Object.fromEntries(params.map((param) => [param, { type: 'string' }])) };
  return classify({ name, description, inputSchema }, { siblings: [name], ...place });
}
