/** `npm run crawl`: flags in, one crawl, its report. */
import { join } from 'node:path';
import { openDatabase } from '../db/client.ts';
import { type Command, UsageError } from '../db/command.ts';
import { askForInspection } from '../db/inspections.ts';
import { takeNightLock } from '../db/lock.ts';
import { createProgress } from '../db/progress.ts';
import { finishRun, startRun } from '../db/runs.ts';
import { type CrawlerConfig, crawlerConfig, parseDuration } from './config.ts';
import { type Asked, type CrawlOptions, type CrawlReport, crawl } from './crawl.ts';
import { closeHttp, configureHttp } from './http.ts';
import { tellBug } from './inspections.ts';
import { inspectors } from './inspectors/index.ts';
import { openQueue, type SharedQueue } from './queue.ts';
import { sources } from './sources/index.ts';

export const crawlCommand: Command = {
  help: `Lists the sources, stores what they say and inspects the servers that wait. With DATABASE_URL workers take part (npm run worker).
  --source ID[:ARGUMENT]  a source, may be repeated (default: ${defaultSources().join(', ')})
                          there are ${sources.map((source) => source.id).join(', ')}; file:PATH, registry:N (the N updated last)
  --limit N               at most N records of each source
  --no-inspect            store only; inspections wait
  --again SLUG            inspects this server of the catalogue again, after the new and the changed ones; may be repeated
  --unsafe-no-sandbox     start servers even where no sandbox works on this host
  --budget TIME           no inspection begins later than this after the start (default: NIGHT_BUDGET, 6h)`,
  options: {
    source: { type: 'string', multiple: true },
    limit: { type: 'string' },
    'no-inspect': { type: 'boolean', default: false },
    again: { type: 'string', multiple: true },
    'unsafe-no-sandbox': { type: 'boolean', default: false },
    budget: { type: 'string' },
  },
  async run(values, { signal }) {
    const config = crawlerConfig();
    const asked = askedSources((values.source as string[] | undefined) ?? defaultSources());
    const limit = values.limit === undefined ? undefined : wholeNumber('--limit', String(values.limit));
    const budget = values.budget === undefined ? config.nightBudget : parseDuration('--budget', String(values.budget));
    const lock = takeNightLock(config.dataDir, 'crawl', config.nightToken, new Date());
    try {
      if (config.contact) configureHttp({ contact: config.contact });
      const report = await crawlOnce(config, signal, {
        asked,
        limit,
        inspect: values['no-inspect'] !== true,
        again: (values.again as string[] | undefined) ?? [],
        unsafeNoSandbox: values['unsafe-no-sandbox'] === true,
        budget,
      });
      return { report, lines: told(report), exit: exitOf(report, config) };
    } finally {
      await closeHttp();
      lock.release();
    }
  },
};

async function crawlOnce(
  config: CrawlerConfig,
  signal: AbortSignal,
  { budget, again, ...asked }: Pick<CrawlOptions, 'asked' | 'limit' | 'inspect' | 'unsafeNoSandbox'> & { budget: number; again: string[] },
): Promise<CrawlReport> {
  const database = await openDatabase(config);
  let shared: SharedQueue | undefined;
  try {
    await database.migrate();
    const clock = () => new Date();
    const unknown = await askForInspection(database.db, again, clock());
    if (unknown.length > 0)
      throw new UsageError(`no server ${unknown.join(', ')} in the catalogue; --again takes the slug of a server's page`);
    if (asked.inspect && config.databaseUrl !== undefined) shared = await openQueue(database.db, config.databaseUrl, clock);
    const started = new Date();
    const run = await startRun(database.db, 'crawl', started);
    try {
      const report = await crawl(database.db, {
        ...asked,
        inspectors,
        config,
        cacheDir: join(config.dataDir, 'cache'),
        deadline: new Date(started.getTime() + budget * 1000),
        clock,
        signal,
        shared,
        progress: createProgress(process.stderr),
      });
      signal.throwIfAborted();
      if (report.changed > 0) await database.tidy();
      await finishRun(database.db, run, 'done', report, new Date());
      return report;
    } catch (error) {
      await finishRun(database.db, run, signal.aborted ? 'interrupted' : 'failed', { error: String(error) }, new Date());
      throw error;
    }
  } finally {
    await shared?.close();
    await database.close();
  }
}

function defaultSources(): string[] {
  return ['bundled', 'registry'];
}

function askedSources(specs: readonly string[]): Asked[] {
  return specs.map((spec) => {
    const colon = spec.indexOf(':');
    const id = colon < 0 ? spec : spec.slice(0, colon);
    const source = sources.find((candidate) => candidate.id === id);
    if (!source) throw new UsageError(`no source "${id}": there are ${sources.map((candidate) => candidate.id).join(', ')}`);
    const argument = colon < 0 ? undefined : spec.slice(colon + 1);
    if (argument !== undefined && !source.refuses) throw new UsageError(`${id} takes no argument: ${spec}`);
    const refusal = source.refuses?.(argument);
    if (refusal !== undefined) throw new UsageError(refusal);
    return { source, argument };
  });
}

function wholeNumber(flag: string, text: string): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 1) throw new UsageError(`${flag} must be a whole number above 0: ${text}`);
  return number;
}

/** 1 when our own code broke, every source stopped, or more inspections failed than the threshold allows. */
function exitOf(report: CrawlReport, config: CrawlerConfig): 0 | 1 {
  const all = Object.values(report.sources);
  const noneListed = all.length > 0 && all.every((source) => source.stopped);
  const failed = report.inspected > 0 && report.failedInspections / report.inspected > config.failureThreshold;
  return report.bugs.length > 0 || noneListed || failed ? 1 : 0;
}

function told(report: CrawlReport): string[] {
  const listed = Object.entries(report.sources).map(
    ([id, source]) => `  ${id}: ${source.seen} seen, ${source.changed} changed${source.stopped ? `, stopped: ${source.stopped.code}` : ''}`,
  );
  const failures = Object.entries(report.failures).map(([code, times]) => `${code} ${times}`);
  return [
    `${report.servers} servers, ${report.tools} tools; ${report.changed} changed, ${report.inspected} inspected, ${report.left} left`,
    ...listed,
    ...(failures.length > 0 ? [`  failures: ${failures.join(', ')}`] : []),
    ...report.bugs.map(tellBug),
    `  ${report.seconds.toFixed(1)} s`,
  ];
}
