import type { Attack } from '../types.ts';
import { atlasTechnique, OWASP_MCP, ref, SAFE_MCP } from './lists/references.ts';

/** Attacks on credentials and on whole databases. */
export const secrets: readonly Attack[] = [
  {
    id: 'credential-harvesting',
    title: 'Credentials collected through tools',
    status: 'pattern',
    year: 2025,
    summary: 'A tool that reads files, environment or stores returns keys and tokens to whoever steers the agent.',
    how: [
      'The agent is told to look where credentials usually lie.',
      'The value enters the context, and every later call can carry it out.',
      'Denying the well-known places costs a real task little.',
    ],
    about: 'tool',
    categories: ['Read'],
    facetsAny: [
      { facet: 'sensitiveRead', in: ['secret'] },
      { facet: 'hostFile', in: ['read'] },
    ],
    ids: ['AML.T0098', 'AML.T0083', 'AML.T0055', 'SAFE-T1502', 'SAFE-T1503', 'SAFE-T1505', 'MCP01'],
    refs: [atlasTechnique('AML.T0098'), SAFE_MCP],
  },
  {
    id: 'leaked-by-the-server',
    title: 'Credentials that servers leak in their own results',
    status: 'verified',
    year: 2026,
    summary: 'A study found that more than one in ten of 10,655 servers put credentials into what their tools return.',
    how: [
      'An error message or a debug field repeats the request with its key.',
      'The model sees it, and so does every log behind the model.',
      'Nobody asked for it, so nobody looks.',
    ],
    about: 'tool',
    categories: ['Read'],
    facetsAny: [],
    ids: ['MCP01', 'MCP10'],
    refs: [ref('arXiv 2606.21338', 'https://arxiv.org/abs/2606.21338'), OWASP_MCP],
  },
  {
    id: 'supabase-token-leak',
    title: 'A support ticket reads the token table (Supabase)',
    status: 'partial',
    year: 2025,
    summary:
      'Text in a support ticket made a coding agent query a table of tokens and write them back into the ticket; no customer incident is known.',
    how: [
      'The agent queries the database with a key that skips row-level security.',
      'A ticket that it reads contains instructions.',
      'One query fetches the secrets, the next writes them where the attacker can read.',
    ],
    about: 'tool',
    categories: ['Execute', 'Read'],
    facetsAny: [
      { facet: 'exec', in: ['arbitrary'] },
      { facet: 'sensitiveRead', in: ['private', 'secret'] },
    ],
    words: /sql|postgres|supabase|\bdatabase\b/i,
    ids: ['SAFE-T1803', 'MCP02', 'MCP06'],
    refs: [ref('General Analysis, Supabase MCP', 'https://generalanalysis.com/blog/supabase-mcp-blog'), SAFE_MCP],
  },
  {
    id: 'database-dump',
    title: 'Database dump',
    status: 'pattern',
    year: 2025,
    summary: 'A tool that takes queries can be led to read whole tables, a page at a time if need be.',
    how: [
      'The query is free text, so its reach is that of the account behind it.',
      'Results flow into the context and on to the next tool.',
      'A role that reads few tables, and a limit on calls, bound the loss.',
    ],
    about: 'tool',
    categories: ['Read', 'Execute'],
    facetsAny: [
      { facet: 'sensitiveRead', in: ['private'] },
      { facet: 'exec', in: ['arbitrary'] },
    ],
    words: /sql|postgres|mongo|\bdatabase\b|\bquery\b/i,
    ids: ['SAFE-T1803'],
    refs: [SAFE_MCP],
  },
  {
    id: 'bulk-harvest',
    title: 'Harvest of private data call by call',
    status: 'pattern',
    year: 2025,
    summary: 'What one call may return in good faith becomes a copy of everything when it is repeated.',
    how: [
      'Each call asks for the next page or the next id.',
      'No single result looks like a leak.',
      'A limit on calls turns hours of copying into weeks.',
    ],
    about: 'tool',
    categories: ['Read'],
    facetsAny: [{ facet: 'sensitiveRead', in: ['private'] }],
    ids: ['SAFE-T1801', 'SAFE-T1804'],
    refs: [SAFE_MCP],
  },
];
