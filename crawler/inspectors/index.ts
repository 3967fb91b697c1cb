import type { Inspector } from '../types.ts';

/** Every inspector, strongest evidence first. */
export const inspectors: readonly Inspector[] = [];
