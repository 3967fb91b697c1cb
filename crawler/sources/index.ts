import type { Source } from '../types.ts';
import { bundled } from './bundled.ts';
import { clientConfig } from './client-config.ts';
import { docker } from './docker.ts';
import { file } from './file.ts';
import { github } from './github.ts';
import { npm } from './npm.ts';
import { pypi } from './pypi.ts';
import { registry } from './registry.ts';
import { smithery } from './smithery.ts';

/** Every source, best first. */
export const sources: readonly Source[] = [bundled, file, registry, docker, npm, pypi, smithery, github, clientConfig];
