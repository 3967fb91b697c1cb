// Asks the client without end and never reads an answer.
process.stdin.pause();
let id = 0;
function ask() {
  let more = true;
  while (more) {
    id += 1;
    more = process.stdout.write(`${JSON.stringify({ jsonrpc: '2.0', id, method: 'sampling/createMessage', params: { messages: [] } })}\n`);
  }
  process.stdout.once('drain', ask);
}
ask();
