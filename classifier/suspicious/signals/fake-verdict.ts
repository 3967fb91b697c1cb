import type { Signal } from '../types.ts';

export const fakeVerdict: Signal = {
  id: 'fake-verdict',
  means: 'Carries a ready-made verdict for a judge to copy.',
  patterns: [
    /["'](?:category|verdict|classification|risk|risk_?level|severity|decision|label)["']\s*:\s*["'](?:read|write|low|medium|safe|benign|none|allow|approved?|harmless|read[-_ ]?only)["']\s*[,}]/i,
    /["'](?:is_?safe|safe|malicious|suspicious|readOnlyHint|destructiveHint|approved)["']\s*:\s*(?:true|false)\s*[,}]/i,
  ],
};
