import { text } from 'node:stream/consumers';
import { Activity, type Database, openDatabase } from '@timetracker/db';
import { createTestDatabase, type TestDatabase } from '@timetracker/db/testing';
import { copyRows } from '@timetracker/demo/history';
import { sql } from 'kysely';
import pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { erase, guarded, purge, sqlState, startTrail } from './test-trail.ts';

const KEPT = 'TT001';
const NOT_ALLOWED = '42501';

let testDatabase: TestDatabase;
let trail: Awaited<ReturnType<typeof startTrail>>;
let snapshot: string;
/** Owns the tables, and is no superuser. */
const plainOwner = 'test_plain_owner';

const everyRow = async () => {
  const client = new pg.Client(testDatabase.url);
  await client.connect();
  const copies: string[] = [];
  for (const table of guarded)
    copies.push(await text(client.query(copyTo(`copy (select * from ${table} order by 1, 2) to stdout`))));
  await client.end();
  return copies.join('\n');
};

beforeAll(async () => {
  testDatabase = await createTestDatabase();
  trail = await startTrail(testDatabase.url, 10);
  await erase(trail.database, { erasure: trail.erasure, ids: [1, 2] });
  await purge(trail.database, trail.purge, [9]);
  snapshot = await everyRow();
  const admin = new pg.Client(testDatabase.url);
  await admin.connect();
  const { rowCount } = await admin.query('select from pg_roles where rolname = $1', [plainOwner]);
  if (rowCount === 0) await admin.query(`create role ${plainOwner} login password '${plainOwner}'`);
  const { rows } = await admin.query(
    `select format('alter table %I owner to ${plainOwner}', tablename) as change from pg_tables
     where schemaname = 'public'`,
  );
  await admin.query(`grant create on schema public to ${plainOwner}`);
  for (const { change } of rows) await admin.query(change);
  await admin.end();
});
afterAll(async () => {
  await trail.database.close();
  await testDatabase.drop();
});

const urlOf = {
  superuser: () => testDatabase.url,
  owner: () => {
    const url = new URL(testDatabase.url);
    url.username = plainOwner;
    url.password = plainOwner;
    return url.href;
  },
  api: () => testDatabase.apiUrl,
  worker: () => testDatabase.workerUrl,
};

const removing = guarded.flatMap((table) => [
  `delete from ${table}`,
  `truncate ${table}`,
  `truncate ${table} cascade`,
  `with gone as (delete from ${table} returning 1) select count(*) from gone`,
  `merge into ${table} using (select 1) one on true when matched then delete`,
]);
const changing = [
  `update activities set description = description || '!' where id = 3`,
  `update activities set user_id = null`,
  `insert into activities select * from activities where id = 3 on conflict (id) do update set action = 'deleted'`,
  `merge into activities using (select 3 as id) one on activities.id = one.id
     when matched then update set created_at = now()`,
  `update activities set leaf = substr(leaf, 1, 32) where id = 3`,
  `update activities set agent = null`,
  `update activity_leaves set hash = sha256('x')`,
  `update activity_leaves set salt = null`,
  `update activity_rewrites set digest = sha256('x')`,
  `update activity_rewrites set salt = null`,
  `update activity_purged set last_id = last_id + 1`,
];
const aroundTheGuard = [
  `set session_replication_role = replica; delete from activities`,
  `set session_replication_role = replica; update activity_leaves set salt = null`,
  `set session_replication_role = replica; truncate activity_rewrites`,
  `do $do$ begin delete from activities where id = 3; end $do$`,
  `do $do$ begin execute 'update activities set description = ''x'''; end $do$`,
  // What the guard looks for, as text in a statement of somebody else's.
  `do $do$ begin
     execute E'delete from public.activities where id = any(array[3])\\n'
       '-- "\\n-- PL/pgSQL function public.purge_activities(uuid,bigint[]) line 17 at SQL statement';
   end $do$`,
  `do $do$ begin
     execute E'/* delete from public.activities where id = any(gone)"\\n'
       'PL/pgSQL function public.purge_activities(uuid,bigint[]) line 17 at SQL statement */ delete from activities';
   end $do$`,
  // A function of the same name that runs the same statement.
  `create function pg_temp.purge_activities(uuid, bigint[]) returns void language plpgsql as $f$
   declare gone bigint[] := $2;
   begin delete from public.activities where id = any(gone); end $f$;
   select pg_temp.purge_activities(gen_random_uuid(), array[3])`,
  `create function pg_temp."public.purge_activities(uuid,bigint[])"(gone bigint[]) returns void language plpgsql as $f$
   begin delete from public.activities where id = any(gone); end $f$;
   select pg_temp."public.purge_activities(uuid,bigint[])"(array[3])`,
];
/** Those that own nothing may not even try. */
const ownersOnly = guarded.flatMap((table) => [
  `alter table ${table} disable trigger all`,
  `alter table ${table} disable trigger ${table}_kept`,
  `drop trigger ${table}_kept on ${table}`,
  `drop table ${table} cascade`,
]);
const writing = [
  `insert into activities select * from activities limit 0`,
  `insert into activity_leaves (id, hash) values (99, sha256('x'))`,
  `insert into activity_rewrites (erasure_id, activity_id, digest) values (gen_random_uuid(), 3, sha256('x'))`,
  `insert into activity_purged (purge_id, first_id, last_id) values (gen_random_uuid(), 3, 3)`,
];

