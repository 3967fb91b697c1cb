import type { Inspector } from '../types.ts';
import { http } from './http.ts';
import { manifest } from './manifest.ts';
import { packageInspector } from './package.ts';
import { readme } from './readme.ts';
import { stdio } from './stdio.ts';

/** Every inspector, strongest evidence first. */
export const inspectors: readonly Inspector[] = [http, stdio, packageInspector, manifest, readme];
