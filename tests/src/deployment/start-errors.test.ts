import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { createTestDatabase, type TestDatabase } from '@timetracker/db/testing';
import { startTestRedis, type TestRedis } from '@timetracker/queue/testing';
import { EnvError, parseEnv } from '@timetracker/shared/env';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const root = join(import.meta.dirname, '..', '..', '..');
const API = 'apps/api/src/main.ts';
const WORKER = 'apps/worker/src/main.ts';
const MIGRATE = 'scripts/migrate.ts';
const COMMAND = 'apps/cli/src/main.ts';
const CLOSED = 'postgres://tracker:s3cret@127.0.0.1:1/timetracker';

let database: TestDatabase;
let redis: TestRedis;
let folder: string;
let neighbour: Server;
let taken: number;

beforeAll(async () => {
  database = await createTestDatabase();
  redis = await startTestRedis();
  folder = await mkdtemp(join(tmpdir(), 'timetracker-start-'));
  await writeFile(join(folder, 'file'), '');
  await mkdir(join(folder, 'keys'));
  await writeFile(join(folder, 'keys', 'seal-key'), 'PRIVATE+KEY+cut');
  neighbour = createServer().listen(0, '127.0.0.1');
  await once(neighbour, 'listening');
  const address = neighbour.address();
  taken = typeof address === 'object' && address ? address.port : 0;
});
afterAll(async () => {
  neighbour.close();
  await redis.stop();
  await database.drop();
  await rm(folder, { recursive: true });
});

const start = (main: string, variables: Record<string, string>) =>
  spawn(process.execPath, [main, ...(main === COMMAND ? ['stats', '--reconcile'] : [])], {
    cwd: root,
    env: {
      PATH: process.env['PATH'],
      DATABASE_URL: main === WORKER ? database.workerUrl : database.apiUrl,
      AUTH_SECRET: 'x'.repeat(32),
      ...variables,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });

const endsWith = async (main: string, variables: Record<string, string>) => {
  const child = start(main, variables);
  const [out, said, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'exit'),
  ]);
  return { out, said, code };
};
const oneLine = (line: string) => ({ out: '', said: `${line}\n`, code: 1 });

/** The same database, at another name or with another password. */
const changed = (change: (url: URL) => void) => {
  const url = new URL(database.workerUrl);
  change(url);
  return url;
};

describe.each([API, MIGRATE, COMMAND])('%s', (main) => {
  test('says in one line which setting names a database that is away, without the password', async () => {
    expect(await endsWith(main, { DATABASE_URL: CLOSED })).toEqual(
      oneLine(
        'DATABASE_URL: the database at 127.0.0.1:1/timetracker cannot be reached (ECONNREFUSED): check the address, and that the server runs',
      ),
    );
  });
});

describe.each([API, WORKER, MIGRATE, COMMAND])('%s', (main) => {
  test('says in one line that the database refuses the login, or is not there', async () => {
    const wrong = changed((url) => {
      url.password = 's3cret';
    });
    const other = changed((url) => {
      url.pathname = '/nothing';
    });
    const [refused, missing] = await Promise.all([
      endsWith(main, { DATABASE_URL: wrong.href }),
      endsWith(main, { DATABASE_URL: other.href }),
    ]);
    const advice = 'check the user, the password and the name in the address';
    expect(refused).toEqual(
      oneLine(
        `DATABASE_URL: the database at ${wrong.host}${wrong.pathname} refuses the connection (password authentication failed for user "${wrong.username}"): ${advice}`,
      ),
    );
    expect(missing).toEqual(
      oneLine(
        `DATABASE_URL: the database at ${other.host}/nothing refuses the connection (database "nothing" does not exist): ${advice}`,
      ),
    );
  });
});

test.each([API, WORKER])('%s says in one line that Redis refuses the login', async (main) => {
  expect(await endsWith(main, { REDIS_URL: `redis://somebody:s3cret@127.0.0.1:${redis.port}` })).toEqual(
    oneLine(
      `REDIS_URL: Redis at 127.0.0.1:${redis.port} refuses the connection (WRONGPASS invalid username-password pair or user is disabled.): check the user, the password and the name in the address`,
    ),
  );
});

test.each([
  [
    WORKER,
    { DATABASE_URL: CLOSED },
    /^DATABASE_URL: .* cannot be reached \(ECONNREFUSED\).*; the worker waits for it$/,
  ],
  [
    WORKER,
    { REDIS_URL: 'redis://:s3cret@127.0.0.1:1' },
    /^REDIS_URL: .* cannot be reached \(ECONNREFUSED\).*; it is waited for$/,
  ],
  [
    API,
    { REDIS_URL: 'redis://:s3cret@127.0.0.1:1', PORT: '1024' },
    /^REDIS_URL: .* cannot be reached \(ECONNREFUSED\).*; it is waited for$/,
  ],
])('%s with %j says what it waits for', async (main, variables, line) => {
  const child = start(main, variables);
  const said = new Promise<string>((resolve) => {
    child.stdout.once('data', (data: Buffer) => resolve(JSON.parse(String(data).split('\n')[0] ?? '{}').msg));
  });
  expect(await said).toMatch(line);
  expect(await said).not.toContain('s3cret');
  const exit = once(child, 'exit');
  child.kill('SIGKILL');
  await exit;
});

