/** The other side of `runApart`: does what it is sent, answers, and waits to be ended. */
import { InspectFailed } from '../errors.ts';
import type { Answer } from './apart.ts';

/** An expected failure is an answer; anything else ends the process. */
export function answerWith<Task, Result>(work: (task: Task) => Result | Promise<Result>): void {
  process.once('message', (task) => void answerTo(task as Task).then((answer) => process.send?.(answer)));

  async function answerTo(task: Task): Promise<Answer<Result>> {
    try {
      return { result: await work(task) };
    } catch (error) {
      if (error instanceof InspectFailed) return { failed: { code: error.code, detail: error.detail } };
      throw error;
    }
  }
}
