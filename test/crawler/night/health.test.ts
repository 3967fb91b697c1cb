import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Health, healthOf, metricsOf, writeHealth } from '../../../crawler/night/health.ts';
import type { NightReport } from '../../../crawler/night/night.ts';

const START = new Date('2026-03-01T02:00:00.000Z');
const END = new Date('2026-03-01T02:30:00.000Z');
const REPORT: NightReport = {
  servers: 3,
  tools: 7,
  byCategory: { Read: 4, Write: 3, Execute: 0, Destructive: 0, Financial: 0 },
  byRisk: { Low: 4, Medium: 3, High: 0, Critical: 0 },
  failures: { timeout: 2 },
  left: 1,
  broken: ['org.acme-mail'],
  steps: { migrate: 0.5, crawl: 1200.25 },
  seconds: 1200.75,
};
const health = (ended: Parameters<typeof healthOf>[3], last?: Health) => healthOf('npm run nightly', START, END, ended, last);

describe('the report of the last night', () => {
  const last = { ...health({ report: REPORT, exit: 0 }), publishedAt: '2026-02-28T02:30:00.000Z' };

  it.each([
    ['ok', { report: REPORT, exit: 0 as const }, END.toISOString()],
    ['degraded', { report: REPORT, exit: 1 as const }, END.toISOString()],
    ['failed', { report: { ...REPORT, failed: 'crawl' }, exit: 1 as const }, last.publishedAt],
    ['interrupted', undefined, last.publishedAt],
  ])('says %s, and when a night was last published', (status, ended, publishedAt) => {
    expect(health(ended, last)).toMatchObject({ status, publishedAt, startedAt: START.toISOString(), finishedAt: END.toISOString() });
  });

  it('lies in the data folder, and beside the data of the site where there is one', () => {
    const folder = mkdtempSync(join(tmpdir(), 'health-'));
    const written = health({ report: REPORT, exit: 0 });
    writeHealth(folder, written);
    expect(readdirSync(folder).sort()).toEqual(['health.json', 'metrics.prom']);
    mkdirSync(join(folder, 'site/data'), { recursive: true });
    writeHealth(folder, written);
    expect(JSON.parse(readFileSync(join(folder, 'site/data/health.json'), 'utf8'))).toEqual(written);
    expect(existsSync(join(folder, 'site/data/metrics.prom'))).toBe(false);
    rmSync(folder, { recursive: true });
  });
});

describe('the metrics', () => {
  const metrics = metricsOf(health({ report: REPORT, exit: 0 }));

  it('are OpenMetrics text: each family once, its samples under it, the end marked', () => {
    const lines = metrics.split('\n');
    expect(lines.slice(-2)).toEqual(['# EOF', '']);
    let family = '';
    const seen = new Set<string>();
    for (const line of lines.slice(0, -2)) {
      const type = /^# TYPE ([a-z_]+) gauge$/.exec(line)?.[1];
      if (type) {
        expect(seen.has(type)).toBe(false);
        seen.add(type);
        family = type;
      } else expect(line).toMatch(new RegExp(`^(# (HELP|UNIT) ${family} .+|${family}(\\{[a-z]+="[^"\\n]+"\\})? [0-9.]+)$`));
    }
    expect(seen.size).toBeGreaterThan(8);
  });

  it('say what the night was', () => {
    for (const line of [
      'night_ok{status="ok"} 1',
      'night_end_timestamp_seconds 1772332200',
      'night_step_seconds{step="crawl"} 1200.25',
      'servers 3',
      'tools_by_risk{risk="Medium"} 3',
      'night_failures{code="timeout"} 2',
      'inspections_left 1',
      'inspections_broken 1',
    ])
      expect(metrics).toContain(`mcp_risk_index_${line}\n`);
  });

  it('of a night that stopped say so, and invent no numbers', () => {
    const stopped = metricsOf(health(undefined));
    expect(stopped).toContain('night_ok{status="interrupted"} 0');
    expect(stopped).not.toMatch(/_servers|_published_/);
  });
});
