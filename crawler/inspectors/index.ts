import type { Inspector } from '../types.ts';
import { http } from './http.ts';
import { stdio } from './stdio.ts';

/** Every inspector, strongest evidence first. */
export const inspectors: readonly Inspector[] = [http, stdio];
