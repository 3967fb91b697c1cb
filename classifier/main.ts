/** The classifier's command line. */
import { runCommand } from '../db/command.ts';

const commands = {
  classify: async () => (await import('./classify-command.ts')).classifyCommand,
  evaluate: async () => (await import('./evaluate-command.ts')).evaluateCommand,
  explain: async () => (await import('./explain-command.ts')).explainCommand,
  train: async () => (await import('./train-command.ts')).trainCommand,
};
const print = { out: (line: string) => console.log(line), err: (line: string) => console.error(line) };
const argv = process.argv.slice(2);

process.exitCode =
  argv[0] === 'policy' ? await (await import('./policy-command.ts')).policyCommand(argv.slice(1)) : await runCommand(commands, argv, print);
