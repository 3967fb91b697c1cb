/** The big night: a catalogue of any size through every step, then a second night with one per cent changed. */
import { mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { cpus, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { createDatabase, startPostgres } from '../helpers/postgres.ts';
import { writeCatalogue } from './catalogue.ts';
import { diskOf, type Measured, measure, tableOf } from './measure.ts';

export const FULL = { servers: 43_000, tools: 516_000 };
const CHANGE = 0.01;

export interface ScaleOptions {
  servers: number;
  tools: number;
  database: 'pglite' | 'postgres';
  /** Builds the pages as well. */
  site: boolean;
  say(line: string): void;
}

/** One step of one night. */
interface StepFigures {
  night: number;
  step: string;
  seconds: number;
  cpu: number;
  memory: number;
  /** Of all state after the step, MB. */
  disk: number;
  /** What it did, and how many of them. */
  done: [number, string];
}

export interface ScaleFigures {
  servers: number;
  tools: number;
  database: ScaleOptions['database'];
  steps: StepFigures[];
}

interface ScaleStep {
  step: string;
  args: string[];
  done(report: Measured['report']): [number, string];
}

export async function scale({ servers, tools, database, site, say }: ScaleOptions): Promise<ScaleFigures> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-'));
  const dataDir = join(folder, 'data');
  mkdirSync(dataDir);
  const postgres = database === 'postgres' ? await startPostgres() : undefined;
  const made = postgres && (await createDatabase(postgres.url));
  const env: Record<string, string> = { DATA_DIR: dataDir, ...(made ? { DATABASE_URL: made.url } : {}) };
  const source = join(folder, 'catalogue.ndjson');
  const figures: ScaleFigures = { servers, tools, database, steps: [] };
  try {
    for (const night of [1, 2]) {
      const next = join(folder, 'next.ndjson');
      const size = await writeCatalogue(next, { servers, tools, night, change: CHANGE });
      renameSync(next, source);
      say(`night ${night}: ${size.servers} servers, ${size.tools} tools`);
      for (const { step, args, done } of steps(source, dataDir, site)) {
        const { seconds, cpu, memory, report } = await measure(args, env);
        const disk = diskOf(dataDir) + (made ? await databaseSize(made.url) : 0);
        figures.steps.push({ night, step, seconds, cpu, memory, disk, done: done(report) });
        say(`  ${step}: ${seconds.toFixed(1)} s, ${cpu.toFixed(1)} s of processor, ${Math.round(memory)} MB`);
      }
    }
  } finally {
    await made?.drop();
    await postgres?.stop();
    rmSync(folder, { recursive: true, force: true });
  }
  return figures;
}

function steps(source: string, dataDir: string, site: boolean): ScaleStep[] {
  const count =
    (key: string, what: string) =>
    (report: Measured['report']): [number, string] => [Number(report[key] ?? 0), what];
  const node = '--liftoff-only';
  return [
    { step: 'migrate', args: [node, 'db/main.ts', 'migrate'], done: () => [0, ''] },
    { step: 'crawl', args: [node, 'crawler/main.ts', 'crawl', '--source', `file:${source}`], done: count('changed', 'records changed') },
    { step: 'classify', args: [node, 'classifier/main.ts', 'classify'], done: count('judged', 'tools judged') },
    { step: 'snapshot', args: [node, 'db/main.ts', 'snapshot'], done: count('written', 'files written') },
    {
      step: 'policies',
      args: ['test/bench/policies.ts', join(dataDir, 'snapshot'), `${source}.done`],
      done: count('policies', 'policies'),
    },
    ...(site ? [{ step: 'site', args: ['site/main.ts', 'build'], done: count('pages', 'pages') }] : []),
  ];
}

async function databaseSize(url: string): Promise<number> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query<{ size: string }>('select pg_database_size(current_database()) as size');
  await client.end();
  return Number(rows[0]?.size ?? 0) / 1_048_576;
}

export function machine(): string {
  const [cpu] = cpus();
  return `${cpus().length} × ${cpu?.model.trim() ?? 'CPU'}, ${Math.round(totalmem() / 2 ** 30)} GB, Node ${process.versions.node}`;
}

/** Per step and night; `smaller`: the same at a smaller size, for how each grows (1.0: as the catalogue does). */
export function tellScale(figures: ScaleFigures, smaller: ScaleFigures | undefined): string[] {
  const rows = figures.steps.map((step) => {
    const [done, what] = step.done;
    const before = smaller?.steps.find((other) => other.night === step.night && other.step === step.step);
    return [
      String(step.night),
      step.step,
      step.seconds.toFixed(1),
      step.cpu.toFixed(1),
      done === 0 ? '' : `${Math.round(done / step.seconds).toLocaleString('en')} ${what}/s`,
      Math.round(step.memory).toLocaleString('en'),
      Math.round(step.disk).toLocaleString('en'),
      before && smaller ? growth(step.cpu, before.cpu, figures.tools / smaller.tools) : '',
    ];
  });
  const night = (number: number) => figures.steps.filter((step) => step.night === number).reduce((sum, step) => sum + step.seconds, 0);
  const share = Math.round((night(2) / night(1)) * 100);
  return [
    `${figures.servers.toLocaleString('en')} servers, ${figures.tools.toLocaleString('en')} tools, ${figures.database}`,
    ...tableOf(['night', 'step', 'seconds', 'CPU s', 'rate', 'peak MB', 'disk MB', 'growth'], rows),
    `first night ${night(1).toFixed(0)} s, second ${night(2).toFixed(0)} s (${share} %), peak ${Math.round(Math.max(...figures.steps.map(({ memory }) => memory)))} MB`,
  ];
}

/** The exponent: 1 where twice the catalogue takes twice the processor time. Beneath a second there is nothing to see but the start. */
function growth(cpu: number, before: number, factor: number): string {
  return before < 1 ? '' : (Math.log(cpu / before) / Math.log(factor)).toFixed(2);
}
