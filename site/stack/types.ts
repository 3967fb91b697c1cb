/**
 * The stack builder: servers chosen by search or read from a pasted client configuration, everything the agent can then call,
 * the toxic flows across them, and one merged policy. All of it happens in the browser; what is pasted never leaves it.
 */
import type { JudgedTool } from '../../db/model.ts';

/** One server of a client's configuration: only what identifies it. Values of env and headers are dropped while parsing. */
export interface ConfiguredServer {
  /** Its key in the client's configuration: what policies name it by. */
  name: string;
  /** Lookup keys in the order of trust: package, repository, address, host, name. They never leave the browser either. */
  keys: string[];
}

/** A server of the stack. `key` is its name in the client's configuration. */
export interface Chosen {
  slug: string;
  key: string;
}

/** What the page needs of a server's published record. */
export interface StackRecord {
  slug: string;
  title: string;
  manifest: { name: string };
  tools: (JudgedTool & { slug: string })[];
}
