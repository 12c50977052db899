import { chmod, mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureLogins, openDatabase } from '@timetracker/db';
import { createTestDatabase, type TestDatabase } from '@timetracker/db/testing';
import { builtPrograms, processLogins, servers } from '@timetracker/supervisor';
import { afterAll, beforeAll, expect, test } from 'vitest';

let database: TestDatabase;
let dataDir: string;

beforeAll(async () => {
  database = await createTestDatabase();
  dataDir = await mkdtemp(join(tmpdir(), 'timetracker-logins-'));
  await chmod(dataDir, 0o700);
});
afterAll(async () => {
  await database.drop();
  await rm(dataDir, { recursive: true });
});

const makeLogins = async () => {
  const logins = await processLogins(database.url, dataDir);
  await ensureLogins(database.url, { api: logins.API_DATABASE_URL, worker: logins.WORKER_DATABASE_URL });
  return logins;
};

async function rightsOf(url: string) {
  const db = await openDatabase(url, { applicationName: 'test', poolSize: 1 });
  try {
    const rows = await db.em.execute<object[]>(
      `select pg_has_role('timetracker_api', 'member') as api, pg_has_role('timetracker_worker', 'member') as worker,
         has_table_privilege('activities', 'insert') as writes, has_table_privilege('activities', 'delete') as removes,
         has_function_privilege('purge_activities(uuid, bigint[])', 'execute') as purges
       from pg_roles where rolname = current_user and not rolsuper and not rolcreaterole and not rolcreatedb`,
    );
    return rows[0];
  } finally {
    await db.close();
  }
}

test('each process has a login of its own, whose password only its owner can read', async () => {
  const logins = await makeLogins();
  expect(await rightsOf(logins.API_DATABASE_URL)).toEqual({
    api: true,
    worker: false,
    writes: false,
    removes: false,
    purges: false,
  });
  expect(await rightsOf(logins.WORKER_DATABASE_URL)).toEqual({
    api: false,
    worker: true,
    writes: true,
    removes: false,
    purges: true,
  });
  for (const name of ['postgres-api-password', 'postgres-worker-password'])
    expect((await stat(join(dataDir, name))).mode & 0o777).toBe(0o600);
});

test('a next start has the same ones, and after a lost file others that work', async () => {
  const before = await makeLogins();
  expect(await makeLogins()).toEqual(before);
  await rm(join(dataDir, 'postgres-api-password'));
  const after = await makeLogins();
  expect(after.API_DATABASE_URL).not.toBe(before.API_DATABASE_URL);
  expect(await rightsOf(after.API_DATABASE_URL)).toMatchObject({ api: true });
  await expect(rightsOf(before.API_DATABASE_URL)).rejects.toMatchObject({ code: '28P01' });
});

test('a server is told its own login and nobody else’s', async () => {
  const logins = await makeLogins();
  const ownerPassword = new URL(database.url).password;
  const [worker, api] = servers(builtPrograms, { PORT: '3000' }, logins);
  expect(worker).toMatchObject({ name: 'worker', env: { DATABASE_URL: logins.WORKER_DATABASE_URL } });
  expect(api).toMatchObject({ name: 'api', env: { DATABASE_URL: logins.API_DATABASE_URL } });
  const workerPassword = (await readFile(join(dataDir, 'postgres-worker-password'), 'utf8')).trim();
  for (const other of [ownerPassword, workerPassword]) expect(JSON.stringify(api?.env)).not.toContain(other);
});

test('the owner’s login serves both when it is the only one', async () => {
  await ensureLogins(database.url, { api: database.url, worker: undefined });
  expect(await rightsOf(database.apiUrl)).toMatchObject({ api: true });
});
