// Complains without end.
const part = 'error: something\n'.repeat(4_000);
function flood() {
  while (process.stderr.write(part));
  process.stderr.once('drain', flood);
}
flood();
