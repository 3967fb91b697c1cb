import type { Attack } from '../types.ts';
import { atlasStudy, atlasTechnique, nvd, OWASP_MCP, ref, SAFE_MCP } from './lists/references.ts';

/** Attacks that carry data out through tools that were meant for something else. */
export const exfiltration: readonly Attack[] = [
  {
    id: 'lethal-trifecta',
    title: 'Private data, untrusted content and a way out together',
    status: 'pattern',
    year: 2025,
    summary:
      'An agent that can read private data, reads what strangers write and can send something out can be made to leak, whatever each tool is for.',
    how: [
      'Untrusted content brings an instruction into the context.',
      'A tool with access to private data fetches what it asks for.',
      'A third tool carries it out, as a message, a request or a file.',
    ],
    about: 'tool',
    categories: [],
    facetsAny: [
      { facet: 'sensitiveRead', in: ['private', 'secret'] },
      { facet: 'exfilSink', in: [true] },
    ],
    ids: ['AML.T0086', 'SAFE-T1703', 'SAFE-T1914'],
    refs: [
      ref('Simon Willison, the lethal trifecta', 'https://simonwillison.net/2025/Jun/16/the-lethal-trifecta/'),
      ref('Snyk, toxic flow analysis', 'https://labs.snyk.io/resources/toxic-flow-analysis/'),
    ],
  },
  {
    id: 'github-private-repository-leak',
    title: 'A public issue pulls private repositories into the open',
    status: 'partial',
    year: 2025,
    summary: 'An issue in a public repository made an agent copy private repositories into a public pull request, all with one token.',
    how: [
      'An attacker opens an issue with instructions in a public repository.',
      'The owner asks an agent to look at the open issues.',
      'The agent reads private repositories with the same token and publishes what it found.',
    ],
    about: 'tool',
    categories: ['Read', 'Write'],
    facetsAny: [
      { facet: 'sensitiveRead', in: ['private'] },
      { facet: 'egress', in: ['public'] },
    ],
    words: /\b(?:git|github|gitlab|repo|repositor(?:y|ies)|pull request|merge request|commit|gist)s?\b/i,
    ids: ['AML.T0086', 'MCP06', 'MCP10'],
    refs: [
      ref('Invariant Labs, GitHub MCP', 'https://invariantlabs.ai/blog/mcp-github-vulnerability'),
      ref('Simon Willison, the lethal trifecta', 'https://simonwillison.net/2025/Jun/16/the-lethal-trifecta/'),
    ],
  },
  {
    id: 'whatsapp-history-leak',
    title: 'Chat history sent to a stranger',
    status: 'partial',
    year: 2025,
    summary: 'A second, malicious server made an agent forward the message history that a trusted chat server could read.',
    how: [
      'The malicious server changes its description after it was approved.',
      'Its text tells the agent how to use the send tool of the chat server.',
      'The history leaves as an ordinary message, padded so that the approval dialog does not show it.',
    ],
    about: 'tool',
    categories: ['Read', 'Write'],
    facetsAny: [
      { facet: 'sensitiveRead', in: ['private'] },
      { facet: 'egress', in: ['recipient'] },
    ],
    words: /\b(?:whatsapp|telegram|signal|chat|message|dm|direct message|sms|conversation)s?\b/i,
    ids: ['SAFE-T1301', 'SAFE-T1914'],
    refs: [ref('Invariant Labs, WhatsApp MCP', 'https://invariantlabs.ai/blog/whatsapp-mcp-exploited'), SAFE_MCP],
  },
  {
    id: 'copilot-studio-email-exfiltration',
    title: "An agent mails out its company's customer records",
    status: 'verified',
    year: 2025,
    summary: 'A mail to a public agent made it look up customer records and send them to the attacker with its own mail tool.',
    how: [
      'The agent answers mail from anyone, so anyone can instruct it.',
      'Questions about its tools and sources are answered as well.',
      'One more mail asks for the records, and the answer contains them.',
    ],
    about: 'tool',
    categories: ['Read', 'Write'],
    facetsAny: [
      { facet: 'sensitiveRead', in: ['private'] },
      { facet: 'egress', in: ['recipient', 'public'] },
    ],
    words: /\b(?:e-?mail|mail|gmail|outlook|crm|customer|contact|salesforce|hubspot)s?\b/i,
    ids: ['AML.CS0037', 'AML.T0086', 'AML.T0085.001'],
    refs: [
      ref(
        'Zenity, Copilot Studio',
        'https://labs.zenity.io/p/a-copilot-studio-story-2-when-aijacking-leads-to-full-data-exfiltration-bc4a',
      ),
      atlasStudy('AML.CS0037'),
    ],
  },
  {
    id: 'echoleak',
    title: 'Zero-click leak through rendered output (EchoLeak)',
    status: 'partial',
    year: 2025,
    summary: 'A mail that nobody opened made an assistant put private content into a link or image that the client then fetched.',
    how: [
      'The mail lies in the mailbox that the assistant searches.',
      'Its text asks for internal data in an address of the attacker.',
      'Rendering the answer sends the request; no click is needed.',
    ],
    about: 'tool',
    categories: ['Read'],
    facetsAny: [{ facet: 'sensitiveRead', in: ['private'] }],
    words: /\b(?:e-?mail|mail|inbox|document|docs?|drive|sharepoint|onedrive)s?\b/i,
    ids: ['CVE-2025-32711', 'AML.T0077', 'MCP10'],
    refs: [nvd('CVE-2025-32711'), atlasTechnique('AML.T0077')],
  },
  {
    id: 'parameter-exfiltration',
    title: 'Data hidden in a parameter, a request or the next tool',
    status: 'pattern',
    year: 2025,
    summary: 'Any free text that reaches a third party can carry stolen data: a search query, an address, an argument nobody reads.',
    how: [
      'The agent is told to put a secret into an argument that looks harmless.',
      'The server, or the service behind it, logs or forwards it.',
      'Chained tools do the same in two steps that look harmless alone.',
    ],
    about: 'tool',
    categories: [],
    facetsAny: [{ facet: 'exfilSink', in: [true] }],
    ids: ['AML.T0086', 'SAFE-T1911', 'SAFE-T1913', 'SAFE-T1914'],
    refs: [atlasTechnique('AML.T0086'), SAFE_MCP],
  },
  {
    id: 'parasitic-toolchain',
    title: 'Parasitic toolchain',
    status: 'partial',
    year: 2025,
    summary:
      'Tools of different servers that are harmless alone join into a chain that takes in instructions, collects private data and discloses it.',
    how: [
      'One tool takes in content from outside, a second reads private data, a third talks to the network.',
      'No tool breaks a rule of its own; the chain does.',
      'A study of many servers found such roles to be common.',
    ],
    about: 'tool',
    categories: [],
    facetsAny: [
      { facet: 'exfilSink', in: [true] },
      { facet: 'untrustedIngest', in: [true] },
    ],
    ids: ['SAFE-T1701'],
    refs: [ref('Mind Your Server, arXiv 2509.06572', 'https://arxiv.org/abs/2509.06572'), SAFE_MCP],
  },
  {
    id: 'capability-laundering',
    title: 'Capability laundering',
    status: 'pattern',
    year: 2026,
    summary:
      'A tool with a small purpose is used as a part of a larger capability that nobody granted, such as a memory store that writes any file.',
    how: [
      'A path or a name in the configuration of a tool can be chosen by the caller.',
      'Its ordinary write then lands where another program reads it.',
      'The permission dialog shows the small purpose only.',
    ],
    about: 'tool',
    categories: ['Write', 'Read'],
    facetsAny: [
      { facet: 'hostFile', in: ['read', 'write'] },
      { facet: 'persistsInstructions', in: [true] },
    ],
    ids: ['SAFE-T1703'],
    refs: [
      ref(
        'Aonan Guan, capability laundering',
        'https://oddguan.com/blog/anthropic-mcp-server-git-credential-exfiltration-capability-laundering-cve-2025-68143/',
      ),
      OWASP_MCP,
    ],
  },
];
