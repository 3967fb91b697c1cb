// Bytes that are no UTF-8 in the middle of a message.
process.stdin.on('data', (data) => {
  for (const line of data.toString().split('\n').filter(Boolean)) {
    const call = JSON.parse(line);
    if (call.method === 'initialize') {
      process.stdout.write(
        `{"jsonrpc":"2.0","id":${call.id},"result":{"protocolVersion":"2025-06-18","capabilities":{"tools":{}},"serverInfo":{"name":"x","version":"1"}}}\n`,
      );
    } else if (call.method === 'tools/list') {
      const bytes = Buffer.concat([
        Buffer.from('{"name":"broken","description":"'),
        Buffer.from([0xff, 0xfe, 0xc3, 0x28]),
        Buffer.from('","inputSchema":{}}'),
      ]);
      process.stdout.write(
        Buffer.concat([Buffer.from(`{"jsonrpc":"2.0","id":${call.id},"result":{"tools":[`), bytes, Buffer.from(']}}\n')]),
      );
    }
  }
});
