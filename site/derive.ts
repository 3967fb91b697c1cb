/** What is derived from verdicts at build and stored nowhere: policies and their renderings. */
import { FORMATS } from '../classifier/policies/formats/index.ts';
import { FormatError, serverKey } from '../classifier/policies/quoting.ts';
import { suggestPolicy, suggestServerPolicy } from '../classifier/policies/suggest.ts';
import type { Policy, PolicyFormat, Posture } from '../classifier/types.ts';
import type { JudgedTool } from '../db/model.ts';
import type { SnapshotServer } from '../db/snapshot.ts';

/** One policy in one format; `refused` says why a format cannot carry this policy. */
export interface Rendering {
  format: PolicyFormat;
  /** File that lies beside the page, where formats lie there as files. */
  beside: string;
  text: string;
  loss: readonly string[];
  refused?: string | undefined;
}

const ENDINGS: Record<PolicyFormat['language'], string> = {
  json: 'json',
  yaml: 'yaml',
  toml: 'toml',
  cedar: 'cedar',
  rego: 'rego',
  markdown: 'md',
  shell: 'sh',
};

/** Name of a format's file beside a page: by its id, so that no two meet. */
function besideName({ id, language }: PolicyFormat): string {
  return id === 'policy-json' ? 'policy.json' : `${id}.${ENDINGS[language]}`;
}

/** The name that a client's config gives the server: what stands last in its name, in letters every client takes. */
export function clientKey({ manifest }: Pick<SnapshotServer, 'manifest'>): string {
  return serverKey(manifest.name.split('/').at(-1) ?? '');
}

export function policyJson(policy: Policy): string {
  return `${JSON.stringify(policy, null, 2)}\n`;
}

/** The recommendation for one tool, or for all of a server, in every format. policy.json comes first. */
export function renderAll(server: SnapshotServer, tools: readonly JudgedTool[], policy: Policy): Rendering[] {
  const inputs = [{ server: clientKey(server), tools, policy }];
  return FORMATS.map((format) => {
    const beside = besideName(format);
    try {
      const { text, loss } = format.render(inputs);
      return { format, beside, text, loss };
    } catch (error) {
      if (!(error instanceof FormatError)) throw error;
      return { format, beside, text: '', loss: [], refused: error.message };
    }
  });
}

export function toolPolicy(tool: JudgedTool, posture: Posture = 'recommended'): Policy {
  return suggestPolicy(tool, posture);
}

export function serverPolicy(server: SnapshotServer, posture: Posture = 'recommended'): Policy {
  return suggestServerPolicy(server.tools, posture);
}
