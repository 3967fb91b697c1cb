import type { Runner } from '../types.ts';
import { npm } from './npm.ts';
import { oci } from './oci.ts';
import { pypi } from './pypi.ts';

/** Every runner; of a server with several packages the first that can be brought is started. */
export const runners: readonly Runner[] = [npm, pypi, oci];
