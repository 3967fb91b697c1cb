/** The process table of this machine, as Linux shows it in /proc. Elsewhere it is empty, and only time and output are limited. */
import { readdirSync, readFileSync } from 'node:fs';

export interface Process {
  pid: number;
  parent: number;
  threads: number;
  /** Anonymous and shared memory, bytes; code shared with others is not counted. */
  memory: number;
}

/** Every process that can be read right now. */
export function processTable(): Process[] {
  const table: Process[] = [];
  for (const entry of names('/proc')) {
    if (!/^\d+$/.test(entry)) continue;
    const status = text(`/proc/${entry}/status`);
    if (status === undefined) continue;
    table.push({
      pid: Number(entry),
      parent: field(status, 'PPid'),
      threads: field(status, 'Threads'),
      memory: (field(status, 'RssAnon') + field(status, 'RssShmem')) * 1024,
    });
  }
  return table;
}

/** Processes that were started with the variable `name`, as far as we may read it, by its value. */
export function processesWith(name: string): { pid: number; value: string }[] {
  return names('/proc').flatMap((entry) => {
    if (!/^\d+$/.test(entry)) return [];
    const found = text(`/proc/${entry}/environ`)
      ?.split('\0')
      .find((line) => line.startsWith(`${name}=`));
    return found === undefined ? [] : [{ pid: Number(entry), value: found.slice(name.length + 1) }];
  });
}

/** The descendants of `root`, itself left out, nearest first. */
export function descendants(table: readonly Process[], root: number): Process[] {
  const children = Map.groupBy(table, (process) => process.parent);
  const found: Process[] = [];
  const queue = [root];
  for (let pid = queue.shift(); pid !== undefined; pid = queue.shift()) {
    for (const child of children.get(pid) ?? []) {
      found.push(child);
      queue.push(child.pid);
    }
  }
  return found;
}

function field(status: string, name: string): number {
  return Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(status)?.[1] ?? 0);
}

function names(dir: string): string[] {
  try {
    return readdirSync(dir);
  } catch (error) {
    return whenGone(error, []);
  }
}

function text(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    return whenGone(error, undefined);
  }
}

/** Processes end while the table is read, and other systems have no /proc. */
function whenGone<T>(error: unknown, instead: T): T {
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'ENOENT' || code === 'ESRCH' || code === 'EACCES') return instead;
  throw error;
}