test.each([
  [API, 'PORT', () => ({ PORT: String(taken) })],
  [WORKER, 'WORKER_PORT', () => ({ WORKER_PORT: String(taken) })],
])('%s says in one line that %s is in use', async (main, variable, variables) => {
  expect(await endsWith(main, { ...variables(), LOG_LEVEL: 'silent' })).toEqual(
    oneLine(
      `${variable}: 127.0.0.1:${taken} is in use: stop what listens there, or set ${variable} to another port`,
    ),
  );
});

test.each([
  [API, { PORT: '1024' }],
  [WORKER, { WORKER_PORT: '1024' }],
])('%s says in one line that HOST is no address of this machine', async (main, port) => {
  const answer = await endsWith(main, { ...port, HOST: '192.0.2.1', LOG_LEVEL: 'silent' });
  expect(answer).toEqual(
    oneLine(
      'HOST: 192.0.2.1:1024 cannot be listened on (EADDRNOTAVAIL): set HOST to an address of this machine',
    ),
  );
});

test.each([
  [
    'DATA_DIR',
    () => join(folder, 'file', 'within'),
    /^DATA_DIR: .*file\/within\/seal-key cannot be read \(ENOTDIR\)$/,
  ],
  [
    'DATA_DIR',
    () => '/proc/nothing',
    /^DATA_DIR: \/proc\/nothing cannot be written to \(\w+\): let this user write there, or name another directory$/,
  ],
  ['DATA_DIR', () => join(folder, 'keys'), /^.*keys\/seal-key: is not a signing key, or was cut off$/],
  [
    'ANCHOR_DIR',
    () => join(folder, 'file'),
    /^ANCHOR_DIR: .*file cannot be written to \(ENOTDIR\): let this user write there/,
  ],
  ['SEAL_KEY', () => 'PRIVATE+KEY+x+00000000+AAAA', /^SEAL_KEY: is not a signing key, or was cut off$/],
  ['SEAL_KEY_FILE', () => folder, /^SEAL_KEY_FILE: .* cannot be read \(EISDIR\)$/],
  ['SMTP_URL', () => 'http://mail', /^SMTP_URL: must be a URL starting with smtp:\/\/ or smtps:\/\/$/],
  ['WORKER_PORT', () => '70000', /^WORKER_PORT: must be a port: a whole number from 1 to 65535$/],
])('the worker says in one line what is wrong with %s', async (variable, value, line) => {
  const { out, said, code } = await endsWith(WORKER, { [variable]: value() });
  expect({ out, code }).toEqual({ out: '', code: 1 });
  expect(said.trimEnd()).toMatch(line);
});

test.each([
  ['PORT', 'eighty', 'PORT: must be a port: a whole number from 1 to 65535'],
  ['AUTH_SECRET', '', 'AUTH_SECRET: is required with DATABASE_URL (openssl rand -base64 32)'],
  ['DATABASE_URL', '', 'DATABASE_URL: is required to start the API'],
])('the API says in one line what is wrong with %s=%s', async (variable, value, line) => {
  expect(await endsWith(API, { [variable]: value })).toEqual(oneLine(line));
});

test.each([
  ['APP_URL', 'example.com', 'must be a URL starting with http:// or https://'],
  ['AUTH_SECRET', 'short', 'must have at least 32 characters'],
  ['DATABASE_REPLICA_URLS', 'mysql://x', 'must be a URL starting with postgres:// or postgresql://'],
  ['REDIS_URL', 'http://x', 'must be a URL starting with redis:// or rediss://'],
  ['DEMO', 'yes', 'must be 0 or 1'],
  ['FEED_VISIBILITY', 'all', 'must be projects or own'],
  ['LOG_LEVEL', 'loud', 'must be fatal, error, warn, info, debug, trace or silent'],
  ['RATE_LIMIT_PER_MINUTE', '-1', 'must be a whole number from 0 on'],
  ['MAX_QUEUE_DEPTH', 'many', 'must be a whole number from 0 on'],
  ['ADMIN_EMAIL', 'x', 'must be an e-mail address'],
  ['ADMIN_USERNAME', 'System', 'is reserved: the trail calls others so'],
  ['MAIL_FROM', 'x', 'must be a name and an address, or an address alone'],
])('every process says what is expected of %s', (variable, value, expected) => {
  expect(() => parseEnv({ [variable]: value })).toThrow(new EnvError(`${variable}: ${expected}`));
});
