// Leaves somebody behind, twice removed, in a session of its own.
import { spawn } from 'node:child_process';
import { serve, tool } from './mcp.mjs';

const rest = process.argv.slice(2);
if (rest.includes('grandchild')) setInterval(() => undefined, 1000);
else if (rest.includes('child'))
  spawn(process.execPath, [process.argv[1], ...rest, 'grandchild'], { detached: true, stdio: 'ignore' }).unref();
else {
  spawn(process.execPath, [process.argv[1], ...rest, 'child'], { detached: true, stdio: 'ignore' }).unref();
  serve(() => new Promise((resolve) => setTimeout(() => resolve([tool('parent')]), 400)));
}
