// An answer of 200 MB, correct in every way.
process.stdin.once('data', () => {
  process.stdout.write(
    '{"jsonrpc":"2.0","id":0,"result":{"protocolVersion":"2025-06-18","capabilities":{},"serverInfo":{"name":"x","version":"1"},"instructions":"',
  );
  const part = 'y'.repeat(1024 ** 2);
  let left = 200;
  function more() {
    while (left > 0) {
      left -= 1;
      if (!process.stdout.write(part)) return process.stdout.once('drain', more);
    }
    return process.stdout.write('"}}\n');
  }
  more();
});
setInterval(() => undefined, 1000);