describe.each(['superuser', 'owner', 'api', 'worker'] as const)('as %s', (role) => {
  let client: pg.Client;
  const owns = role === 'superuser' || role === 'owner';

  beforeEach(async () => {
    client = new pg.Client(urlOf[role]());
    await client.connect();
    return () => client.end();
  });

  test.each([...removing, ...changing])('raises: %s', async (statement) => {
    expect(await sqlState(client.query(statement))).toBe(owns ? KEPT : NOT_ALLOWED);
    expect(await everyRow()).toBe(snapshot);
  });

  test.each(aroundTheGuard)('is not deceived by: %s', async (statement) => {
    const refused = statement.startsWith('set') && role === 'owner' ? NOT_ALLOWED : KEPT;
    expect(await sqlState(client.query(statement))).toBe(owns ? refused : NOT_ALLOWED);
    expect(await everyRow()).toBe(snapshot);
  });

  if (role === 'superuser') {
    test('is not deceived by a schema whose name ends alike', async () => {
      const statement = `begin; create schema xpublic;
        create function xpublic.purge_activities(uuid, gone bigint[]) returns void language plpgsql as $f$
        begin delete from public.activities where id = any(gone); end $f$;
        select xpublic.purge_activities(gen_random_uuid(), array[3])`;
      expect(await sqlState(client.query(statement))).toBe(KEPT);
    });
  }
  if (!owns) {
    test.each(ownersOnly)('may not: %s', async (statement) => {
      expect(await sqlState(client.query(statement))).toBe(NOT_ALLOWED);
    });
  }
  if (role === 'api') {
    test.each([
      ...writing,
      `update activity_head set last_id = 0`,
      `update activity_rollups set count = 0`,
      `delete from activity_rollups`,
      `insert into activity_set_aside (reason, detail, payload) values ('invalid', '', '')`,
      `select last_id from activity_head for update`,
      `insert into activity_erasures (id, user_id) values (gen_random_uuid(), 5)`,
      `update activity_purges set purged = 0`,
      `insert into activity_rollups_purged values ('all_day', now(), 0, 0, '', '', 1)`,
      `update activity_erasures set finished_at = now()`,
      `select purge_activities(gen_random_uuid(), array[3])`,
      `select erase_activities(gen_random_uuid(), '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}')`,
      `set role timetracker_worker`,
      `create table public.mine ()`,
    ])('may not: %s', async (statement) => {
      expect(await sqlState(client.query(statement))).toBe(NOT_ALLOWED);
    });

    test('may not write with COPY', async () => {
      const table = { name: 'activity_leaves', columns: ['id', 'hash'], values: () => [99, '\\x00'] };
      expect(await sqlState(copyRows(client, table, [{}]))).toBe(NOT_ALLOWED);
    });
  }
  if (role === 'worker') {
    test.each([
      ...writing.slice(2),
      `delete from activity_head`,
      `delete from activity_rollups`,
      `update activity_erasures set user_id = 6`,
      `delete from activity_erasures`,
      `update activity_purges set before = now()`,
      `select password from auth_accounts`,
      `update users set role = 'admin'`,
      `create table public.mine ()`,
    ])('may not: %s', async (statement) => {
      expect(await sqlState(client.query(statement))).toBe(NOT_ALLOWED);
    });
  }
});

describe.each(['superuser', 'owner', 'api', 'worker'] as const)('through the ORM, as %s', (role) => {
  let database: Database;
  const refusal = role === 'superuser' || role === 'owner' ? KEPT : NOT_ALLOWED;

  beforeAll(async () => {
    database = await openDatabase(urlOf[role](), { applicationName: 'test', poolSize: 1 });
    return () => database.close();
  });

  test('a changed entity is not flushed', async () => {
    const em = database.em.fork();
    const activity = await em.findOneOrFail(Activity, { id: 3 });
    activity.description = 'Something else';
    expect(await sqlState(em.flush())).toBe(refusal);
  });

  test('an entity is not removed', async () => {
    const em = database.em.fork();
    em.remove(await em.findOneOrFail(Activity, { id: 3 }));
    expect(await sqlState(em.flush())).toBe(refusal);
  });

  test('bulk changes and queries are refused', async () => {
    const em = database.em.fork();
    const db = em.getKysely<{ activities: { id: number; description: string } }>();
    for (const change of [
      () => em.nativeUpdate(Activity, { id: 3 }, { description: 'x' }),
      () => em.nativeDelete(Activity, { id: 3 }),
      () => em.upsert(Activity, { ...existing, description: 'x' }),
      () => em.createQueryBuilder(Activity).update({ description: 'x' }).where({ id: 3 }).execute(),
      () => em.createQueryBuilder(Activity).delete({ id: 3 }).execute(),
      () => em.createQueryBuilder(Activity).truncate().execute(),
      () => db.updateTable('activities').set({ description: 'x' }).where('id', '=', 3).execute(),
      () => db.deleteFrom('activities').where('id', '=', 3).execute(),
      () => sql`truncate activities`.execute(db),
    ])
      expect(await sqlState(change())).toBe(refusal);
    expect(await everyRow()).toBe(snapshot);
  });

  const existing = {
    id: 3,
    event_id: '019ac6d5-7a00-7000-8000-000000000003',
    user_id: 5,
    action: 'created',
    entity_type: 'task',
    entity_id: 1,
    entity_name: null,
    description: '',
    extra_data: {},
    project_id: null,
    ip_address: null,
    user_agent: null,
    source: 'api',
    created_at: new Date(0),
    recorded_at: new Date(0),
  } as const;
});
