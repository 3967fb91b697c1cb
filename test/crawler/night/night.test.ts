import { describe, expect, it } from 'vitest';
import { night, tellNight } from '../../../crawler/night/night.ts';
import type { Step, StepResult } from '../../../crawler/night/step.ts';

const CRAWL = { servers: 3, tools: 7, failures: { timeout: 2 }, left: 4 };
const SNAPSHOT = { servers: 3, tools: 6, byCategory: { Read: 6 }, byRisk: { Low: 6 } };
const REPORTS: Record<string, object> = { migrate: {}, crawl: CRAWL, classify: {}, snapshot: SNAPSHOT, site: {} };

async function nightWith(
  results: Partial<Record<Step['id'], Partial<StepResult>>> = {},
  more: { unsafeNoSandbox?: boolean; signal?: AbortSignal } = {},
) {
  const steps: Step[] = [];
  const said: string[] = [];
  const outcome = await night({
    sources: ['bundled', 'registry:200'],
    crawlBudget: 90.4,
    unsafeNoSandbox: false,
    token: 'token',
    signal: new AbortController().signal,
    say: (line) => said.push(line),
    run: async (step) => {
      steps.push(step);
      return { exit: 0, seconds: 1.5, report: REPORTS[step.id] as StepResult['report'], ...results[step.id] };
    },
    ...more,
  });
  return { ...outcome, steps: steps.map(({ id }) => id), args: steps.find(({ id }) => id === 'crawl')?.args, said };
}

describe('a night', () => {
  it('runs migrate, crawl, classify, snapshot and site, and reports them as one', async () => {
    const { report, exit, steps, args } = await nightWith();
    expect(steps).toEqual(['migrate', 'crawl', 'classify', 'snapshot', 'site']);
    expect(args).toEqual(['crawl', '--source', 'bundled', '--source', 'registry:200', '--budget', '90s']);
    expect({ report, exit }).toEqual({
      exit: 0,
      report: {
        ...SNAPSHOT,
        failures: { timeout: 2 },
        left: 4,
        broken: [],
        steps: { migrate: 1.5, crawl: 1.5, classify: 1.5, snapshot: 1.5, site: 1.5 },
        seconds: 7.5,
      },
    });
  });

  it('stops at a step that ends without a report, and publishes nothing', async () => {
    const { report, exit, steps, said } = await nightWith({ classify: { exit: 1, report: undefined } });
    expect(steps).toEqual(['migrate', 'crawl', 'classify']);
    expect({ failed: report.failed, exit, servers: report.servers }).toEqual({ failed: 'classify', exit: 1, servers: 3 });
    expect(said.at(-1)).toContain('classify failed (exit 1)');
  });

  it('goes on where a step reports failures past its threshold, and exits 1', async () => {
    const { report, exit, steps } = await nightWith({ crawl: { exit: 1 } });
    expect(steps).toHaveLength(5);
    expect({ failed: report.failed, exit }).toEqual({ failed: undefined, exit: 1 });
  });

  it('says at once what broke in our own code, and keeps only of whom', async () => {
    const bugs = [{ server: 'org.acme-mail', error: 'TypeError: x\n    at /home/we/crawler/mcp.ts:1' }];
    const { report, said } = await nightWith({ crawl: { exit: 1, report: { ...CRAWL, bugs } } });
    expect(said).toContain('  broken in our own code: org.acme-mail: TypeError: x\n    at /home/we/crawler/mcp.ts:1');
    expect(report.broken).toEqual(['org.acme-mail']);
    expect(tellNight(report)).toContain('  broken in our own code: org.acme-mail');
    expect(JSON.stringify(report)).not.toContain('/home/we');
  });

  it('starts no step after Ctrl-C', async () => {
    await expect(nightWith({}, { signal: AbortSignal.abort(new Error('Ctrl-C')) })).rejects.toThrow('Ctrl-C');
  });

  it('hands on that no sandbox is asked for', async () => {
    expect((await nightWith({}, { unsafeNoSandbox: true })).args).toContain('--unsafe-no-sandbox');
  });

  it('tells the report in a few lines', async () => {
    expect(tellNight((await nightWith()).report)).toEqual([
      '3 servers, 6 tools',
      '  by category: Read 6',
      '  by risk:     Low 6',
      '  failures:    timeout 2; 4 inspections left for the next night',
      '  seconds:     migrate 1.5, crawl 1.5, classify 1.5, snapshot 1.5, site 1.5',
    ]);
  });
});
