// Prints what it likes.
import { randomBytes } from 'node:crypto';

setInterval(() => process.stdout.write(`${randomBytes(200).toString('latin1')}\n{"not": "mcp"\n`), 50);
