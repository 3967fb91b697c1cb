import type { Attack } from '../types.ts';
import { atlasStudy, MCP_PRACTICES, nvd, OWASP_MCP, ref, SAFE_MCP } from './lists/references.ts';

/** Attacks on how servers and tools come to the user. */
export const supplyChain: readonly Attack[] = [
  {
    id: 'postmark-backdoor',
    title: 'A mail server that copied every mail (postmark-mcp)',
    status: 'verified',
    year: 2025,
    summary: 'Version 1.0.16 of an unofficial npm package added one line that sent a blind copy of every mail to its author.',
    how: [
      'Fifteen versions worked as promised and earned trust.',
      'One more line in the next added a hidden recipient.',
      'Agents that took updates by themselves leaked mail at once; 1,643 downloads were counted.',
    ],
    about: 'tool',
    categories: ['Write'],
    facetsAny: [{ facet: 'egress', in: ['recipient', 'public'] }],
    words: /\b(?:e-?mail|mail|gmail|smtp|outlook|newsletter)s?\b/i,
    ids: ['AML.CS0053', 'AML.T0109', 'AML.T0104', 'SAFE-T1002', 'MCP04', 'ASI04'],
    refs: [
      ref('Koi Security, postmark-mcp', 'https://www.koi.ai/blog/postmark-mcp-npm-malicious-backdoor-email-theft'),
      ref('Postmark, statement', 'https://postmarkapp.com/blog/information-regarding-malicious-postmark-mcp-package'),
      atlasStudy('AML.CS0053'),
    ],
  },
  {
    id: 'amazon-q-wiper-prompt',
    title: 'A shipped prompt that told the agent to wipe the machine (Amazon Q)',
    status: 'verified',
    year: 2025,
    summary:
      'An outsider got a prompt into a release of the Amazon Q extension that asked the agent to erase the system and cloud resources; a syntax error stopped it.',
    how: [
      'A token with too many rights let a stranger change the source of a release.',
      'The change was not code that breaks things but a text for the agent.',
      'Tools that run commands and delete resources would have done the rest.',
    ],
    about: 'tool',
    categories: ['Execute', 'Destructive'],
    facetsAny: [
      { facet: 'exec', in: ['arbitrary'] },
      { facet: 'reversibility', in: ['irreversible'] },
    ],
    words:
      /\b(?:shell|bash|terminal|command|cmd|powershell|script|code|aws|ec2|s3|cloud|instance|bucket|file|folder|directory|volume|disk)s?\b/i,
    ids: ['AML.CS0047', 'AML.T0101', 'CVE-2025-8217', 'AWS-2025-015', 'ASI04'],
    refs: [
      ref('AWS-2025-015', 'https://aws.amazon.com/security/security-bulletins/AWS-2025-015/'),
      atlasStudy('AML.CS0047'),
      nvd('CVE-2025-8217'),
    ],
  },
  {
    id: 'poisoned-skill',
    title: 'A poisoned skill at the top of a registry (ClawdHub)',
    status: 'verified',
    year: 2026,
    summary:
      'A researcher published a skill with hidden behaviour, inflated its downloads, and saw it run on strangers’ machines within hours.',
    how: [
      'Counts of downloads could be driven up from one machine.',
      'The best-looking entry was installed without a look inside.',
      'Sixteen developers ran it within eight hours.',
    ],
    about: 'server',
    categories: [],
    facetsAny: [],
    ids: ['AML.CS0049', 'AML.T0104', 'AML.T0111'],
    refs: [atlasStudy('AML.CS0049'), SAFE_MCP],
  },
  {
    id: 'smithery-path-traversal',
    title: 'A build setting that opened a whole hosting platform (Smithery)',
    status: 'partial',
    year: 2025,
    summary: 'A path in a build file reached outside its folder and exposed the credentials that ran thousands of hosted servers.',
    how: [
      "The platform built strangers' servers on its own machines.",
      'A path with parent folders read files of the builder.',
      'A token found there could run commands on more than 3,000 hosted servers.',
    ],
    about: 'server',
    categories: [],
    facetsAny: [],
    ids: ['MCP04', 'MCP01'],
    refs: [ref('GitGuardian, breaking MCP server hosting', 'https://blog.gitguardian.com/breaking-mcp-server-hosting/'), OWASP_MCP],
  },
  {
    id: 'stdio-command-execution',
    title: 'Starting a local server is running a command',
    status: 'verified',
    year: 2026,
    summary:
      'Whoever can write the configuration of a stdio server decides which command the client starts; a series of products let strangers write it.',
    how: [
      'A stdio server is a command line in a file.',
      'Web interfaces, marketplaces and agents themselves can be led to write that file.',
      'The next start of the client runs the command with the rights of the user.',
    ],
    about: 'server',
    categories: [],
    facetsAny: [],
    ids: ['SAFE-T1101', 'MCP05', 'ASI05'],
    refs: [ref('PolicyLayer, the OX Security report', 'https://policylayer.com/mcp-incidents/ox-security-anthropic-mcp-rce'), OWASP_MCP],
  },
  {
    id: 'local-server-compromise',
    title: 'A local server compromised at installation',
    status: 'pattern',
    year: 2025,
    summary: 'A one-click installation hides which command will run, and a local server has all rights of its user.',
    how: [
      'A link or button adds a server without showing its command.',
      'The command can download and start anything.',
      'Nothing but a sandbox keeps it from the files and tokens of the user.',
    ],
    about: 'server',
    categories: [],
    facetsAny: [],
    ids: ['SAFE-T1006', 'SAFE-T1203'],
    refs: [MCP_PRACTICES, SAFE_MCP],
  },
];
