/** Every signal, in the order in which excerpts of one field are given. */
import type { Signal } from '../types.ts';
import { alterArguments } from './alter-arguments.ts';
import { callFirst } from './call-first.ts';
import { contextParameter } from './context-parameter.ts';
import { disableSafeguard } from './disable-safeguard.ts';
import { doNotTellUser } from './do-not-tell-user.ts';
import { exfiltration } from './exfiltration.ts';
import { fakeRole } from './fake-role.ts';
import { fakeVerdict } from './fake-verdict.ts';
import { ignorePrevious } from './ignore-previous.ts';
import { preference } from './preference.ts';
import { readOtherFile } from './read-other-file.ts';
import { runCommand } from './run-command.ts';
import { scriptedStatement } from './scripted-statement.ts';
import { selfClassification } from './self-classification.ts';
import { toolShadowing } from './tool-shadowing.ts';

export const SIGNALS: readonly Signal[] = [
  ignorePrevious,
  doNotTellUser,
  readOtherFile,
  runCommand,
  callFirst,
  scriptedStatement,
  alterArguments,
  toolShadowing,
  fakeRole,
  disableSafeguard,
  selfClassification,
  fakeVerdict,
  exfiltration,
  contextParameter,
  preference,
];
