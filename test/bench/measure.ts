/** Runs a program of ours and measures it: time, peak memory of it and all it starts, exit, report. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { lstatSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { descendants, processTable } from '../../crawler/sandbox/processes.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const EVERY_MS = 200;
const TICKS_A_SECOND = 100;

export interface Measured {
  seconds: number;
  /** Seconds of processor time of it and all it starts, which other work on the machine does not change; 0 where there is no /proc. */
  cpu: number;
  /** Megabytes: the most that the processes alive at one moment ever held, each at its own peak (VmHWM); 0 where there is no /proc. */
  memory: number;
  report: { [key: string]: unknown };
}

/** @throws where it ends otherwise than well; 1 is well, the report tells why. */
export async function measure(args: readonly string[], env: Record<string, string>): Promise<Measured> {
  const started = performance.now();
  const child = spawn(process.execPath, [...args, '--json'], {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [stdout, stderr, memory] = ['', '', 0];
  child.stdout.on('data', (chunk) => (stdout += chunk));
  child.stderr.on('data', (chunk) => (stderr = (stderr + chunk).slice(-4_000)));
  const ticks = new Map<number, number>();
  const watch = setInterval(() => {
    const pids = familyOf(child.pid ?? 0);
    memory = Math.max(memory, pids.reduce((sum, pid) => sum + highWater(pid), 0) / 1_024);
    for (const pid of pids) ticks.set(pid, Math.max(ticks.get(pid) ?? 0, ticksOf(pid)));
  }, EVERY_MS);
  const [exit] = await once(child, 'close');
  clearInterval(watch);
  if (exit !== 0 && exit !== 1) throw new Error(`${args.join(' ')} ended with ${exit}: ${stderr}`);
  const line = stdout.trim().split('\n').at(-1) ?? '';
  if (!line.startsWith('{')) throw new Error(`${args.join(' ')} gave no report: ${stderr}`);
  const cpu = [...ticks.values()].reduce((sum, each) => sum + each, 0) / TICKS_A_SECOND;
  return { seconds: (performance.now() - started) / 1_000, cpu, memory, report: JSON.parse(line) as Measured['report'] };
}

function familyOf(pid: number): number[] {
  return [pid, ...descendants(processTable(), pid).map((process) => process.pid)];
}

function highWater(pid: number): number {
  return Number(/^VmHWM:\s+(\d+)/m.exec(readProcess(pid, 'status'))?.[1] ?? 0);
}

/** Fields 14 and 15 of /proc/<pid>/stat: in user and in kernel mode, its own threads. */
function ticksOf(pid: number): number {
  const stat = readProcess(pid, 'stat');
  const [user = '0', kernel = '0'] = stat
    .slice(stat.lastIndexOf(')') + 2)
    .split(' ')
    .slice(11, 13);
  return Number(user) + Number(kernel);
}

/** Empty where it has ended. */
function readProcess(pid: number, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch (error) {
    if (['ENOENT', 'ESRCH'].includes((error as NodeJS.ErrnoException).code ?? '')) return '';
    throw error;
  }
}

/** Megabytes that the files of a folder take on the disk; a file that is there twice by a link counts once. */
export function diskOf(folder: string): number {
  const seen = new Set<number>();
  let bytes = 0;
  const walk = (path: string) => {
    for (const entry of readdirSync(path, { withFileTypes: true })) {
      const inside = join(path, entry.name);
      if (entry.isDirectory()) walk(inside);
      else {
        const { ino, blocks, nlink } = lstatSync(inside);
        if (nlink > 1 && seen.has(ino)) continue;
        if (nlink > 1) seen.add(ino);
        bytes += blocks * 512;
      }
    }
  };
  walk(folder);
  return bytes / 1_048_576;
}

/** Rows of a Markdown table, padded. */
export function tableOf(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const widths = head.map((title, index) => Math.max(title.length, ...rows.map((row) => row[index]?.length ?? 0)));
  const line = (cells: readonly string[]) => `| ${cells.map((cell, index) => cell.padEnd(widths[index] ?? 0)).join(' | ')} |`;
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)];
}
