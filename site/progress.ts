/** How far a build is: one moving line on a terminal, a plain line every few seconds elsewhere, or JSON lines for a collector. */

export interface Progress {
  say(line: string): void;
  at(done: number, total: number): void;
}

const EVERY_MS = 5_000;
const WIDTH = 24;

/** `write` takes whole pieces of text, as a stream does; `now` is in milliseconds. */
export function createProgress(write: (text: string) => void, terminal: boolean, now: () => number): Progress {
  const started = now();
  let told = started;
  return {
    say: (line) => write(`${terminal ? '\r\u001b[K' : ''}site: ${line}\n`),
    at(done, total) {
      const whole = Math.max(done, total, 1);
      const elapsed = now() - started;
      if (now() - told < (terminal ? 100 : EVERY_MS) && done !== total) return;
      told = now();
      // The first pages wait for everything that is loaded before them: no time is told from them.
      const left = done < whole / 50 ? '' : `, ${Math.round(((elapsed / done) * (whole - done)) / 1000)} s left`;
      const bar = '█'.repeat(Math.floor((done / whole) * WIDTH)).padEnd(WIDTH, '░');
      write(terminal ? `\r\u001b[Ksite ${bar} ${done}/${whole} pages${left}` : `site: ${done}/${whole} pages${left}\n`);
    },
  };
}

/** `LOG_FORMAT=json`: one object a line, as the other steps of a night write it. */
export function createRecords(write: (text: string) => void, now: () => number): Progress {
  let told = now();
  const record = (message: string, more: object = {}) =>
    write(`${JSON.stringify({ time: new Date(now()).toISOString(), level: 'info', message, ...more })}\n`);
  return {
    say: (line) => record(`site: ${line}`),
    at(done, total) {
      if (now() - told < EVERY_MS && done < total) return;
      told = now();
      record('site', { done, total: Math.max(done, total) });
    },
  };
}
