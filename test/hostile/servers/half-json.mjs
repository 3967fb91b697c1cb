// Begins an answer and never ends it.
process.stdin.once('data', () => process.stdout.write('{"jsonrpc":"2.0","id":0,"result":{"protocolVersion":"2025-06'));
setInterval(() => undefined, 1000);
