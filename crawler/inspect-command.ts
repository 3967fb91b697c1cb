/** `npm run inspect`: one server, named on the command line, and what its tools are. */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ConfigError } from '../db/config.ts';
import type { Inspection } from '../db/model.ts';
import { crawlerConfig } from './config.ts';
import { InspectFailed, RequestFailed } from './errors.ts';
import { closeHttp, configureHttp } from './http.ts';
import { inspectServer } from './inspect-server.ts';
import { type Target, targetOf, WrongTarget } from './inspect-target.ts';
import { inspectors } from './inspectors/index.ts';
import { inspectionOf } from './inspectors/package.ts';
import { readApart } from './reading/read-apart.ts';
import type { Inspector } from './types.ts';

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
  if ('packed' in target) {
    if (!chosen.some(({ id }) => id === 'package'))
      throw new InspectFailed('no-inspector', `${chosen[0]?.id} cannot read a file; package can`);
    return inspectionOf(await readApart(target.packed, { seconds: SECONDS, signal, npm: config.npmUrl }), undefined);
  }
  const { manifest, privateOrigins } = target;
  const cacheDir = join(config.dataDir, 'cache');
  const means = { inspectors: chosen, cacheDir, unsafeNoSandbox, clock: () => new Date(), signal, seconds: SECONDS, privateOrigins };
  const { inspection, failure } = await inspectServer({ manifest }, means);
  if (!inspection) throw new InspectFailed(failure?.code ?? 'no-inspector', failure?.detail ?? '');
  if (inspection.auth && inspection.tools.length === 0 && chosen.length > 1)
    throw new InspectFailed('auth-required', `${inspection.inspector} gave no tools`);
  return inspection;
}

function told({ name }: Target, { inspector, evidence, version, launch, tools, unsure, defects }: Inspection): object {
  const digest = launch?.digest && { digest: launch.digest };
  return { server: name, inspector, evidence, version: version ?? null, ...digest, tools, unsure: unsure ?? [], defects };
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
