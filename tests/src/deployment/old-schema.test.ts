import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { createTestDatabase, type TestDatabase } from '@timetracker/db/testing';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';

const root = join(import.meta.dirname, '..', '..', '..');

let database: TestDatabase;
let line: string;
beforeAll(async () => {
  database = await createTestDatabase();
  const owner = new pg.Client(database.url);
  await owner.connect();
  const { rows } = await owner.query(
    `with newest as (delete from schema_migrations where name = (select max(name) from schema_migrations) returning name)
     select newest.name as needed, (select max(name) from schema_migrations where name < newest.name) as present
     from newest`,
  );
  await owner.end();
  line = `The database has schema ${rows[0].present}; this version needs ${rows[0].needed}: run npm run migrate\n`;
});
afterAll(() => database.drop());

test.each([
  ['the API', ['apps/api/src/main.ts'], () => database.apiUrl],
  ['the worker', ['apps/worker/src/main.ts'], () => database.workerUrl],
  ['the command line', ['apps/cli/src/main.ts', 'stats', '--reconcile'], () => database.url],
] as const)('%s does not start on an older database, and says which it wants', async (_who, args, url) => {
  const child = spawn(process.execPath, [...args], {
    cwd: root,
    env: {
      PATH: process.env['PATH'],
      DATABASE_URL: url(),
      AUTH_SECRET: 'x'.repeat(32),
      LOG_LEVEL: 'silent',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [out, said, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'exit'),
  ]);
  expect({ out, said, code }).toEqual({ out: '', said: line, code: 1 });
});
