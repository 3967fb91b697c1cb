/**
 * `npm run drill`: nights that are killed, starved and disturbed, on both databases. After each the next night must end with exactly the
 * rows and files of an undisturbed one, without an orphan process, and what is published meanwhile is the old or the new, whole.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { randomFrom } from '../bench/catalogue.ts';
import { startPostgres } from '../helpers/postgres.ts';
import { FAULTS, momentName } from './faults.ts';
import { STEPS, VICTIMS } from './night.ts';
import { KINDS, type Kind, prepareStage } from './stage.ts';
import { killed, type Moment } from './trials.ts';

const HELP = `usage: npm run drill -- [options]
  --kills N          kills at random moments, on each database (default: 50)
  --seed N           which moments (default: 1)
  --servers N        size of a night (default: 400, of three tools each)
  --database NAME    pglite or postgresql (default: both)
  --only WORDS       only faults whose name holds these words, or others after a comma; kills only where "kill" is one of them
  --help             this text`;

const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '50' },
    seed: { type: 'string', default: '1' },
    servers: { type: 'string', default: '400' },
    database: { type: 'string' },
    only: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
});
if (values.help) console.log(HELP);
else process.exitCode = await drill();

async function drill(): Promise<number> {
  const kinds = KINDS.filter((kind) => values.database === undefined || values.database === kind);
  if (kinds.length === 0) {
    console.error(`no database "${values.database}": there are ${KINDS.join(', ')}`);
    return 2;
  }
  const folder = mkdtempSync(join(tmpdir(), 'drill-'));
  const postgres = await startPostgres();
  let [passed, failed] = [0, 0];
  try {
    for (const kind of kinds) {
      const stage = await prepareStage(kind, postgres, join(folder, kind), Number(values.servers));
      console.log(
        `${kind}: a night takes ${Object.values(stage.seconds)
          .reduce((sum, each) => sum + each, 0)
          .toFixed(1)} s`,
      );
      for (const { name, play } of trials(kind)) {
        const problems = await play(stage);
        if (problems.length === 0) passed++;
        else failed++;
        console.log(
          `${problems.length === 0 ? 'ok    ' : 'FAILED'} ${kind}: ${name}${problems.map((line) => `\n         ${line}`).join('')}`,
        );
      }
    }
  } finally {
    await postgres.stop();
    rmSync(folder, { recursive: true, force: true });
  }
  console.log(`${passed} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
}

function trials(kind: Kind): { name: string; play: (typeof FAULTS)[number]['play'] }[] {
  const only = values.only?.split(',');
  const faults = FAULTS.filter(({ name, kinds }) => kinds.includes(kind) && (only?.some((words) => name.includes(words)) ?? true));
  for (const { name, impossible } of faults) if (impossible !== undefined) console.log(`left out: ${name}: ${impossible}`);
  const random = randomFrom(Number(values.seed));
  const kills = (only?.includes('kill') ?? true) ? Number(values.kills) : 0;
  return [
    ...faults.filter(({ impossible }) => impossible === undefined),
    ...Array.from({ length: kills }, (_, index) => {
      const moment: Moment = { step: STEPS[Math.floor(random() * STEPS.length)] ?? 'crawl', share: random() };
      const victim = VICTIMS[Math.floor(random() * VICTIMS.length)] ?? 'whole';
      return {
        name: `kill ${index + 1}, ${victim}, ${momentName(moment)}`,
        play: (stage: Parameters<typeof killed>[0]) => killed(stage, moment, victim),
      };
    }),
  ];
}
