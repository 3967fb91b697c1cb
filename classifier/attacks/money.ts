import type { Attack } from '../types.ts';
import { atlasStudy, atlasTechnique, ref, SAFE_MCP } from './lists/references.ts';

/** Attacks on payments. */
export const money: readonly Attack[] = [
  {
    id: 'bank-details-hijack',
    title: 'An assistant hands out the attacker’s bank details',
    status: 'verified',
    year: 2024,
    summary: "A mail planted false bank details that an assistant then gave as a supplier's, with a correct-looking source.",
    how: [
      'The assistant answers from mail that anyone can send.',
      'The planted text is written to be found for one question and to be cited.',
      'A person, or a payment tool, then pays the wrong account.',
    ],
    example: 'Shown on Microsoft 365 Copilot at Black Hat USA 2024.',
    about: 'tool',
    categories: ['Financial'],
    facetsAny: [{ facet: 'money', in: ['obligation', 'moves'] }],
    ids: ['AML.CS0026', 'AML.T0048.000'],
    refs: [atlasStudy('AML.CS0026'), atlasTechnique('AML.T0048.000')],
  },
  {
    id: 'fraudulent-transactions',
    title: 'Fraudulent transactions',
    status: 'pattern',
    year: 2025,
    summary: 'A tool that pays, trades or refunds does so for whoever steers the agent.',
    how: [
      'Recipient and amount are arguments, so an injected text can name both.',
      'One call is enough, and it rarely comes back.',
      'A person who confirms recipient and amount outside the agent breaks it.',
    ],
    about: 'tool',
    categories: ['Financial'],
    facetsAny: [],
    ids: ['SAFE-T2104', 'AML.T0048.000'],
    refs: [SAFE_MCP, atlasTechnique('AML.T0048.000')],
  },
  {
    id: 'spending-without-a-limit',
    title: 'Many small payments below every check',
    status: 'pattern',
    year: 2025,
    summary: 'A cap on one payment says nothing of a hundred of them: loops and injected instructions split the sum.',
    how: [
      'Each payment stays under the amount that needs a second person.',
      'The agent repeats it with other references.',
      'Only a count or a sum for the day stops it.',
    ],
    about: 'tool',
    categories: ['Financial'],
    facetsAny: [{ facet: 'money', in: ['moves'] }],
    ids: ['SAFE-T2104', 'SAFE-T2102', 'ASI08'],
    refs: [ref('PolicyLayer, runaway tool loops', 'https://policylayer.com/attacks/runaway-tool-loops'), SAFE_MCP],
  },
];
