/**
 * The whole gate, in one command: format and lint, types, unused code, then every test (layering is one of them).
 * Every check and every test counts; the last line is `N passed, N failed`. Exit 1 if anything failed.
 */
import { execFile, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = new URL('..', import.meta.url).pathname;
const scratch = mkdtempSync(join(tmpdir(), 'gate-'));
const results = join(scratch, 'vitest.json');

const checks = [
  { name: 'format and lint', command: 'biome', args: ['check', '--error-on-warnings', '--no-errors-on-unmatched', '.'] },
  { name: 'types', command: 'tsc', args: ['--noEmit'] },
  { name: 'types of the pages', command: 'astro', args: ['check', '--root', 'site', '--minimumFailingSeverity', 'error'] },
  { name: 'unused code', command: 'knip', args: [] as string[] },
];

let passed = 0;
let failed = 0;
// Side by side, since the two that take long use one core each; what each prints stands together.
const outcomes = await Promise.all(checks.map(check));
for (const { name, ok, printed } of outcomes) {
  process.stdout.write(printed);
  console.log(`${ok ? 'ok' : 'FAILED'}: ${name}`);
  if (ok) passed++;
  else failed++;
}

const tests = ['run', '--config', 'test/vitest.config.ts', '--reporter=default', '--reporter=json', `--outputFile.json=${results}`];
const testsOk = spawnSync(binary('vitest'), tests, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] }).status === 0;
const counted = readResults();
passed += counted.passed;
failed += counted.failed;
// A suite that fails to load has no failed test of its own: it must not pass for nothing.
if (!testsOk && counted.failed === 0) failed++;
rmSync(scratch, { recursive: true, force: true });
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;

function binary(command: string): string {
  return join(root, 'node_modules/.bin', command);
}

function check({ name, command, args }: (typeof checks)[number]): Promise<{ name: string; ok: boolean; printed: string }> {
  return new Promise((resolve) => {
    execFile(binary(command), args, { cwd: root, maxBuffer: 64 << 20 }, (error, stdout, stderr) => {
      // Without an exit code it did not start, or printed without end: the reason is all there is to show.
      const reason = error && typeof error.code !== 'number' ? `${error.message}\n` : '';
      resolve({ name, ok: error === null, printed: `${stdout}${stderr}${reason}` });
    });
  });
}

function readResults(): { passed: number; failed: number } {
  try {
    const report = JSON.parse(readFileSync(results, 'utf8')) as { numPassedTests: number; numFailedTests: number };
    return { passed: report.numPassedTests, failed: report.numFailedTests };
  } catch (error) {
    console.error(`no test report: ${error instanceof Error ? error.message : error}`);
    return { passed: 0, failed: 1 };
  }
}
