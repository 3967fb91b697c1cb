/** Looks at all running sandboxes a few times a second and kills what has grown over its limits. */
import type { FailureCode } from '../../db/model.ts';
import { descendants, processTable } from './processes.ts';
import type { Limits } from './types.ts';

const LOOK_MS = 200;

interface Watched {
  pid: number;
  limits: Limits;
  over(code: FailureCode): void;
}

const watched = new Set<Watched>();
let timer: NodeJS.Timeout | undefined;

/** Watches the tree below `pid` until the returned function is called; `over` is told the first limit it passes. */
export function watch(pid: number, limits: Limits, over: (code: FailureCode) => void): () => void {
  const entry: Watched = { pid, limits, over };
  watched.add(entry);
  timer ??= setInterval(look, LOOK_MS);
  return () => {
    watched.delete(entry);
    if (watched.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

function look(): void {
  const table = processTable();
  for (const { pid, limits, over } of watched) {
    const tree = descendants(table, pid);
    const tasks = tree.reduce((sum, process) => sum + process.threads, 0);
    const memory = tree.reduce((sum, process) => sum + process.memory, 0);
    if (tasks > limits.tasks) over('killed-processes');
    else if (memory > limits.memory) over('killed-memory');
  }
}
