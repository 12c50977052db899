import { setTimeout as delay } from 'node:timers/promises';
import { freePort } from '@timetracker/process';
import { Client } from 'pg';
import { type Cluster, openCluster } from './cluster.ts';
import { type HeldDataDir, holdDataDir } from './data-dir.ts';
import { EmbeddedPostgresError } from './embedded-postgres-error.ts';
import { clearLeftover } from './leftover.ts';
import { type Postmaster, PostmasterFailure, startPostmaster } from './postmaster.ts';

export { freePort } from '@timetracker/process';

/** How to start the embedded database. */
export interface EmbeddedPostgresOptions {
  /** A path, which is then held as long as the server runs, or a directory that the caller holds already. */
  dataDir: string | HeldDataDir;
  /** On 127.0.0.1; a free one when left out. */
  port?: number;
  /** Receives the lines of the server's log; they are dropped when left out. */
  log?: (line: string) => void;
  /** PostgreSQL settings by name, as in postgresql.conf. */
  settings?: Record<string, string>;
}

/** A running PostgreSQL. */
export interface EmbeddedPostgres {
  /** Of the database `timetracker`, as its superuser, with the password. */
  url: string;
  port: number;
  /** Of the postmaster. */
  pid: number;
  /** Stops the server, breaking off open transactions; resolves when its processes have ended. */
  stop(): Promise<void>;
  /** Calls back when the server ends without `stop()`, with the words for how it ended. */
  onExit(callback: (reason: string) => void): void;
}

const defaults = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  timezone: 'UTC',
  log_timezone: 'UTC',
  lc_messages: 'C',
  max_connections: '200',
};

/**
 * Starts the PostgreSQL that comes with this repository on the cluster in a DATA_DIR, which is created when missing,
 * and makes sure of a database `timetracker` in it. Works as any user: as root, the server runs as another account.
 * @throws {EmbeddedPostgresError} with one line when DATA_DIR is held by another process, holds data of another major
 *   version or cannot be used, or when the server does not start
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const { dataDir } = options;
  const held = typeof dataDir === 'string' ? await holdDataDir(dataDir, 'embedded PostgreSQL') : undefined;
  const path = typeof dataDir === 'string' ? (held?.path ?? dataDir) : dataDir.path;
  try {
    const cluster = await openCluster(path, { sync: options.settings?.['fsync'] !== 'off' });
    await clearLeftover(cluster.directory);
    const { server, port } = await startServer(cluster, options);
    const url = await ensureDatabase(cluster.password, port, 'timetracker').catch(async (error: unknown) => {
      await server.stop();
      throw error;
    });
    return running(server, { url, port }, held);
  } catch (error) {
    await held?.release();
    throw error;
  }
}

function running(
  server: Postmaster,
  address: { url: string; port: number },
  held: HeldDataDir | undefined,
): EmbeddedPostgres {
  let stopping = false;
  return {
    ...address,
    pid: server.pid,
    async stop() {
      stopping = true;
      await server.stop();
      await held?.release();
    },
    onExit(callback) {
      void server.exited.then((reason) => {
        if (!stopping) callback(reason);
      });
    },
  };
}

const portTaken = /Address already in use/;
// Backends of a postmaster that was killed end on their own, as soon as they look up from their work.
const backendsLeft = /pre-existing shared memory block|lock file "postmaster.pid" already exists/;
const patienceMs = 30_000;

async function startServer(
  cluster: Cluster,
  { port: wanted, log = () => undefined, settings }: EmbeddedPostgresOptions,
): Promise<{ server: Postmaster; port: number }> {
  const deadline = Date.now() + patienceMs;
  for (;;) {
    const port = wanted ?? (await freePort());
    try {
      return {
        server: await startPostmaster(cluster, { ...defaults, ...settings, port: String(port) }, log),
        port,
      };
    } catch (error) {
      if (!(error instanceof PostmasterFailure)) throw error;
      const said = error.lines.join('\n');
      const another = (portTaken.test(said) && wanted === undefined) || backendsLeft.test(said);
      if (!another || Date.now() > deadline) {
        const reason = portTaken.test(said) ? `port 127.0.0.1:${port} is in use` : error.message;
        throw new EmbeddedPostgresError(
          `The embedded PostgreSQL in ${cluster.directory} did not start: ${reason}`,
        );
      }
      await delay(100);
    }
  }
}

async function ensureDatabase(password: string, port: number, name: string): Promise<string> {
  const url = (database: string) => `postgres://postgres:${password}@127.0.0.1:${port}/${database}`;
  const client = new Client({ connectionString: url('postgres') });
  await client.connect();
  try {
    const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [name]);
    if (rowCount === 0) await client.query(`CREATE DATABASE ${client.escapeIdentifier(name)}`);
  } finally {
    await client.end();
  }
  return url(name);
}
