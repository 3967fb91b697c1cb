/** Questions about the catalogue as a whole. */
import type { Question } from './view/linked.ts';

export const QUESTIONS: readonly Question[] = [
  {
    question: 'What is an MCP tool, and why does it have a risk?',
    answer:
      'MCP, the Model Context Protocol, lets an AI agent call tools that servers offer: read a mailbox, run a query, pay an invoice. The agent decides by itself when to call them, and texts it reads on the way can steer it. The risk says how bad one ordinary call can get when that goes wrong.',
  },
  {
    question: 'Does a high risk mean that a tool is malicious?',
    answer:
      'No. It means that the tool can do much: a good tool that sends money is critical. A verdict speaks of what the declared interface allows, not of anybody’s intentions, and it is no audit of the code.',
  },
  {
    question: 'Does a low risk mean that a tool is safe?',
    answer:
      'No. It means that its definition declares little that could go wrong. Code may do other things than its definition says, and harmless tools can form a harmful path together: look at the toxic flows of a server or of your stack.',
  },
  {
    question: 'Where do the tools come from?',
    answer:
      'From public registries and catalogues of MCP servers. A server that can be started in a sandbox without network is asked for its tools; else its published package, its manifest or its README is read. Each page says which of these it was. No tool is ever called.',
  },
  {
    question: 'What does the recommended policy assume?',
    answer:
      'That everything not listed is denied, and that nobody watches every call. Reading what is not private stays free, changes are counted, and what moves money, deletes, returns secrets or runs code is blocked or hidden until a person decides otherwise. Stricter and looser variants stand beside it.',
  },
  {
    question: 'Which gateways and clients can enforce these policies?',
    answer:
      'Each page offers the same recommendation for several gateways and clients. They differ in what they can say: few count calls, few look at arguments, some ask a person. What a format loses of a policy is listed under it.',
  },
  {
    question: 'Why does the page disagree with the server’s own hints?',
    answer:
      'Hints such as readOnlyHint are claims that a server makes of itself; the protocol itself calls them untrusted. They move no verdict, and a disagreement is shown.',
  },
  {
    question: 'How do I dispute a verdict?',
    answer:
      'Every tool’s page ends in a link that begins a report with the page, the definition’s hash and the verdict filled in. A reviewed correction replaces the verdict for that definition, with its reason, author and date on the page, and lapses when the definition changes.',
  },
  {
    question: 'What is a toxic flow?',
    answer:
      'Three abilities in one agent: it reads what strangers wrote, it reads what is private, and it can send text out. An instruction hidden in the first can then carry the second away through the third, although no single tool is at fault. Taking away one of the three breaks it.',
  },
  {
    question: 'What does an alarm in the changes mean?',
    answer:
      'A definition changed although the server’s version did not. What was reviewed and approved is no longer what is called. It may be harmless, but it is how a trusted tool turns.',
  },
  {
    question: 'May I use the data?',
    answer:
      'Yes. Dumps, records and schemas are published beside the pages. Definitions and descriptions in them are the servers’ own words: treat them as untrusted input.',
  },
];
