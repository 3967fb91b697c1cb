/** What a format can say of a tool, in words. */
import type { Says } from '../../classifier/types.ts';

export const SAYS_WORDS: readonly { key: keyof Says; short: string; long: string }[] = [
  { key: 'allow', short: 'Allow', long: 'the tool may be called without a question' },
  { key: 'ask', short: 'Ask', long: 'a person is asked before each call' },
  { key: 'deny', short: 'Deny', long: 'any call is refused' },
  { key: 'hide', short: 'Hide', long: 'the model does not learn that the tool exists' },
  { key: 'rate', short: 'Limit', long: 'calls are counted, and those beyond a limit refused' },
  { key: 'args', short: 'Arguments', long: 'a call is refused because of what its arguments hold' },
];
