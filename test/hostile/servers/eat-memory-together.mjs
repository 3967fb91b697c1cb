// Many children, each below any limit of one process.
import { spawn } from 'node:child_process';

if (process.argv.includes('child')) {
  const held = Buffer.alloc(80 * 1024 ** 2, 1);
  setInterval(() => held.fill(Math.random() * 255), 50);
} else {
  for (let index = 0; index < 6; index += 1)
    spawn(process.execPath, [process.argv[1], ...process.argv.slice(2), 'child'], { stdio: 'ignore' });
  setInterval(() => undefined, 1000);
}
