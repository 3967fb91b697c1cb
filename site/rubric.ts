/** The published risk rules in words: when each applies and where it leads. The judge decides by the same ids. */
import type { RubricId } from '../classifier/types.ts';
import { BASE_RISK, type Category } from '../db/model.ts';

export interface RubricRule {
  id: RubricId;
  category: Category | undefined;
  when: string;
  leads: string;
}

export const RUBRIC: readonly RubricRule[] = [
  {
    id: 'base',
    category: undefined,
    when: 'no other rule applies',
    leads: `the category’s own risk: ${Object.entries(BASE_RISK)
      .map(([category, risk]) => `${category} ${risk}`)
      .join(', ')}; a level nearer to another category’s where that one is plausible too`,
  },
  { id: 'R1', category: 'Read', when: 'it returns secrets: keys, tokens, credentials, environment variables', leads: 'High' },
  { id: 'R2', category: 'Read', when: 'it returns private content: mail, chats, files, records, logs, database rows', leads: 'Medium' },
  { id: 'R3', category: 'Read', when: 'the caller may choose any host or address that is fetched', leads: 'Medium' },
  { id: 'R4', category: 'Read', when: 'the caller writes a query in a read-only language over a data store', leads: 'Medium' },
  { id: 'R5', category: 'Read', when: 'it reads any path of the host', leads: 'High; Medium where a root is declared' },
  { id: 'W1', category: 'Write', when: 'it changes rights, sharing, visibility, sign-in, security settings or secrets', leads: 'High' },
  { id: 'W2', category: 'Write', when: 'it delivers text that the caller wrote to people outside, or in public', leads: 'High' },
  { id: 'W3', category: 'Write', when: 'it reaches many objects at once, by a filter, by “all”, or in bulk', leads: 'High' },
  {
    id: 'W4',
    category: 'Write',
    when: 'it changes infrastructure, DNS, build configuration, a database schema or a protected branch',
    leads: 'High',
  },
  {
    id: 'W5',
    category: 'Write',
    when: 'it writes any path of the host, or instructions that an agent loads later',
    leads: 'High; Medium where a root is declared',
  },
  { id: 'W6', category: 'Write', when: 'it says that it replaces what stood there, and keeps no history', leads: 'High' },
  { id: 'W↓', category: 'Write', when: 'it only touches the agent’s own scratch, session or view, or saves a draft', leads: 'Low' },
  {
    id: 'E1',
    category: 'Execute',
    when: 'the caller supplies code, a shell line, open SQL, or any call to another tool',
    leads: 'Critical',
  },
  { id: 'E2', category: 'Execute', when: 'it starts something bounded, or works a user interface', leads: 'High' },
  {
    id: 'E3',
    category: 'Execute',
    when: 'it deploys, restarts, scales or stops what is in production',
    leads: 'High, with a stricter policy',
  },
  {
    id: 'E↓',
    category: 'Execute',
    when: 'a sandbox without network and lasting effect is stated, or only harmless jobs can be named',
    leads: 'Medium',
  },
  {
    id: 'D1',
    category: 'Destructive',
    when: 'a whole container or a security object goes, or many things, or history is rewritten',
    leads: 'Critical',
  },
  { id: 'D2', category: 'Destructive', when: 'one single object goes', leads: 'High' },
  { id: 'F1', category: 'Financial', when: 'money or assets move by this call alone', leads: 'Critical' },
  { id: 'F2', category: 'Financial', when: 'something is owed, but another step or person must follow before money moves', leads: 'High' },
];

/** The address of a rule on the method page: ids with an arrow are no good as fragments. */
export function rubricAnchor(id: string): string {
  return `rule-${id.replace('↓', '-down').toLowerCase()}`;
}
