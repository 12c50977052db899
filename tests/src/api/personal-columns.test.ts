import { queueColumns, tableRights, textColumns } from '@timetracker/db';
import { createTestDatabase, type TestDatabase } from '@timetracker/db/testing';
import { migrateQueue } from '@timetracker/queue';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';

let database: TestDatabase;
let client: pg.Client;
beforeAll(async () => {
  database = await createTestDatabase();
  await migrateQueue(database.url);
  client = new pg.Client(database.url);
  await client.connect();
});
afterAll(async () => {
  await client.end();
  await database.drop();
});

/** Numbers, moments and the like hold no text; whatever else there is can hold one. */
const TEXTLESS =
  /^(?:int2|int4|int8|numeric|float4|float8|bool|timestamptz|timestamp|date|time|interval|uuid|xid8|oid)$/;

test('of every column of every table that can hold a text, it is said whether it is personal, or why not', async () => {
  const { rows } = await client.query<{ schema: string; table: string; column: string; type: string }>(
    `select table_schema as schema, table_name as table, column_name as column, udt_name as type
     from information_schema.columns where table_schema not in ('pg_catalog', 'information_schema') order by 1, 2, 3`,
  );
  const there = rows
    .filter(({ type }) => !TEXTLESS.test(type))
    .map(({ schema, table, column }) => `${schema}.${table}.${column}`);
  const declaredIn = (schema: string, tables: Record<string, object>) =>
    Object.entries(tables).flatMap(([table, columns]) =>
      Object.keys(columns).map((column) => `${schema}.${table}.${column}`),
    );
  const declared = [...declaredIn('public', textColumns), ...declaredIn('bullmq', queueColumns)];
  expect(there.toSorted()).toEqual(declared.toSorted());
});

test('the worker may change what people write, and of the rest of a table only what its work is', () => {
  expect(tableRights['anonymizations']?.worker?.update).toContain('reason');
  expect(tableRights['clients']?.worker?.update).toEqual(expect.arrayContaining(['contact_name', 'notes']));
  expect(tableRights['users']?.worker?.update).toBeUndefined();
});
