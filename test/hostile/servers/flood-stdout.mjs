// One line that never ends.
const part = 'x'.repeat(65_536);
function flood() {
  while (process.stdout.write(part));
  process.stdout.once('drain', flood);
}
flood();
