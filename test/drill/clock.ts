/**
 * Preloaded into every process of a drilled night: its clock stands still, so that what a night leaves behind does not depend on when
 * it ran. `DRILL_CLOCK` is a moment, or two of them: after some reads of the first the clock jumps to the second.
 */
const READS_BEFORE_THE_JUMP = 25;

const [first = 0, second = first] = (process.env.DRILL_CLOCK ?? '').split(',').map((moment) => Date.parse(moment));
let reads = 0;
const now = () => (reads++ < READS_BEFORE_THE_JUMP ? first : second);

globalThis.Date = new Proxy(Date, {
  construct: (target, args: unknown[]) => Reflect.construct(target, args.length === 0 ? [now()] : args) as object,
  apply: () => new Date().toString(),
  get: (target, property) => (property === 'now' ? now : Reflect.get(target, property)),
});
