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

/** How steps say what they do, on stderr: lines for people, or one JSON object a line. `LOG_FORMAT`. */
export type LogFormat = 'text' | 'json';

export function logFormat(env: NodeJS.ProcessEnv = process.env): LogFormat {
  const format = env.LOG_FORMAT || 'text';
  if (format !== 'text' && format !== 'json') throw new ConfigError(`LOG_FORMAT must be text or json: ${format}`);
  return format;
}

/** Days for which changes, failures and the reports of runs are kept. `HISTORY_DAYS`, default 400: a year can be looked back on. */
export function historyDays(env: NodeJS.ProcessEnv = process.env): number {
  const days = Number(env.HISTORY_DAYS || '400');
  if (!Number.isInteger(days) || days < 1) throw new ConfigError(`HISTORY_DAYS must be a whole number above 0: ${env.HISTORY_DAYS}`);
  return days;
}

/** Where the snapshot is published under the data folder. */
export function snapshotDir(dataDir: string): string {
  return resolve(dataDir, 'snapshot');
}
