import type { Source } from '../types.ts';
import { bundled } from './bundled.ts';
import { file } from './file.ts';
import { registry } from './registry.ts';

/** Every source, best first. */
export const sources: readonly Source[] = [bundled, file, registry];
