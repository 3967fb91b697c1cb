/** The classifier's command line. A command is loaded when it is called: none waits for what only another needs. */
import { type Command, runCommand } from '../db/command.ts';

const COMMANDS: Record<string, () => Promise<Command>> = {
  classify: async () => (await import('./classify-command.ts')).classifyCommand,
  evaluate: async () => (await import('./evaluate-command.ts')).evaluateCommand,
  explain: async () => (await import('./explain-command.ts')).explainCommand,
  train: async () => (await import('./train-command.ts')).trainCommand,
};
const print = { out: (line: string) => console.log(line), err: (line: string) => console.error(line) };
const argv = process.argv.slice(2);
const [name = '', ...rest] = argv;

if (name === 'policy') {
  const { policyCommand } = await import('./policy-command.ts');
  process.exitCode = await policyCommand(rest);
} else {
  const called = Object.hasOwn(COMMANDS, name) ? [name] : Object.keys(COMMANDS);
  const commands = await Promise.all(called.map(async (one) => [one, await COMMANDS[one]?.()] as const));
  process.exitCode = await runCommand(Object.fromEntries(commands) as Record<string, Command>, argv, print);
}
