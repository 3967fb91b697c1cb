/** What every command line of ours does alike: flags, `--help`, `--json`, Ctrl-C, exit codes. Prints through its caller. */
import { type ParseArgsConfig, type ParseArgsOptionsConfig, parseArgs } from 'node:util';
import { ConfigError, logFormat } from './config.ts';
import { NightBusy } from './lock.ts';
import { logLine } from './log.ts';

/** A command cannot start as it was called: one line says why. Exit 2. */
export class UsageError extends Error {}

export interface Finished {
  /** Printed as one JSON line with `--json`. */
  report: object;
  /** Printed without it. */
  lines: string[];
  /** 0 done, 1 done with failures past the threshold. */
  exit: 0 | 1;
}

export interface Command {
  /** First line: what it does; then its flags. */
  help: string;
  options?: ParseArgsOptionsConfig;
  /** Names of what must stand after the flags, in order; found among the values. */
  takes?: readonly string[];
  run(values: ReturnType<typeof parseArgs>['values'], context: { signal: AbortSignal; json: boolean }): Promise<Finished>;
}

export interface Printer {
  out(line: string): void;
  err(line: string): void;
}

const COMMON = { json: { type: 'boolean', default: false }, help: { type: 'boolean', default: false } } as const;

/** Commands by their names. One may be loaded when it is called, so that none waits for what only another needs. */
type Commands = Readonly<Record<string, Command | (() => Promise<Command>)>>;

/** Runs the command that argv names; returns the exit code. A bug is thrown on, with its stack. `LOG_FORMAT=json` makes every line a JSON object. */
export async function runCommand(commands: Commands, argv: readonly string[], printer: Printer): Promise<number> {
  const structured = isStructured();
  const print: Printer = structured ? { ...printer, err: (line) => printer.err(logLine('error', line, new Date())) } : printer;
  const [name = '', ...args] = argv;
  const called = Object.hasOwn(commands, name) ? commands[name] : undefined;
  const command = typeof called === 'function' ? await called() : called;
  if (!command) {
    print.err(`${name === '' ? 'no command' : `no command "${name}"`}: there are ${Object.keys(commands).join(', ')}`);
    return 2;
  }
  const interruption = new AbortController();
  // A second Ctrl-C ends the process as if there were no handler.
  const stop = (signal: NodeJS.Signals) => interruption.abort(new Interrupted(signal));
  // A step of a night that was killed stops too: nobody waits for it any more.
  const abandoned = () => interruption.abort(new Interrupted('the end of its night'));
  // The listener holds the channel open while the command runs and no longer; unref() would let go of our caller's, where there is one.
  process.once('SIGINT', stop).once('SIGTERM', stop).once('disconnect', abandoned);
  try {
    const { takes = [] } = command;
    const { values, positionals } = parseFlags({ args, options: { ...command.options, ...COMMON }, allowPositionals: takes.length > 0 });
    if (values.help === true) {
      print.out(`${command.help}\n  --json   one JSON report as the last line of stdout, nothing else on stdout\n  --help   this text`);
      return 0;
    }
    if (positionals.length !== takes.length) throw new UsageError(`${name} takes ${takes.join(' and ')} (see --help)`);
    const named = Object.fromEntries(takes.map((word, index) => [word, positionals[index]]));
    const json = values.json === true || structured;
    const finished = await command.run({ ...values, ...named }, { signal: interruption.signal, json });
    if (json) print.out(JSON.stringify(finished.report));
    else for (const line of finished.lines) print.out(line);
    return finished.exit;
  } catch (error) {
    if (interruption.signal.aborted) {
      print.err(`stopped by ${(interruption.signal.reason as Interrupted).by}: what was done is kept, the next run goes on from there`);
      return 130;
    }
    const expected = error instanceof UsageError || error instanceof ConfigError || error instanceof NightBusy;
    if (!expected && !structured) throw error;
    print.err(expected ? error.message : error instanceof Error && error.stack ? error.stack : String(error));
    return expected ? 2 : 1;
  } finally {
    process.off('SIGINT', stop).off('SIGTERM', stop).off('disconnect', abandoned);
  }
}

/** A setting that cannot be read is complained about in words. */
function isStructured(): boolean {
  try {
    return logFormat() === 'json';
  } catch (error) {
    if (error instanceof ConfigError) return false;
    throw error;
  }
}

/** The reason of an abort by Ctrl-C or SIGTERM. */
class Interrupted extends Error {
  readonly by: string;
  constructor(by: string) {
    super(`stopped by ${by}`);
    this.by = by;
  }
}

function parseFlags(config: ParseArgsConfig) {
  try {
    return parseArgs(config);
  } catch (error) {
    const code = error instanceof TypeError && 'code' in error ? String(error.code) : '';
    if (!code.startsWith('ERR_PARSE_ARGS')) throw error;
    throw new UsageError(`${(error as Error).message.split('. ')[0]} (see --help)`);
  }
}
