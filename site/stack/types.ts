/**
 * The stack builder: servers chosen by search or read from a pasted client configuration, everything the agent can then call,
 * the toxic flows across them, and one merged policy. All of it happens in the browser; what is pasted never leaves it.
 */

/** One server of a client's configuration: only what identifies it. Values of env, headers and arguments that may be secret are dropped while parsing. */
export interface ConfiguredServer {
  /** Its key in the client's configuration: what policies name it by. */
  name: string;
  /** Lookup keys in the order of trust: package, address, name. */
  keys: string[];
}
