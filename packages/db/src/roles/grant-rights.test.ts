import { databaseRoles } from '@timetracker/shared';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../test-database.ts';
import { type Rights, tableRights } from './table-rights.ts';

let testDatabase: TestDatabase;
let client: pg.Client;

beforeAll(async () => {
  testDatabase = await createTestDatabase();
  client = new pg.Client(testDatabase.url);
  await client.connect();
});
afterAll(async () => {
  await client.end();
  await testDatabase.drop();
});

test('for every table it is decided who may do what', async () => {
  const { rows } = await client.query<{ tablename: string }>(
    `select tablename from pg_tables where schemaname = 'public' order by 1`,
  );
  const decided = Object.keys(tableRights);
  expect(rows.map(({ tablename }) => tablename).filter((table) => !decided.includes(table))).toEqual([]);
});

test.each(['api', 'worker'] as const)('the %s has the declared rights and no others', async (process) => {
  const { rows } = await client.query<{ table_name: string; rights: string[] }>(
    `select class.relname as table_name, array(
       select lower(privilege_type) from aclexplode(class.relacl) where grantee = role.oid
       union all
       select lower(privilege_type) || ' ' || attname from pg_attribute, aclexplode(attacl)
       where attrelid = class.oid and grantee = role.oid
       order by 1) as rights
     from pg_class class, pg_roles role
     where class.relkind = 'r' and class.relnamespace = 'public'::regnamespace and role.rolname = $1`,
    [databaseRoles[process]],
  );
  for (const { table_name, rights } of rows)
    expect([table_name, rights]).toEqual([table_name, spelled(tableRights[table_name]?.[process] ?? {})]);
});

const spelled = ({ insert, update, ...rights }: Rights) =>
  [
    ...Object.keys(rights),
    ...(insert === true ? ['insert'] : (insert ?? []).map((column) => `insert ${column}`)),
    ...(update === true ? ['update'] : (update ?? []).map((column) => `update ${column}`)),
  ].toSorted();

test('functions that may change the trail are not for everybody', async () => {
  const { rows } = await client.query(
    `select proname, has_function_privilege('timetracker_api', oid, 'execute') as api,
       has_function_privilege('timetracker_worker', oid, 'execute') as worker
     from pg_proc where pronamespace = 'public'::regnamespace and prosecdef order by proname`,
  );
  expect(rows).toEqual([
    { proname: 'erase_activities', api: false, worker: true },
    { proname: 'purge_activities', api: false, worker: true },
  ]);
});
