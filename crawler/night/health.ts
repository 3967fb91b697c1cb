/** What the last night left for those who watch over it: `health.json` for people and probes, `metrics.prom` for a collector. */
import { existsSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { NightReport } from './night.ts';

/**
 * `ok`: everything done · `degraded`: done and published, with failures past the threshold · `failed`: stopped at a step, the night
 * before stands · `interrupted`: stopped from outside.
 */
type NightStatus = 'ok' | 'degraded' | 'failed' | 'interrupted';

/** health.json, version 1. */
export interface Health {
  version: 1;
  status: NightStatus;
  command: string;
  startedAt: string;
  finishedAt: string;
  /** Of the last night that was published; a probe alarms on its age. */
  publishedAt?: string;
  night?: NightReport;
}

export const HEALTH_FILE = 'health.json';
const METRICS_FILE = 'metrics.prom';

export function healthOf(
  command: string,
  startedAt: Date,
  finishedAt: Date,
  ended: { report: NightReport; exit: 0 | 1 } | undefined,
  last: Health | undefined,
): Health {
  const status = ended === undefined ? 'interrupted' : ended.report.failed !== undefined ? 'failed' : ended.exit === 0 ? 'ok' : 'degraded';
  const publishedAt = status === 'ok' || status === 'degraded' ? finishedAt.toISOString() : last?.publishedAt;
  return {
    version: 1,
    status,
    command,
    startedAt: startedAt.toISOString(),
    finishedAt: finishedAt.toISOString(),
    ...(publishedAt === undefined ? {} : { publishedAt }),
    ...(ended === undefined ? {} : { night: ended.report }),
  };
}

/** Writes both files into the data folder, each whole or not at all, and the report beside the site's data where there is a site. */
export function writeHealth(dataDir: string, health: Health): void {
  const json = `${JSON.stringify(health, null, 2)}\n`;
  put(join(dataDir, HEALTH_FILE), json);
  put(join(dataDir, METRICS_FILE), metricsOf(health));
  const published = join(dataDir, 'site', 'data');
  if (existsSync(published)) put(join(published, HEALTH_FILE), json);
}

function put(path: string, text: string): void {
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(`${path}.part`, text);
  renameSync(`${path}.part`, path);
}

const PREFIX = 'mcp_risk_index';

/** OpenMetrics text (https://prometheus.io/docs/specs/om/open_metrics_spec/): gauges, since each tells of the last night alone. */
export function metricsOf({ status, startedAt, finishedAt, publishedAt, night }: Health): string {
  const seconds = (moment: string) => Date.parse(moment) / 1_000;
  const families: [name: string, help: string, samples: [labels: Record<string, string>, value: number][]][] = [
    ['night_ok', '1 where the last night was published, else 0.', [[{ status }, status === 'ok' || status === 'degraded' ? 1 : 0]]],
    ['night_start_timestamp_seconds', 'When the last night began.', [[{}, seconds(startedAt)]]],
    ['night_end_timestamp_seconds', 'When the last night ended.', [[{}, seconds(finishedAt)]]],
    ['published_timestamp_seconds', 'When a night was last published.', publishedAt === undefined ? [] : [[{}, seconds(publishedAt)]]],
    ['night_step_seconds', 'Time of each step of the last night.', by('step', night?.steps)],
    ['servers', 'Servers in the catalogue.', night ? [[{}, night.servers]] : []],
    ['tools', 'Tools in the catalogue.', night ? [[{}, night.tools]] : []],
    ['tools_by_category', 'Judged tools by category.', by('category', night?.byCategory)],
    ['tools_by_risk', 'Judged tools by risk.', by('risk', night?.byRisk)],
    ['night_failures', 'Failures of sources, records and inspections of the last night, by code.', by('code', night?.failures)],
    ['inspections_left', 'Inspections left for the next night.', night ? [[{}, night.left]] : []],
    ['inspections_broken', 'Inspections of the last night that broke in our own code.', night ? [[{}, night.broken.length]] : []],
  ];
  const lines = families.flatMap(([name, help, samples]) => {
    if (samples.length === 0) return [];
    const full = `${PREFIX}_${name}`;
    const unit = name.endsWith('_seconds') ? [`# UNIT ${full} seconds`] : [];
    return [
      `# TYPE ${full} gauge`,
      ...unit,
      `# HELP ${full} ${help}`,
      ...samples.map(([labels, value]) => `${full}${shown(labels)} ${value}`),
    ];
  });
  return `${lines.join('\n')}\n# EOF\n`;
}

function by(label: string, record: Record<string, number> | undefined): [Record<string, string>, number][] {
  return Object.entries(record ?? {}).map(([word, value]) => [{ [label]: word }, value]);
}

function shown(labels: Record<string, string>): string {
  const pairs = Object.entries(labels).map(
    ([name, value]) => `${name}="${value.replace(/[\\"\n]/g, (sign) => (sign === '\n' ? '\\n' : `\\${sign}`))}"`,
  );
  return pairs.length === 0 ? '' : `{${pairs.join(',')}}`;
}
