// Lines of nothing without end.
const part = 'noise\n'.repeat(10_000);
function flood() {
  while (process.stdout.write(part));
  process.stdout.once('drain', flood);
}
flood();
