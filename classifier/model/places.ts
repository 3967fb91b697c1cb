/** The places where features are seen. */
import { hashOf } from '../reading/lexicon.ts';

/** Where a feature was seen: its number, and how much it counts beside the others. */
export interface Place {
  number: number;
  value: number;
  /** Where that value stands in {@link LEVELS}. */
  level: number;
}

/** How much features of a tool count: the few values that there are. Rounded as they are in learning. */
export const LEVELS: number[] = [];

let places = 0;

/** The next place; their order is part of what was learned. */
function place(value: number): Place {
  const rounded = Math.fround(value);
  if (!LEVELS.includes(rounded)) LEVELS.push(rounded);
  return { number: hashOf(`place ${places++}`), value, level: LEVELS.indexOf(rounded) };
}

export const AT = {
  bias: place(1),
  'verb class of the name': place(1),
  'verb of the name': place(1),
  'first word of the name': place(1),
  'last word of the name': place(1),
  'head of the name': place(1),
  'verb class and head': place(1),
  'verb and head': place(1),
  'object of the name': place(1),
  'verb class and object': place(1),
  'kind of the object': place(1),
  'verb class and kind of object': place(1),
  'word of the name': place(1),
  'pair in the name': place(0.5),
  'further verb': place(1),
  'no description': place(1),
  'verb class of the description': place(1),
  'verb classes of name and description': place(1),
  'verb of the description': place(1),
  'word of the first sentence': place(0.5),
  'pair in the first sentence': place(0.4),
  'verb class and word behind it': place(0.5),
  'number of parameters': place(0.5),
  'word of a parameter': place(0.5),
  'word of an inner parameter': place(0.5),
  'name of a parameter': place(0.5),
  'type of a parameter': place(0.5),
  'required parameter': place(0.5),
  'what the server holds': place(1),
  'what the server holds and verb class': place(1),
  'thing acted on': place(1),
  'privacy of the thing': place(1),
  'privacy of the thing and server': place(1),
  'privacy of the thing and verb class': place(1),
  'verb class and thing': place(1),
  'server and thing': place(1),
  'thing of the description': place(1),
  'privacy of that thing and server': place(1),
  'privacy by name and description': place(1),
  'kind of server': place(1),
  'kind of server and verb class': place(1),
  'kind of server and head': place(1),
  'word of the server': place(0.3),
  rule: place(2.5),
  'rule and its argument': place(2.5),
  'argument for a category': place(2.5),
  'argument for a risk rule': place(2.5),
  'facet that a rule saw': place(2.5),
  'inverse tool': place(1),
  'kind of the head': place(1),
  'verb class and kind of the head': place(1),
  'server and kind of the head': place(1),
  'kind of an object word': place(1),
  'kind of a word behind the verb': place(0.7),
  'kind of a word of the first sentence': place(0.4),
  'kind of a word of the server': place(0.3),
  'sense in the name': place(0.5),
  'verb class and sense in the name': place(0.5),
  'sense behind the verb': place(0.5),
  'verb class and sense behind it': place(0.5),
  'sense in the first sentence': place(0.5),
  'verb class and sense of the server': place(0.5),
  'service and sense of the thing': place(0.5),
  'service and openness of the thing': place(0.5),
  'service of the server': place(0.5),
  'verb class and service': place(0.5),
  'word of a sibling': place(1),
};
