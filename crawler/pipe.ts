/** MCP over a pair of pipes: one JSON message a line. Lenient to noise between the messages, strict on size. */
import type { Readable, Writable } from 'node:stream';
import type { FailureCode, Json } from '../db/model.ts';
import { InspectFailed } from './errors.ts';
import type { Transport } from './mcp.ts';

const MESSAGE_BYTES = 32 * 1024 ** 2;
const UNREAD_BYTES = 1024 ** 2;
/** Reading what is no message, or no answer, costs time that all other servers wait for. */
const MOST_NOISE = 2_000;
const MOST_MESSAGES = 20_000;
const NOISE_CAP = 8_000;

/** A transport, and what came that was no message of it. */
export interface Pipe extends Transport {
  /** Lines that were no JSON object: how many, and the beginning of their text. A stranger's. */
  noise: { lines: number; text: string };
  /** Answers to nothing that was asked. */
  strays: number;
  /** Why it closed itself, where it did. */
  failure?: InspectFailed | undefined;
}

/** A pipe to a server's stdin and stdout. What passes a limit closes it with its `failure`: `too-large`, `killed-output`. */
export function createPipe(stdin: Writable, stdout: Readable, messageBytes = MESSAGE_BYTES): Pipe {
  const asked = new Set<unknown>();
  let held: Buffer[] = [];
  let heldBytes = 0;
  let messagesRead = 0;
  let closed = false;

  const pipe: Pipe = {
    noise: { lines: 0, text: '' },
    strays: 0,
    async start() {
      stdout.on('data', take);
      stdout.once('end', close);
    },
    async send(message) {
      if ('id' in message && 'method' in message) asked.add(message.id);
      if (!stdin.writable || closed) return;
      // A server that asks and asks and never reads our answers would fill our memory with them.
      if (stdin.writableLength > UNREAD_BYTES) {
        fail('killed-output', 'does not read what it asked for');
        return;
      }
      stdin.write(`${JSON.stringify(message)}\n`);
    },
    async close() {
      close();
    },
  };

  function close(): void {
    if (closed) return;
    closed = true;
    stdout.off('data', take);
    // Read on to nowhere, so that the server does not hang on a full pipe while it ends.
    stdout.resume();
    stdin.end();
    pipe.onclose?.();
  }

  function fail(code: FailureCode, detail: string): void {
    pipe.failure = new InspectFailed(code, detail);
    close();
  }

  function take(chunk: Buffer): void {
    let from = 0;
    for (let at = chunk.indexOf(10); at >= 0 && !closed; at = chunk.indexOf(10, from)) {
      hold(chunk.subarray(from, at));
      from = at + 1;
      if (closed) return;
      const line = Buffer.concat(held).toString('utf8');
      held = [];
      heldBytes = 0;
      read(line);
    }
    if (!closed) hold(chunk.subarray(from));
  }

  function hold(part: Buffer): void {
    held.push(part);
    heldBytes += part.length;
    if (heldBytes <= messageBytes) return;
    held = [];
    fail('too-large', `a message of more than ${messageBytes} bytes`);
  }

  function read(line: string): void {
    if (line.trim() === '') return;
    const value = /^\s*[{[]/.test(line) ? parsed(line) : undefined;
    // Revision 2025-03-26 allowed several messages in one array.
    const messages = Array.isArray(value) ? value : [value];
    for (const message of messages) {
      messagesRead += 1;
      if (messagesRead > MOST_MESSAGES) {
        fail('killed-output', `more than ${MOST_MESSAGES} messages`);
        return;
      }
      if (typeof message !== 'object' || message === null || Array.isArray(message)) {
        pipe.noise.lines += 1;
        if (pipe.noise.text.length < NOISE_CAP) pipe.noise.text = `${pipe.noise.text}${line}\n`.slice(0, NOISE_CAP);
        if (pipe.noise.lines > MOST_NOISE) {
          fail('killed-output', `more than ${MOST_NOISE} lines that are no messages`);
          return;
        }
      } else if ('method' in message || asked.delete(typeof message.id === 'string' ? Number(message.id) : message.id)) {
        pipe.onmessage?.(message as never);
      } else {
        pipe.strays += 1;
      }
    }
  }

  return pipe;
}

function parsed(line: string): Json | undefined {
  try {
    return JSON.parse(line) as Json;
  } catch {
    return undefined;
  }
}
