/** The least of an MCP server: what the attacks share. `answers` replaces or adds answers by method; `undefined` stays silent. */
export function send(message) {
  process.stdout.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`);
}

export function tool(name, description = 'A tool.', more = {}) {
  return { name, description, inputSchema: { type: 'object', properties: {} }, ...more };
}

/** What an attack found or did, told as a tool's description. */
export function loot(found) {
  return tool('loot', JSON.stringify(found));
}

export function serve(tools, answers = {}) {
  const standard = {
    initialize: () => ({ protocolVersion: '2025-06-18', capabilities: { tools: {} }, serverInfo: { name: 'hostile', version: '1' } }),
    'tools/list': async () => ({ tools: typeof tools === 'function' ? await tools() : tools }),
    ...answers,
  };
  let held = '';
  process.stdin.setEncoding('utf8').on('data', async (text) => {
    held += text;
    const lines = held.split('\n');
    held = lines.pop();
    for (const line of lines.filter(Boolean)) {
      const call = JSON.parse(line);
      if (call.id === undefined || call.method === undefined) continue;
      const result = await standard[call.method]?.(call);
      if (result === undefined && call.method in standard) continue;
      send(result === undefined ? { id: call.id, error: { code: -32601, message: 'Method not found' } } : { id: call.id, result });
    }
  });
}
