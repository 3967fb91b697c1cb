/** The three legs of a toxic flow: private data, strangers' words, and a way out. Where all three meet, an injected instruction can carry data away. */
import type { JudgedTool } from '../../db/model.ts';

export interface Legs<T> {
  private: T[];
  untrusted: T[];
  outbound: T[];
}

/** Which tools form which leg; unknown facets form none. */
export function legsOf<T extends Pick<JudgedTool, 'verdict'>>(tools: readonly T[]): Legs<T> {
  return {
    private: tools.filter(({ verdict }) => verdict.facets.sensitiveRead !== 'none'),
    untrusted: tools.filter(({ verdict }) => verdict.facets.untrustedIngest === true),
    outbound: tools.filter(({ verdict }) => verdict.facets.exfilSink === true),
  };
}

export function isToxic(legs: Legs<unknown>): boolean {
  return legs.private.length > 0 && legs.untrusted.length > 0 && legs.outbound.length > 0;
}
