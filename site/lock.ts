/** One build at a time into one folder. The lock is a file with the builder's process id; one that is dead holds nothing. */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** Another build is writing the same site. */
export class SiteBusy extends Error {}

/** Returns what gives the lock back. @throws {SiteBusy} */
export function lockSite(out: string): () => void {
  const file = `${out}.lock`;
  mkdirSync(dirname(file), { recursive: true });
  if (!claim(file)) {
    const holder = Number(readFileSync(file, 'utf8'));
    if (isRunning(holder)) throw new SiteBusy(`process ${holder} is building ${out}; wait for it, or stop it`);
    rmSync(file, { force: true });
    if (!claim(file)) throw new SiteBusy(`another build has just begun in ${out}`);
  }
  return () => rmSync(file, { force: true });
}

function claim(file: string): boolean {
  try {
    writeFileSync(file, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
}

/** Whether a process is there; one that is not ours to signal is. */
export function isRunning(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
