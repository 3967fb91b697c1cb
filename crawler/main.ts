/** The crawler's command line. */
import { type Command, runCommand } from '../db/command.ts';
import { crawlCommand } from './crawl-command.ts';
import { inspectCommand } from './inspect-command.ts';
import { nightlyCommand, startCommand } from './night/commands.ts';
import { workerCommand } from './worker-command.ts';

const commands: Record<string, Command> = { start: startCommand, nightly: nightlyCommand, crawl: crawlCommand, worker: workerCommand };
const print = { out: (line: string) => console.log(line), err: (line: string) => console.error(line) };
const argv = process.argv.slice(2);

process.exitCode = argv[0] === 'inspect' ? await inspectCommand(argv.slice(1)) : await runCommand(commands, argv, print);
