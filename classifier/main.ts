/** The classifier's command line. */
import { type Command, runCommand } from '../db/command.ts';
import { classifyCommand } from './classify-command.ts';
import { evaluateCommand } from './evaluate-command.ts';
import { explainCommand } from './explain-command.ts';
import { policyCommand } from './policy-command.ts';
import { trainCommand } from './train-command.ts';

const commands: Record<string, Command> = {
  classify: classifyCommand,
  evaluate: evaluateCommand,
  explain: explainCommand,
  train: trainCommand,
};
const print = { out: (line: string) => console.log(line), err: (line: string) => console.error(line) };
const argv = process.argv.slice(2);

process.exitCode = argv[0] === 'policy' ? await policyCommand(argv.slice(1)) : await runCommand(commands, argv, print);
