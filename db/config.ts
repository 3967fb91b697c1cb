/** Where the state lies. The only reader of the environment in this room. */
import { resolve } from 'node:path';

/** A setting that cannot work: one line that says why and what to do. Exit 2. */
export class ConfigError extends Error {}

export interface DatabaseConfig {
  /** Everything that is kept between nights, absolute. `DATA_DIR`, default `.data`. */
  dataDir: string;
  /** PostgreSQL to use in place of the embedded database. `DATABASE_URL`. */
  databaseUrl: string | undefined;
  /** Token of the night that this process is a step of; set by the night's runner for its children only. */
  nightToken: string | undefined;
}

export function databaseConfig(env: NodeJS.ProcessEnv = process.env): DatabaseConfig {
  const databaseUrl = env.DATABASE_URL || undefined;
  if (databaseUrl !== undefined && !/^postgres(ql)?:\/\//.test(databaseUrl))
    throw new ConfigError('DATABASE_URL must begin with postgres:// or postgresql://');
  return { dataDir: resolve(env.DATA_DIR || '.data'), databaseUrl, nightToken: env.NIGHT_TOKEN || undefined };
}

/** Where the snapshot is published under the data folder. */
export function snapshotDir(dataDir: string): string {
  return resolve(dataDir, 'snapshot');
}
