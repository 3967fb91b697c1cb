import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, expect, it } from 'vitest';
import { type Command, runCommand } from '../../db/command.ts';

describe('a command that takes a file', () => {
  const ran: unknown[] = [];
  const keep: Command = {
    help: '',
    takes: ['FILE'],
    async run(values) {
      ran.push(values);
      return { report: {}, lines: ['kept'], exit: 0 };
    },
  };
  const run = async (...argv: string[]) => {
    const said: string[] = [];
    const exit = await runCommand({ keep }, argv, { out: (line) => said.push(line), err: (line) => said.push(line) });
    return { exit, said };
  };

  it('finds it by its name', async () => {
    expect(await run('keep', 'a.gz')).toEqual({ exit: 0, said: ['kept'] });
    expect(ran).toEqual([{ FILE: 'a.gz', json: false, help: false }]);
  });

  it.each([[['keep']], [['keep', 'a', 'b']]])('is refused as %j', async (argv) => {
    expect(await run(...argv)).toEqual({ exit: 2, said: ['keep takes FILE (see --help)'] });
  });
});

describe('a command that is loaded', () => {
  it('is when it is called, and no other', async () => {
    const loaded: string[] = [];
    const load = (name: string) => async (): Promise<Command> => {
      loaded.push(name);
      return { help: '', run: async () => ({ report: {}, lines: [name], exit: 0 }) };
    };
    const said: string[] = [];
    const print = { out: (line: string) => said.push(line), err: (line: string) => said.push(line) };
    expect(await runCommand({ crawl: load('crawl'), worker: load('worker') }, ['worker'], print)).toBe(0);
    expect(await runCommand({ crawl: load('crawl'), worker: load('worker') }, ['nope'], print)).toBe(2);
    expect({ loaded, said }).toEqual({ loaded: ['worker'], said: ['worker', 'no command "nope": there are crawl, worker'] });
  });
});

describe('a command run by a process that talks with its parent', () => {
  const program = `
    import { runCommand } from ${JSON.stringify(new URL('../../db/command.ts', import.meta.url).href)};
    const print = { out() {}, err() {} };
    const keep = { help: '', run: async () => ({ report: {}, lines: [], exit: 0 }) };
    const talks = process.argv[1] === 'talks';
    if (talks) process.once('message', (word) => process.send('heard ' + word));
    await runCommand({ keep }, ['keep'], print);
    process.send('done');`;
  const start = (how: 'talks' | 'listens to nobody') =>
    spawn(process.execPath, ['--input-type=module', '-e', program, how], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });

  it('leaves it listening', async () => {
    const child = start('talks');
    await once(child, 'message');
    // Were the channel let go, the process would end before this.
    await new Promise((resolve) => setTimeout(resolve, 300));
    child.send('you');
    expect(await once(child, 'message')).toEqual(['heard you', undefined]);
    expect(await once(child, 'exit')).toEqual([0, null]);
  });

  it('does not keep it from ending', async () => {
    const child = start('listens to nobody');
    expect(await once(child, 'exit')).toEqual([0, null]);
  });
});
