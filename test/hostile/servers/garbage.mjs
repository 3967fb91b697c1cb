// Prints bytes that mean nothing, and the beginning of something that might, and goes.
const bytes = Buffer.from(Array.from({ length: 200 }, (_, index) => 128 + ((index * 73) % 128)));

process.stdout.write(Buffer.concat(Array.from({ length: 20 }, () => Buffer.concat([bytes, Buffer.from('\n{"not": "mcp"\n')]))));
