import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Postgres, startPostgres } from '../helpers/postgres.ts';
import { prepareStage, type Stage } from './stage.ts';
import { killed, twoAtOnce } from './trials.ts';

/** One of the trials of `npm run drill`, on a very small night. */
describe('a night on PostgreSQL', () => {
  let folder: string;
  let postgres: Postgres;
  let stage: Stage;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'drill-'));
    postgres = await startPostgres();
    stage = await prepareStage('postgresql', postgres, folder, 12);
  });
  afterAll(async () => {
    await postgres.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it('whose runner is killed is made good by the next, beside which a second one refuses', async () => {
    expect(await killed(stage, { step: 'classify', share: 0.9 }, 'runner', twoAtOnce)).toEqual([]);
  });
});
