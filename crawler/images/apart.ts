/** The unpacking process: lays out what it is sent, answers, and waits to be ended. Nobody imports this; see `bringImage`. */
import { InspectFailed } from '../errors.ts';
import type { Answer } from '../sandbox/apart.ts';
import { type Unpacked, type UnpackTask, unpackImage } from './unpack.ts';

process.once('message', (task) => void answer(task as UnpackTask).then((unpacked) => process.send?.(unpacked)));

async function answer(task: UnpackTask): Promise<Answer<Unpacked>> {
  try {
    return { result: await unpackImage(task) };
  } catch (error) {
    if (error instanceof InspectFailed) return { failed: { code: error.code, detail: error.detail } };
    throw error;
  }
}
