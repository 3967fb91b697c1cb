/** Many questions at half the price, within a day: the Batch API, where the endpoint has one. */
import { type Clock, type Endpoint, JudgeError, type Prompt, type Reply } from './types.ts';

const LOOK_EVERY_MS = 60_000;
/** The night does not wait longer; what is not answered by then stays with the rules' verdict, and is asked again another night. */
const LONGEST_WAIT_MS = 6 * 3_600_000;

/** Replies by prompt id. `null` where the endpoint has no batches: ask one by one. A batch that fails or lasts too long gives what it has. */
export async function askInBatch(
  prompts: ReadonlyMap<string, Prompt>,
  { endpoint, clock }: { endpoint: Endpoint; clock: Clock },
): Promise<Map<string, Reply | JudgeError> | null> {
  if (prompts.size === 0) return new Map();
  let id: string | null;
  try {
    id = await endpoint.batches.submit(prompts);
  } catch (error) {
    if (error instanceof JudgeError) return allFailed(prompts, error);
    throw error;
  }
  if (id === null) return null;
  const until = clock.now() + LONGEST_WAIT_MS;
  let trouble = new JudgeError('model-failed', 'the batch was not done in time');
  while (clock.now() < until) {
    try {
      const replies = await endpoint.batches.collect(id);
      if (replies) return replies;
    } catch (error) {
      if (!(error instanceof JudgeError)) throw error;
      trouble = error;
      if (!error.again) break;
    }
    await clock.sleep(LOOK_EVERY_MS);
  }
  await abandon(endpoint, id);
  return allFailed(prompts, trouble);
}

/** A batch nobody waits for should cost nothing more; that it cannot be stopped changes nothing for us. */
async function abandon(endpoint: Endpoint, id: string): Promise<void> {
  try {
    await endpoint.batches.cancel(id);
  } catch (error) {
    if (!(error instanceof JudgeError)) throw error;
  }
}

function allFailed(prompts: ReadonlyMap<string, Prompt>, error: JudgeError): Map<string, JudgeError> {
  return new Map([...prompts.keys()].map((id) => [id, error]));
}
