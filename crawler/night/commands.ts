/** `npm start` and `npm run nightly`. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Command, UsageError } from '../../db/command.ts';
import { takeNightLock } from '../../db/lock.ts';
import { createProgress } from '../../db/progress.ts';
import { type CrawlerConfig, crawlerConfig } from '../config.ts';
import { HEALTH_FILE, type Health, healthOf, writeHealth } from './health.ts';
import { type NightOptions, type NightReport, night, tellNight } from './night.ts';
import { serveSite } from './step.ts';

/** `npm start` is whole within ten minutes: this is the crawl's share. */
const START_CRAWL_SECONDS = 330;
/** Of a night's budget, the rest being for classify, snapshot and site. */
const CRAWL_SHARE = 0.75;
const UNSAFE = { 'unsafe-no-sandbox': { type: 'boolean', default: false } } as const;
const START_SOURCES = ['bundled', 'registry:200'];

export const startCommand: Command = {
  help: `Runs one night on the bundled servers and the registry's 200 newest, then serves the site until Ctrl-C.
  --port N       port of the site (default: 4321)
  --no-serve     end when the site is built
  --unsafe-no-sandbox  start servers even where no sandbox works on this host`,
  options: { ...UNSAFE, port: { type: 'string', default: '4321' }, 'no-serve': { type: 'boolean', default: false } },
  async run(values, { signal, json }) {
    const config = crawlerConfig();
    const port = Number(values.port);
    if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new UsageError(`--port must be a port number: ${values.port}`);
    const budget = Math.min(START_CRAWL_SECONDS, config.nightBudget * CRAWL_SHARE);
    const { report, exit } = await oneNight('npm start', config, { ...asked(values), sources: START_SOURCES, crawlBudget: budget, signal });
    const lines = tellNight(report);
    if (json || values['no-serve'] === true || report.failed !== undefined) return { report, lines, exit };
    for (const line of lines) process.stderr.write(`${line}\n`);
    await serveSite(['--port', String(port)], signal);
    return { report, lines: [], exit };
  },
};

export const nightlyCommand: Command = {
  help: `Runs one night on every source within NIGHT_BUDGET (default 6h), for cron.
Exit 0 done, 1 done with failures past FAILURE_THRESHOLD or stopped at a step, 2 cannot start.
  --unsafe-no-sandbox  start servers even where no sandbox works on this host`,
  options: UNSAFE,
  async run(values, { signal }) {
    const config = crawlerConfig();
    const { report, exit } = await oneNight('npm run nightly', config, {
      ...asked(values),
      sources: config.nightSources,
      crawlBudget: config.nightBudget * CRAWL_SHARE,
      signal,
    });
    return { report, lines: tellNight(report), exit };
  },
};

function asked(values: Record<string, unknown>): Pick<NightOptions, 'unsafeNoSandbox'> {
  return { unsafeNoSandbox: values['unsafe-no-sandbox'] === true };
}

async function oneNight(
  command: string,
  config: CrawlerConfig,
  options: Omit<NightOptions, 'token' | 'say'>,
): Promise<{ report: NightReport; exit: 0 | 1 }> {
  const { say } = createProgress(process.stderr);
  const startedAt = new Date();
  const lock = takeNightLock(config.dataDir, command, undefined, startedAt);
  let ended: { report: NightReport; exit: 0 | 1 } | undefined;
  try {
    ended = await night({ ...options, token: lock.token, say });
    return ended;
  } finally {
    try {
      writeHealth(config.dataDir, healthOf(command, startedAt, new Date(), ended, lastHealth(config.dataDir)));
    } finally {
      lock.release();
    }
  }
}

/** Of the night before; one that a full disk cut short says nothing. */
function lastHealth(dataDir: string): Health | undefined {
  try {
    return JSON.parse(readFileSync(join(dataDir, HEALTH_FILE), 'utf8')) as Health;
  } catch (error) {
    if (error instanceof SyntaxError || (error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
