/** What is read out of one definition before any rule looks at it. Plain data; built by read.ts. */
import type { Json, ServerContext, ToolDefinition } from '../../db/model.ts';
import type { Domain } from './domains.ts';
import type { Core } from './privacy.ts';

/** What a verb does, coarsely; the classes are those the rubric's tests turn on. */
export const VERB_CLASSES = [
  'get',
  'search',
  'inspect',
  'compute',
  'wait',
  'think',
  'create',
  'add',
  'update',
  'save',
  'upload',
  'download',
  'export',
  'import',
  'generate',
  'move',
  'copy',
  'link',
  'state',
  'toggle',
  'archive',
  'react',
  'restore',
  'send',
  'publish',
  'invite',
  'grant',
  'login',
  'block',
  'delete',
  'remove',
  'clear',
  'revoke',
  'cancel',
  'replace',
  'reset',
  'run',
  'start',
  'deploy',
  'act',
  'merge',
  'pay',
  'transfer',
  'trade',
  'refund',
  'manage',
] as const;
export type VerbClass = (typeof VERB_CLASSES)[number];

/** One word, interned: the same object for the same text. */
export interface Word {
  text: string;
  /** Its length: texts come in so many kinds inside the engine that asking each of them takes longer. */
  size: number;
  /** English base form: singular, infinitive; words of other languages that we know are given in English. */
  lemma: string;
  verb: VerbClass | undefined;
  /** The verb is a noun as often (`post`, `order`, `list`), so it needs verb position to count. */
  ambiguous: boolean;
  /** Bit set of noun classes (nouns.ts). */
  nouns: number;
  /** Bit set of cues (cues.ts). */
  cues: number;
  /** Which word sets of the rules the lemma is in: bits, as a set's `at` and `bit` say. */
  sets: Int32Array;
  /** Stable hash of the lemma. */
  hash: number;
  /** What the model knows of the word, once it was asked (model/kinds.ts). */
  kind: Kind | undefined;
  /** What the word means for the rubric's tests, once it was asked (model/senses.ts). */
  sense: Sense | undefined;
  /** What the word says of how private a thing is, once it was asked (privacy.ts). */
  privacy: Privacy | undefined;
  /** The kinds of servers that the word is a sign of, by their places in a list, once they were asked for (domains.ts). */
  domains: readonly number[] | undefined;
}

/** Numbers of the kinds of one word, from 1; 0 where none is known. */
export interface Kind {
  coarse: number;
  fine: number;
}

/** Bits of what a word means; zero where it says nothing. */
export interface Sense {
  things: number;
  /** Numbers of the services that the word names. */
  services: number[];
  /** Other senses behind certain words, by their base forms. */
  after: Map<string, Sense> | undefined;
}

export interface Privacy {
  /** A figure about things: a count, a statistic. */
  aggregate: boolean;
  /** Names no thing of its own: "details". */
  generic: boolean;
  grade: number | undefined;
}

export interface NameReading {
  words: readonly Word[];
  /** Without what all tools of the server start with. */
  bare: readonly Word[];
  /** The verb in verb position, and where it stands in `bare`; -1 where there is none. */
  verb: Word | undefined;
  verbAt: number;
  /** Further verbs joined by and/or (`create_or_update_file`). */
  moreVerbs: readonly Word[];
  /** What the verb acts on: the words beside it up to by/for/from/to. */
  object: readonly Word[];
  /** The last word of the object. */
  head: Word | undefined;
  /** Noun classes of the object together. */
  nouns: number;
}

/** A stretch of the description. `start` and `end` are offsets in the text it was read from. */
export interface Sentence {
  start: number;
  end: number;
  words: readonly Word[];
  /** The words stand in a section on arguments, results, examples or errors. */
  aside: boolean;
}

export interface Param {
  name: string;
  words: readonly Word[];
  /** Path in the definition, e.g. `inputSchema.properties.url`. */
  path: string;
  type: string;
  description: string;
  /** Words of the description's first part. */
  says: readonly Word[];
  enum: readonly string[];
  default: Json | undefined;
  required: boolean;
  /** 0 for a parameter itself, 1 for a field inside one. */
  depth: number;
}

export interface ServerReading {
  /** Words of the server's name and description. */
  words: readonly Word[];
  /** Siblings' names as given, and the words of each. */
  siblings: readonly string[];
  names: readonly (readonly Word[])[];
  /** How many leading words all tools share. */
  prefix: readonly string[];
  /** What kind of server it is, strongest first. */
  domains: readonly Domain[];
  /** Sibling names by their normal form (`delete tweet`), for finding inverses. */
  byForm: ReadonlyMap<string, string>;
}

export interface Reading {
  tool: ToolDefinition;
  context: ServerContext;
  server: ServerReading;
  name: NameReading;
  /** What the tool's own name tells: the act; nothing at all; or a look where the description begins with a grave act. But for the first, `name` is what the description would call it. */
  nameSays: 'act' | 'nothing' | 'otherwise';
  title: readonly Word[];
  /** The description as judged (invisible characters removed, capped), never the stored original. */
  description: string;
  sentences: readonly Sentence[];
  /** The sentence that says what the tool does; undefined where there is none. */
  lead: Sentence | undefined;
  /** The verb the lead begins with. */
  leadVerb: Word | undefined;
  leadVerbAt: number;
  /** The verb the rules go by: the name's, or the lead's where the name's is a noun as often. */
  mainVerb: Word | undefined;
  /** What that verb acts on, and the noun classes of it together. */
  leadObject: readonly Word[];
  leadNouns: number;
  /** What the tool reads or changes; and what the lead alone says of that. */
  core: Core | undefined;
  leadCore: Core | undefined;
  /** Cues in the lead, and anywhere in the description. */
  leadCues: number;
  cues: number;
  /** The description is empty, repeats the name, or only stands in place of one. */
  silent: boolean;
  /** The tool of the same server that undoes this one. */
  inverse: string | undefined;
  params: readonly Param[];
  /** First parameter for each base form in parameter names. */
  paramOf: ReadonlyMap<string, Param>;
  hasSchema: boolean;
  /** Declared annotations, only where they are booleans. */
  hints: { readOnly?: boolean; destructive?: boolean; idempotent?: boolean; openWorld?: boolean };
}
