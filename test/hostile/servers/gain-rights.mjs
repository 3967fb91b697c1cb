// Looks for a way back to the rights it does not have.
import { execFileSync } from 'node:child_process';
import { readFileSync, symlinkSync } from 'node:fs';
import { loot, serve } from './mcp.mjs';

const done = [];
function attempt(what, act) {
  try {
    act();
    done.push(what);
  } catch {
    // Refused, as it should be.
  }
}
const run =
  (file, ...args) =>
  () =>
    execFileSync(file, args, { stdio: 'ignore', timeout: 2000 });
attempt('setuid', () => process.setuid(process.getuid() === 0 ? 1 : 0));
attempt('setgroups', () => process.setgroups([0]));
// The kernel lets nobody inside kill the first process; that this one goes on to answer is the proof.
attempt('', () => process.kill(1, 'SIGKILL'));
attempt('umount', run('/usr/bin/umount', '/package'));
attempt('umount lazily', run('/usr/bin/umount', '-l', '/proc'));
// As root of its own namespace it may become what it is.
if (process.getuid() !== 0) attempt('setpriv', run('/usr/bin/setpriv', '--reuid=0', '--', '/node/bin/node', '-e', '0'));
attempt('raise limits', run('/usr/bin/prlimit', '--pid', String(process.pid), '--nproc=unlimited', '--data=unlimited'));
attempt('nice', () => process.kill(-1, 0) && process.setegid(0));
attempt('chroot link', () => symlinkSync('/proc/1/root', '/package/root'));
const status = readFileSync('/proc/self/status', 'utf8');
const rights = [...status.matchAll(/^(Cap(?:Prm|Eff|Bnd|Amb)|NoNewPrivs):\s+(\S+)/gm)].map(([, name, value]) => [name, value]);
serve([loot({ done: done.filter(Boolean), rights: Object.fromEntries(rights) })]);
