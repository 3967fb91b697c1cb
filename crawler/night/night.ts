/** The night: migrate → crawl → classify → snapshot → site. Each step can be repeated; what it left is where the next goes on. */
import type { Category, Risk } from '../../db/model.ts';
import { type Bug, tellBug } from '../inspections.ts';
import { runStep, type Step, type StepResult } from './step.ts';

export interface NightReport {
  servers: number;
  tools: number;
  byCategory: Record<Category, number>;
  byRisk: Record<Risk, number>;
  /** By code, of sources, records and inspections of this night. */
  failures: Record<string, number>;
  /** Inspections left for the next night. */
  left: number;
  /** Servers whose inspection broke in our own code. What broke is said, and not kept: a stack is not for a published file. */
  broken: string[];
  /** Seconds of each step. */
  steps: Record<string, number>;
  /** The step that failed; what was published before stands. */
  failed?: string;
  seconds: number;
}

export interface NightOptions {
  sources: readonly string[];
  /** Seconds for the crawl. */
  crawlBudget: number;
  unsafeNoSandbox: boolean;
  token: string;
  signal: AbortSignal;
  say(line: string): void;
  run?: (step: Step, token: string, signal: AbortSignal) => Promise<StepResult>;
}

function nightSteps({ sources, crawlBudget, unsafeNoSandbox }: Pick<NightOptions, 'sources' | 'crawlBudget' | 'unsafeNoSandbox'>): Step[] {
  const crawl = ['crawl', ...sources.flatMap((source) => ['--source', source]), '--budget', `${Math.max(1, Math.round(crawlBudget))}s`];
  if (unsafeNoSandbox) crawl.push('--unsafe-no-sandbox');
  return [
    { id: 'migrate', program: 'db/main.ts', args: ['migrate'] },
    { id: 'crawl', program: 'crawler/main.ts', args: crawl },
    { id: 'classify', program: 'classifier/main.ts', args: ['classify'] },
    { id: 'snapshot', program: 'db/main.ts', args: ['snapshot'] },
    { id: 'site', program: 'site/main.ts', args: ['build'] },
  ];
}

/** Runs the steps in order. One that ends without a report stops the night; failures that a step reports do not. */
export async function night(options: NightOptions): Promise<{ report: NightReport; exit: 0 | 1 }> {
  const { say, signal, token } = options;
  const run = options.run ?? runStep;
  const results = new Map<Step['id'], StepResult>();
  let failed: string | undefined;
  for (const step of nightSteps(options)) {
    signal.throwIfAborted();
    say(`${step.id} …`);
    const result = await run(step, token, signal);
    signal.throwIfAborted();
    results.set(step.id, result);
    for (const bug of (result.report?.bugs ?? []) as Bug[]) say(tellBug(bug));
    if (result.report === undefined) {
      failed = step.id;
      say(`${step.id} failed (exit ${result.exit}): the night stops here; what was published before stands`);
      break;
    }
  }
  const report = combine(results, failed);
  const troubled = [...results.values()].some((result) => result.exit !== 0);
  return { report, exit: troubled ? 1 : 0 };
}

function combine(results: ReadonlyMap<Step['id'], StepResult>, failed: string | undefined): NightReport {
  const of = <T>(step: Step['id'], key: string, fallback: T) => (results.get(step)?.report?.[key] as T | undefined) ?? fallback;
  const steps = Object.fromEntries([...results].map(([id, result]) => [id, result.seconds]));
  return {
    servers: of('snapshot', 'servers', of('crawl', 'servers', 0)),
    tools: of('snapshot', 'tools', of('crawl', 'tools', 0)),
    byCategory: of('snapshot', 'byCategory', {} as Record<Category, number>),
    byRisk: of('snapshot', 'byRisk', {} as Record<Risk, number>),
    failures: of('crawl', 'failures', {}),
    left: of('crawl', 'left', 0),
    broken: of<Bug[]>('crawl', 'bugs', []).map(({ server }) => server),
    steps,
    ...(failed === undefined ? {} : { failed }),
    seconds: Object.values(steps).reduce((sum, seconds) => sum + seconds, 0),
  };
}

/** The report for people. */
export function tellNight(report: NightReport): string[] {
  const counts = (record: Record<string, number>) =>
    Object.entries(record)
      .map(([word, count]) => `${word} ${count}`)
      .join(', ') || 'none';
  return [
    `${report.servers} servers, ${report.tools} tools`,
    `  by category: ${counts(report.byCategory)}`,
    `  by risk:     ${counts(report.byRisk)}`,
    `  failures:    ${counts(report.failures)}${report.left > 0 ? `; ${report.left} inspections left for the next night` : ''}`,
    `  seconds:     ${counts(report.steps)}`,
    ...(report.broken.length === 0 ? [] : [`  broken in our own code: ${report.broken.join(', ')}`]),
    ...(report.failed === undefined ? [] : [`  stopped at ${report.failed}`]),
  ];
}
