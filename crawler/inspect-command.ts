/** `npm run inspect`: one server, named on the command line, and what its tools are. */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ConfigError } from '../db/config.ts';
import type { Inspection, Manifest } from '../db/model.ts';
import { crawlerConfig } from './config.ts';
import { InspectFailed, RequestFailed } from './errors.ts';
import { closeHttp, configureHttp } from './http.ts';
import { type Target, targetOf, WrongTarget } from './inspect-target.ts';
import { inspectors } from './inspectors/index.ts';
import { inspectionOf } from './inspectors/package.ts';
import { readApart } from './reading/read-apart.ts';
import type { InspectContext, Inspector } from './types.ts';

const SECONDS = 120;
const USAGE = `usage: inspect <npm:name@version | pypi:name==version | oci:image:tag | file:path.tgz|folder | https://host/mcp | server.json> [--with ${inspectors.map(({ id }) => id).join('|')}] [--json] [--unsafe-no-sandbox]`;

/** Runs one inspection and prints it: one JSON line with `--json`, else a list. Gives the exit code: 0, 1 with one line on stderr, 2 for wrong usage. */
export async function inspectCommand(argv: string[]): Promise<number> {
  const interruption = new AbortController();
  const stop = (): void => interruption.abort(new Error('interrupted'));
  process.once('SIGINT', stop).once('SIGTERM', stop);
  try {
    const { values, positionals } = parse(argv);
    if (values.help) {
      process.stdout.write(`${USAGE}\n`);
      return 0;
    }
    if (positionals.length !== 1) throw new WrongTarget(positionals.length === 0 ? 'nothing to inspect' : 'more than one thing to inspect');
    const chosen = values.with === undefined ? inspectors : inspectors.filter(({ id }) => id === values.with);
    if (chosen.length === 0) throw new WrongTarget(`no inspector "${values.with}"`);
    const target = await targetOf(positionals[0] as string);
    const inspection = await inspect(target, chosen, interruption.signal, values['unsafe-no-sandbox'] === true);
    process.stdout.write(values.json ? `${JSON.stringify(told(target, inspection))}\n` : readable(target, inspection));
    return 0;
  } catch (error) {
    return failed(error, interruption.signal);
  } finally {
    process.off('SIGINT', stop).off('SIGTERM', stop);
    await closeHttp();
  }
}

function parse(argv: string[]) {
  try {
    return parseArgs({
      args: argv,
      allowPositionals: true,
      options: {
        with: { type: 'string' },
        json: { type: 'boolean', default: false },
        'unsafe-no-sandbox': { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    });
  } catch (error) {
    throw new WrongTarget((error as Error).message.split('. ')[0] ?? '');
  }
}

function failed(error: unknown, signal: AbortSignal): number {
  const line = (text: string): boolean => process.stderr.write(`${text.replace(/\s+/g, ' ').trim()}\n`);
  if (error instanceof WrongTarget || error instanceof ConfigError) {
    line(error instanceof WrongTarget ? `${error.message}; ${USAGE}` : error.message);
    return 2;
  }
  if (error instanceof InspectFailed || error instanceof RequestFailed) {
    line(`${error.code}: ${error.detail}`);
    return 1;
  }
  if (!signal.aborted) throw error;
  line('interrupted');
  return 130;
}

async function inspect(target: Target, chosen: readonly Inspector[], signal: AbortSignal, unsafeNoSandbox: boolean): Promise<Inspection> {
  const config = crawlerConfig();
  if (config.contact) configureHttp({ contact: config.contact });
  const limited = AbortSignal.any([signal, AbortSignal.timeout(3 * SECONDS * 1_000)]);
  const context: InspectContext = {
    seconds: SECONDS,
    signal: limited,
    cacheDir: join(config.dataDir, 'cache'),
    now: new Date(),
    unsafeNoSandbox,
    privateOrigins: target.privateOrigins,
  };
  if ('packed' in target) {
    if (!chosen.some(({ id }) => id === 'package'))
      throw new InspectFailed('no-inspector', `${chosen[0]?.id} cannot read a file; package can`);
    return inspectionOf(await readApart(target.packed, { seconds: SECONDS, signal: limited, npm: config.npmUrl }), undefined);
  }
  return await strongest(target.manifest, chosen, context);
}

/** The first inspector that gives tools, strongest first; else the failure of the strongest. */
async function strongest(manifest: Manifest, chosen: readonly Inspector[], context: InspectContext): Promise<Inspection> {
  let failure: InspectFailed | RequestFailed | undefined;
  for (const inspector of chosen) {
    if (!inspector.fits(manifest)) continue;
    try {
      const inspection = await inspector.inspect(manifest, context);
      if (inspection.tools.length > 0 || chosen.length === 1) return inspection;
      failure ??= new InspectFailed(inspection.auth ? 'auth-required' : 'no-tools-found', `${inspector.id} gave no tools`);
    } catch (error) {
      if (!(error instanceof InspectFailed || error instanceof RequestFailed)) throw error;
      failure ??= error;
    }
  }
  throw failure ?? new InspectFailed('no-inspector', `no inspector of ${chosen.map(({ id }) => id).join(', ')} fits ${manifest.name}`);
}

function told({ name }: Target, { inspector, evidence, version, tools, unsure, defects }: Inspection): object {
  return { server: name, inspector, evidence, version: version ?? null, tools, unsure: unsure ?? [], defects };
}

function readable(target: Target, inspection: Inspection): string {
  const lines = inspection.tools.map(({ name, description, provenance }) => {
    const where = provenance ? `  (${provenance.file}${provenance.line === undefined ? '' : `:${provenance.line}`})` : '';
    return `  ${name}  ${(description ?? '').replace(/\s+/g, ' ').slice(0, 100)}${where}`;
  });
  const doubts = (inspection.unsure ?? []).map(({ name, why }) => `  ? ${name || '(no name)'}: ${why}`);
  const head = `${target.name} ${inspection.version ?? ''}: ${inspection.tools.length} tools, by ${inspection.inspector}`;
  // A stranger's text on a terminal: no control characters.
  return `${[head, ...lines, ...doubts, ...inspection.defects.map((each) => `  ! ${each}`)].map((line) => line.replace(/[^\P{Cc}]/gu, ' ')).join('\n')}\n`;
}
