/** Every documented attack pattern, by family. */
import type { Attack } from '../types.ts';
import { access } from './access.ts';
import { destruction } from './destruction.ts';
import { exfiltration } from './exfiltration.ts';
import { flaws } from './flaws.ts';
import { injection } from './injection.ts';
import { money } from './money.ts';
import { poisonedDefinitions } from './poisoned-definitions.ts';
import { secrets } from './secrets.ts';
import { supplyChain } from './supply-chain.ts';

export const ATTACKS: readonly Attack[] = [
  ...poisonedDefinitions,
  ...injection,
  ...exfiltration,
  ...secrets,
  ...destruction,
  ...money,
  ...access,
  ...supplyChain,
  ...flaws,
];
