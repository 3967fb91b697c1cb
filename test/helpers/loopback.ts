/** A server of the test's own, where only this machine can reach it. */
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Starts to listen at a free port. `url` ends without a slash. */
export async function onLoopback(server: Server): Promise<{ url: string; close(): Promise<void> }> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
