/** What is being done, done/total and the time left: a bar on a terminal, plain lines elsewhere, or JSON lines for a collector. */
import cliProgress from 'cli-progress';
import { type LogFormat, logFormat } from './config.ts';
import { logLine } from './log.ts';

interface Bar {
  at(done: number, total?: number, what?: string): void;
  stop(): void;
}

export interface Progress {
  start(what: string): Bar;
  /** A line of its own. */
  say(line: string): void;
}

const LINE_EVERY_MS = 5_000;

/** Writes to `out`, which should be stderr: stdout is for the report. */
export function createProgress(
  out: Pick<NodeJS.WriteStream, 'write' | 'isTTY'>,
  clock: () => number = Date.now,
  format: LogFormat = logFormat(),
): Progress {
  if (format === 'json') return records(out, clock);
  return out.isTTY ? bars(out as NodeJS.WriteStream) : lines(out, clock);
}

function bars(out: NodeJS.WriteStream): Progress {
  return {
    start(what) {
      const bar = new cliProgress.SingleBar({
        format: '{what} {bar} {value}/{total}  {eta_formatted}  {detail}',
        stream: out,
        hideCursor: true,
        clearOnComplete: false,
        barsize: 24,
        etaBuffer: 100,
        linewrap: null,
      });
      bar.start(0, 0, { what: what.padEnd(20).slice(0, 20), detail: '' });
      return {
        at(done, total, detail = '') {
          bar.setTotal(Math.max(total ?? done, done));
          bar.update(done, { detail: oneLine(detail) });
        },
        stop: () => bar.stop(),
      };
    },
    say: (line) => void out.write(`${oneLine(line)}\n`),
  };
}

function lines(out: Pick<NodeJS.WriteStream, 'write'>, clock: () => number): Progress {
  return {
    start(what) {
      let last = '';
      let written = clock();
      const write = (text: string) => {
        written = clock();
        out.write(`${text}\n`);
      };
      return {
        at(done, total) {
          last = `${what}: ${done}${total === undefined ? '' : `/${total}`}`;
          if (clock() - written >= LINE_EVERY_MS) write(last);
        },
        stop: () => write(last === '' ? `${what}: nothing to do` : last),
      };
    },
    say: (line) => void out.write(`${oneLine(line)}\n`),
  };
}

function records(out: Pick<NodeJS.WriteStream, 'write'>, clock: () => number): Progress {
  const write = (message: string, more: object = {}) => void out.write(`${logLine('info', message, new Date(clock()), more)}\n`);
  return {
    start(what) {
      let last: { done: number; total?: number } = { done: 0 };
      let written = clock();
      return {
        at(done, total) {
          last = { done, ...(total === undefined ? {} : { total }) };
          if (clock() - written < LINE_EVERY_MS) return;
          written = clock();
          write(what, last);
        },
        stop: () => write(what, { ...last, finished: true }),
      };
    },
    say: (line) => write(oneLine(line)),
  };
}

/** A stranger's text must not move the cursor of our terminal. */
function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}]+/gu, ' ').slice(0, 200);
}
