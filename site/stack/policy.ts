/** The stack's policy. A module of its own: the formats are fetched when there is something to render. */
import { FORMATS } from '../../classifier/policies/formats/index.ts';
import { policyJson } from '../../classifier/policies/formats/policy-json.ts';
import { type Merged, mergeServers } from '../../classifier/policies/merge.ts';
import { FormatError } from '../../classifier/policies/quoting.ts';
import type { PolicyFormat, Posture } from '../../classifier/types.ts';
import { shortly } from '../view/policy-words.ts';
import type { StackServer } from './view.ts';

export interface StackPolicy {
  format: PolicyFormat;
  /** Files to save; empty where the format refuses. */
  files: { name: string; text: string }[];
  text: string;
  loss: string[];
  /** Why the format cannot carry this policy. */
  refused?: string | undefined;
  flows: Merged['flows'];
  clashes: Merged['clashes'];
  /** Two words on what becomes of a tool. */
  treatment(server: string, tool: string): string;
}

/** For the policies and flows themselves, which stand also where a format refuses. */
const UNWRITTEN: PolicyFormat = { ...policyJson, render: () => ({ text: '', files: [], loss: [], lost: [] }) };

export function stackPolicy(servers: readonly StackServer[], formatId: string, posture: Posture, breakFlows: boolean): StackPolicy {
  const format = FORMATS.find(({ id }) => id === formatId) ?? policyJson;
  const stack = servers.map(({ key, record }) => ({ server: key, tools: record.tools }));
  const { inputs, flows, clashes } = mergeServers(stack, UNWRITTEN, posture, breakFlows);
  const treatment = (server: string, tool: string): string => {
    const input = inputs.find((each) => each.server === server);
    return input ? shortly(input.policy, tool) : '';
  };
  const common = { format, flows, clashes, treatment };
  try {
    const { files, text, loss } = format.render(inputs);
    return { ...common, files, text, loss };
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    return { ...common, files: [], text: '', loss: [], refused: error.message };
  }
}
