/**
 * Command-line frameworks inside a bundle (yargs, commander and their like, which share these names):
 * what they do with arguments is not followed, what they are given to run is.
 */
import type { Style } from '../claims.ts';
import type { Machine } from '../machine.ts';
import { giveAway } from '../machine.ts';
import { get } from '../properties.ts';
import { isFunction, isObj, type Value } from '../values.ts';

const PARSES = ['parse', 'parseAsync', 'parseSync', 'showHelp', 'getHelp', 'help', 'outputHelp'];

export const commandLine: Style = {
  id: 'command-line',
  methods: [...PARSES, 'command', 'action'],
  claim({ machine, method, self, args }) {
    if (!isCommandLine(machine, self)) return false;
    if (PARSES.includes(method)) return true;
    for (const each of args) giveAway(machine, each);
    return false;
  },
};

function isCommandLine(machine: Machine, value: Value): boolean {
  return isObj(value) && isFunction(get(machine, value, 'command')) && isFunction(get(machine, value, 'option'));
}
