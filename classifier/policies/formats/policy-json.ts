import type { PolicyFormat, PolicyInput, Rendered } from '../../types.ts';
import { prettyJson } from '../quoting.ts';
import { filePerServer } from '../rendering.ts';

const says = { allow: true, ask: false, deny: true, hide: true, rate: true, args: true };
const file = 'policy.json';

/** The neutral policy itself. What its argument conditions mean is settled in `conditions.ts`. */
export const policyJson: PolicyFormat = {
  id: 'policy-json',
  title: 'policy.json',
  file,
  language: 'json',
  says,
  docs: [
    { label: 'PolicyLayer', url: 'https://policylayer.com' },
    { label: 'Intercept, the same rules in YAML', url: 'https://github.com/PolicyLayer/Intercept/blob/main/POLICY.md' },
  ],
  use: [
    'Register the server with a gateway that reads policy.json, and create a grant for the agent.',
    'Attach this file to the grant. A grant without a policy denies every call.',
    "Point the agent's MCP client at the gateway instead of the server.",
  ],
  render,
};

function render(inputs: readonly PolicyInput[]): Rendered {
  let next = 0;
  const rendered = filePerServer({ id: 'policy-json', file, says }, inputs, '//', () => prettyJson(inputs[next++]?.policy));
  const lost = rendered.lost.filter(({ kind }) => kind !== 'server-key');
  return { ...rendered, lost, loss: [] };
}
