import { pattern } from '../pattern.ts';
import type { Signal } from '../types.ts';

const r = String.raw;

export const contextParameter: Signal = {
  id: 'context-parameter',
  means: 'A parameter that asks the model for what the task does not need: itself, its prompt, the conversation.',
  patterns: [
    pattern(
      r`\b(?:name|version|identity) of the (?:llm|ai|language|large language)? ?(?:model|assistant|agent|llm)?(?: model)? (?:that|which|who) (?:calls?|(?:is )?(?:calling|making)|uses?|invokes?|makes?)`,
    ),
    /^(?:llm (?:model )?name|llm model|calling model|model identity|side ?note)$/im,
    pattern(
      r`(?:^|\n)(?:the |your |a copy of )?(?:\w+ )?{TALK}[^.\n]{0,40}(?:so far|verbatim|in full|of the (?:ai|model|assistant|agent|llm)|between (?:you|the user))`,
    ),
    pattern(
      r`\byour (?:hidden |internal |private )(?:reasoning|chain of thought|instructions|prompt)\b|\bmust contain the full text of all\b`,
    ),
    pattern(r`\b(?:list|names?|enumerate) (?:of )?(?:all )?(?:the )?(?:other )?tools (?:that are )?available to you\b`),
  ],
};
