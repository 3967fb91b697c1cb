import { NOTHING, type Rule } from '../types.ts';

export const learnedWords: Rule = {
  id: 'learned-words',
  title: 'Words weighed by experience',
  text: 'Where the other rules leave a choice, a small model weighs the words of the name, of the first sentence and of the parameters together with everything the rules saw. It was trained on tools that people had labelled by the rubric, and its weights are part of this project. It can choose among what the rules leave open; it cannot go below a floor that a rule has set.',
  rubric: [],
  // The model's finding is made where its verdict is weighed, since it looks at what all other rules saw.
  check: () => NOTHING,
};
