/** `npm run bench`: how fast it is beside others that do the same work, or with `--scale` how large it may be. */
import { parseArgs } from 'node:util';
import { peers } from './peers.ts';
import { FULL, machine, type ScaleFigures, scale, tellScale } from './scale.ts';

const HELP = `usage: npm run bench -- [options]
  (nothing)          ratios against named peers, in one run
  --only WORDS       of those only the comparison whose name holds these words
  --scale            two nights over an invented catalogue, step by step
    --servers N      (default: 43000)
    --tools N        (default: twelve a server)
    --shares LIST    of that size, one after the other, such as 1/64,1/8,1 (default: 1)
    --database NAME  pglite or postgres (default: pglite)
    --no-site        leaves the pages out
  --help             this text`;

const { values } = parseArgs({
  options: {
    scale: { type: 'boolean', default: false },
    servers: { type: 'string', default: String(FULL.servers) },
    tools: { type: 'string' },
    shares: { type: 'string', default: '1' },
    database: { type: 'string', default: 'pglite' },
    'no-site': { type: 'boolean', default: false },
    only: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
});
if (values.help) console.log(HELP);
else if (values.scale) await bigNights();
else await peers({ only: values.only, say: (line) => console.log(line) });

async function bigNights(): Promise<void> {
  const { database } = values;
  if (database !== 'pglite' && database !== 'postgres') throw new Error(`--database is pglite or postgres, not ${database}`);
  const servers = Number(values.servers);
  const tools = Number(values.tools ?? servers * 12);
  let smaller: ScaleFigures | undefined;
  console.log(machine());
  for (const share of values.shares.split(',')) {
    const [part = 1, whole = 1] = share.split('/').map(Number);
    const factor = part / whole;
    const figures = await scale({
      servers: Math.round(servers * factor),
      tools: Math.round(tools * factor),
      database,
      site: !values['no-site'],
      say: (line) => console.error(line),
    });
    console.log(['', ...tellScale(figures, smaller)].join('\n'));
    smaller = figures;
  }
}
