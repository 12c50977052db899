import pg from 'pg';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { migrations } from '../migrations/index.ts';
import { type Database, openDatabase } from '../orm.ts';
import { createTestDatabase, type TestDatabase } from '../test-database.ts';
import { OldSchemaError, requireSchema } from './require-schema.ts';

let testDatabase: TestDatabase;
let owner: pg.Client;
const opened: Database[] = [];
beforeEach(async () => {
  testDatabase = await createTestDatabase();
  owner = new pg.Client(testDatabase.url);
  await owner.connect();
});
afterEach(async () => {
  await owner.end();
  for (const database of opened.splice(0)) await database.close();
  await testDatabase.drop();
});

const newest = migrations.at(-1)?.name ?? '';
const before = migrations.at(-2)?.name ?? '';
const look = async (url: string) => {
  const database = await openDatabase(url, { poolSize: 1 });
  opened.push(database);
  await requireSchema(database);
};
const everybody = () => [testDatabase.url, testDatabase.apiUrl, testDatabase.workerUrl];

test('a migrated database is taken, whoever looks, and so is a newer one', async () => {
  for (const url of everybody()) await look(url);
  await owner.query(`insert into schema_migrations (name, executed_at) values ('29991231-001-newer', now())`);
  for (const url of everybody()) await look(url);
});

test('an older one is refused in a line that says what it has, what is needed, and what to do', async () => {
  await owner.query('delete from schema_migrations where name = $1', [newest]);
  const line = `The database has schema ${before}; this version needs ${newest}: run npm run migrate`;
  for (const url of everybody())
    await expect(look(url)).rejects.toThrow(new OldSchemaError(`schema ${before}`, newest));
  expect(new OldSchemaError(`schema ${before}`, newest).message).toBe(line);
});

test('so is one of a release that let nobody look', async () => {
  await owner.query('revoke all on schema_migrations from timetracker_api');
  await expect(look(testDatabase.apiUrl)).rejects.toThrow(
    `The database has an older schema; this version needs ${newest}: run npm run migrate`,
  );
});

test('and one without tables', async () => {
  await owner.query('drop schema public cascade');
  await owner.query('create schema public');
  await expect(look(testDatabase.url)).rejects.toThrow(/^The database has no schema; this version needs /);
});
