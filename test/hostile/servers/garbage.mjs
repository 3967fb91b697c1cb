// Prints bytes that mean nothing, and the beginning of something that might.
const bytes = Buffer.from(Array.from({ length: 200 }, (_, index) => 128 + ((index * 73) % 128)));

setInterval(() => process.stdout.write(Buffer.concat([bytes, Buffer.from('\n{"not": "mcp"\n')])), 50);
