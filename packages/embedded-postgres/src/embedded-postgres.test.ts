import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmod,
  lstat,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  realpath,
  rm,
  stat,
  writeFile,
} from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { serverAccount } from './account.ts';
import { openCluster } from './cluster.ts';
import { type EmbeddedPostgres, freePort, startEmbeddedPostgres } from './embedded-postgres.ts';
import { startPostmaster } from './postmaster.ts';
import { commandLine } from './process-identity.ts';

const isRoot = process.getuid?.() === 0;
let parent: string;
let dataDir: string;
let servers: EmbeddedPostgres[];
let others: ChildProcess[];

beforeEach(async () => {
  parent = await realpath(await mkdtemp(join(tmpdir(), 'timetracker-embedded-')));
  await chmod(parent, 0o711);
  dataDir = join(parent, 'data');
  servers = [];
  others = [];
});

afterEach(async () => {
  for (const server of servers) await server.stop();
  for (const other of others) other.kill('SIGKILL');
  await rm(parent, { recursive: true });
});

async function start(port?: number): Promise<EmbeddedPostgres> {
  const server = await startEmbeddedPostgres({
    dataDir,
    settings: { fsync: 'off' },
    ...(port !== undefined && { port }),
  });
  servers.push(server);
  return server;
}

async function query(url: string, sql: string): Promise<unknown[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

const cluster = () => join(dataDir, 'postgres');
const lockFile = () => join(cluster(), 'postmaster.pid');
const modeOf = async (path: string) => ((await stat(path)).mode & 0o777).toString(8);

describe('a new database', () => {
  test('is PostgreSQL 18 in UTF-8 with checksums, reached over 127.0.0.1 with its password only', async () => {
    const { url, port } = await start();
    const [settings] = await query(
      url,
      `SELECT current_database() AS database, current_setting('server_version') AS version,
         current_setting('server_encoding') AS encoding, current_setting('data_checksums') AS checksums,
         current_setting('listen_addresses') AS addresses, current_setting('unix_socket_directories') AS sockets,
         (SELECT concat_ws(' ', datlocprovider, datlocale) FROM pg_database WHERE datname = current_database()) AS locale`,
    );
    expect(settings).toEqual({
      database: 'timetracker',
      version: expect.stringMatching(/^18\./),
      encoding: 'UTF8',
      checksums: 'on',
      addresses: '127.0.0.1',
      sockets: '',
      locale: 'b C.UTF-8',
    });
    expect(new URL(url).port).toBe(String(port));
    const wrong = new URL(url);
    wrong.password = 'wrong';
    await expect(query(wrong.href, 'SELECT 1')).rejects.toThrow('password authentication failed');
    expect(await modeOf(join(dataDir, 'postgres-password'))).toBe('600');
  });

  test('is created afresh when an earlier creation was interrupted', async () => {
    const ended = spawn(process.execPath, ['--version'], { stdio: 'ignore' });
    await once(ended, 'exit');
    await mkdir(join(dataDir, `postgres-init-${ended.pid}-half`, 'data'), { recursive: true });
    await chmod(dataDir, 0o711);
    await start();
    expect((await readdir(dataDir)).sort()).toEqual(['lock', 'postgres', 'postgres-password']);
  });
});

describe('an existing database', () => {
  test('keeps its data and its password from one start to the next', async () => {
    const first = await start();
    await query(first.url, 'CREATE TABLE kept AS SELECT 42 AS answer');
    await first.stop();
    expect(await commandLine(first.pid)).toBe('');
    const second = await start(first.port);
    expect(second.url).toBe(first.url);
    expect(await query(second.url, 'TABLE kept')).toEqual([{ answer: 42 }]);
  });

  test('starts at once after its server was killed, and tells who watched that it was', async () => {
    const first = await start();
    const exit = new Promise((resolve) => first.onExit(resolve));
    process.kill(first.pid, 'SIGKILL');
    expect(await exit).toBe('SIGKILL');
    await first.stop();
    expect(await query((await start()).url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });

  test('takes over from a server of its own that nobody supervises any more', async () => {
    await (await start()).stop();
    const leftover = await startPostmaster(
      await openCluster(dataDir, { sync: false }),
      { listen_addresses: '127.0.0.1', unix_socket_directories: '', port: String(await freePort()) },
      () => undefined,
    );
    await start();
    expect(await leftover.exited).toBe('exit code 0');
  });

  test('is not stopped from starting by an unrelated process that has the number of its last server', async () => {
    const first = await start();
    const lock = await readFile(lockFile(), 'utf8');
    await first.stop();
    const unrelated = spawn('/bin/sleep', ['1000'], { stdio: 'ignore', ...(await serverAccount(cluster())) });
    others.push(unrelated);
    await writeFile(lockFile(), lock.replace(/^\d+/, String(unrelated.pid)));
    await start();
    expect(unrelated.exitCode ?? unrelated.signalCode).toBeNull();
  });

  test('of another major version is refused in one line', async () => {
    await (await start()).stop();
    await writeFile(join(cluster(), 'PG_VERSION'), '17\n');
    await expect(start()).rejects.toThrow(/^\S+ holds data of PostgreSQL 17, this release runs 18: [^\n]+$/);
  });

  test('without its password file is refused in one line', async () => {
    await (await start()).stop();
    await rm(join(dataDir, 'postgres-password'));
    await expect(start()).rejects.toThrow(
      /^\S+postgres-password, the password of [^\n]+ is missing: restore it\.$/,
    );
  });
});

test('a second server on a DATA_DIR is refused with the process that holds it, and starts when that is done', async () => {
  const first = await start();
  await expect(start()).rejects.toThrow(`DATA_DIR ${dataDir} is in use by process ${process.pid}`);
  expect(await query(first.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  await first.stop();
  await start();
});

test('of many that start at the same time one gets the DATA_DIR, also after a holder that was killed', async () => {
  await mkdir(dataDir, { mode: 0o711 });
  await writeFile(
    join(dataDir, 'lock'),
    JSON.stringify({ pid: process.pid, started: 'long ago', holder: 'killed' }),
  );
  const outcomes = await Promise.allSettled(Array.from({ length: 8 }, () => start()));
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
});

test('a port that is in use is refused in one line and leaves the DATA_DIR free', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  const address = other.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  await expect(start(port)).rejects.toThrow(`did not start: port 127.0.0.1:${port} is in use`);
  other.close();
  await start(port);
});

test('a directory that only its owner may enter keeps a working database, and its mode', async () => {
  await chmod(parent, 0o700);
  const first = await start();
  await query(first.url, 'CREATE TABLE kept AS SELECT 42 AS answer');
  await first.stop();
  const second = await start();
  expect(await query(second.url, 'TABLE kept')).toEqual([{ answer: 42 }]);
  await second.stop();
  expect(await modeOf(parent)).toBe('700');

  // Root lends PostgreSQL another account, which cannot enter: the cluster is elsewhere, and DATA_DIR points to it.
  const home = await realpath(cluster());
  expect((await lstat(cluster())).isSymbolicLink()).toBe(isRoot);
  expect(home.startsWith(dataDir)).toBe(!isRoot);

  await rm(dataDir, { recursive: true });
  const fresh = await start();
  await expect(query(fresh.url, 'TABLE kept')).rejects.toThrow('relation "kept" does not exist');
  await fresh.stop();
  if (isRoot) for (const place of [home, await realpath(cluster())]) await rm(place, { recursive: true });
});
