import { chmod, mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureLogins, migrate } from '@timetracker/db';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '@timetracker/embedded-postgres';
import { databaseRoles } from '@timetracker/shared';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { erase, purge, sqlState, startTrail } from './test-trail.ts';

// On a server of its own: roles belong to the whole of it, and this is about those that are not there.
let dataDir: string;
let server: EmbeddedPostgres;
let admin: pg.Client;

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'timetracker-roles-'));
  await chmod(dataDir, 0o711);
  server = await startEmbeddedPostgres({ dataDir, settings: { fsync: 'off' } });
  admin = new pg.Client(server.url);
  await admin.connect();
});
afterAll(async () => {
  await admin.end();
  await server.stop();
  await rm(await realpath(join(dataDir, 'postgres')), { recursive: true });
  await rm(dataDir, { recursive: true });
});

const at = (database: string, login?: string): string => {
  const url = new URL(server.url);
  url.pathname = `/${database}`;
  if (login) {
    url.username = login;
    url.password = login;
  }
  return url.href;
};

const run = async (url: string, statement: string) => {
  const client = new pg.Client(url);
  await client.connect();
  try {
    return await client.query(statement);
  } finally {
    await client.end();
  }
};

const presentRoles = async () =>
  (
    await admin.query<{ rolname: string }>(
      'select rolname from pg_roles where rolname = any($1) order by rolname',
      [Object.values(databaseRoles)],
    )
  ).rows.map(({ rolname }) => rolname);

test('an owner who may not create roles has the trail guarded all the same, and roles that come later their rights', async () => {
  await admin.query(`create role plain login password 'plain'`);
  await admin.query('create database plain owner plain');
  const url = at('plain', 'plain');
  await migrate(url);
  expect(await presentRoles()).toEqual([]);

  const { database, erasure, purge: purge_id } = await startTrail(url, 5);
  for (const owner of [url, at('plain')]) {
    for (const statement of [
      `update activities set description = 'x'`,
      'update activities set leaf = null',
      'truncate activities',
    ])
      expect(await sqlState(run(owner, statement))).toBe('TT001');
  }
  expect(await erase(database, { erasure, ids: [1, 2] })).toBe(2);
  expect(await purge(database, purge_id, [4, 5])).toBe(2);
  await database.close();

  const urls = { api: at('plain', 'plain_api'), worker: at('plain', 'plain_worker') };
  await expect(ensureLogins(url, urls)).rejects.toThrow(
    /^The database login plain_api cannot .* docs\/operations\.md/,
  );
  for (const role of Object.values(databaseRoles)) await admin.query(`create role ${role}`);
  await admin.query(`create role plain_api login password 'plain_api' in role timetracker_api`);
  await admin.query(`create role plain_worker login password 'plain_worker' in role timetracker_worker`);
  await migrate(url);
  await ensureLogins(url, urls);
  expect((await run(urls.api, 'select id from activities order by id')).rows).toHaveLength(3);
  expect(await sqlState(run(urls.api, `select purge_activities(gen_random_uuid(), '{}')`))).toBe('42501');
  expect(await sqlState(run(urls.worker, `select purge_activities(gen_random_uuid(), '{}')`))).toBe('TT003');

  await admin.query('drop database plain with (force)');
  await admin.query('drop role plain_api, plain_worker, plain, timetracker_api, timetracker_worker');
  expect(await presentRoles()).toEqual([]);
});

test('an owner who may create roles creates them, also several databases at once', async () => {
  await admin.query(`create role maker login createrole password 'maker'`);
  const names = ['one', 'two', 'three', 'four'];
  for (const name of names) await admin.query(`create database ${name} owner maker`);
  await Promise.all(names.map((name) => migrate(at(name, 'maker'))));
  expect(await presentRoles()).toEqual(['timetracker_api', 'timetracker_worker']);
  await Promise.all(
    names.map((name) =>
      ensureLogins(at(name, 'maker'), { api: at(name, 'maker_api'), worker: at(name, 'maker_worker') }),
    ),
  );
  for (const name of names) {
    expect((await run(at(name, 'maker_api'), 'select from activities')).rows).toEqual([]);
    expect(await sqlState(run(at(name, 'maker_worker'), 'delete from activities'))).toBe('42501');
    await admin.query(`drop database ${name}`);
  }
});
