import type { Inspector } from '../types.ts';
import { stdio } from './stdio.ts';

/** Every inspector, strongest evidence first. */
export const inspectors: readonly Inspector[] = [stdio];
