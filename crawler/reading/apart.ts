/** The reading process: unpacks what it is sent, reads it, answers, and waits to be ended. Nobody imports this; see `readApart`. */
import { InspectFailed } from '../errors.ts';
import type { Answer } from '../sandbox/apart.ts';
import { type ReadingTask, readPacked } from './packed.ts';
import type { PackageReading } from './read-package.ts';

// Thousands of the program's throws are followed; nobody looks at their stacks.
Error.stackTraceLimit = 0;
process.once('message', (task) => void answer(task as ReadingTask).then((reading) => process.send?.(reading)));

async function answer(task: ReadingTask): Promise<Answer<PackageReading>> {
  try {
    return { result: await readPacked(task) };
  } catch (error) {
    if (error instanceof InspectFailed) return { failed: { code: error.code, detail: error.detail } };
    throw error;
  }
}
