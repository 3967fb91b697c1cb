/** Drivers, strongest first, and the one that works on this host. */
import { InspectFailed } from '../errors.ts';
import { bubblewrap } from './bubblewrap.ts';
import { probe } from './probe.ts';
import { startWith } from './start.ts';
import { type Driver, type Launch, NODE_BIN, type Running } from './types.ts';
import { unsafe } from './unsafe.ts';
import { unshare } from './unshare.ts';

export const drivers: readonly Driver[] = [bubblewrap, unshare];

/** What was tried on this host, strongest first; `why` where it does not work. */
export interface Tried {
  driver: Driver;
  works: boolean;
  why: string;
}

const tried = new Map<string, Promise<Tried[]>>();

/** Tries every driver once per process, with a Node that really starts in it. */
export function tryDrivers(stateDir: string): Promise<Tried[]> {
  const known = tried.get(stateDir) ?? Promise.all(drivers.map((driver) => tryOne(driver, stateDir)));
  tried.set(stateDir, known);
  return known;
}

/**
 * The strongest driver that works here; with `unsafeNoSandbox`, none at all where no driver does.
 * Throws {@link InspectFailed} `no-sandbox`, with what each driver said.
 */
export async function bestDriver(stateDir: string, unsafeNoSandbox: boolean): Promise<Driver> {
  const all = await tryDrivers(stateDir);
  const working = all.find(({ works }) => works);
  if (working) return working.driver;
  if (unsafeNoSandbox) return unsafe;
  throw new InspectFailed('no-sandbox', `not started: ${all.map(({ driver, why }) => `${driver.id}: ${why}`).join('; ')}`);
}

/** Starts `launch` by `driver`. See {@link Running} for what holds. */
export function startInSandbox(driver: Driver, launch: Launch): Promise<Running> {
  return startWith(driver, launch);
}

async function tryOne(driver: Driver, stateDir: string): Promise<Tried> {
  const why = await probe(driver, { packageDir: stateDir, command: [NODE_BIN, '-p', '"sandbox works"'], env: {}, stateDir });
  return { driver, works: why === undefined, why: why ?? '' };
}
