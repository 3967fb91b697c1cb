/** The crawler's command line. */
import { runCommand } from '../db/command.ts';

const commands = {
  start: async () => (await import('./night/commands.ts')).startCommand,
  nightly: async () => (await import('./night/commands.ts')).nightlyCommand,
  crawl: async () => (await import('./crawl-command.ts')).crawlCommand,
  worker: async () => (await import('./worker-command.ts')).workerCommand,
};
const print = { out: (line: string) => console.log(line), err: (line: string) => console.error(line) };
const argv = process.argv.slice(2);

process.exitCode =
  argv[0] === 'inspect'
    ? await (await import('./inspect-command.ts')).inspectCommand(argv.slice(1))
    : await runCommand(commands, argv, print);
