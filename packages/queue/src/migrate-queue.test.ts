import pg from 'pg';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { migrateQueue } from './migrate-queue.ts';
import { startTestBackend, type TestBackend } from './test-backend.ts';

let around: TestBackend;
let bystander: pg.Client;
beforeEach(async () => {
  around = await startTestBackend('postgres');
  bystander = new pg.Client({ connectionString: around.direct.url, application_name: 'bystander' });
  await bystander.connect();
});
afterEach(async () => {
  await bystander.end();
  await around.stop();
});

const versions = async () =>
  (await bystander.query('select version from bullmq.migration order by version')).rows;

/** As in a database of a release whose queue has no tables yet, or has older ones. */
const forget = async () => {
  await bystander.query('drop schema bullmq cascade');
};

test('an empty database gets the queue, and a second migration changes nothing', async () => {
  const newest = await versions();
  await forget();
  await migrateQueue(around.direct.url);
  await migrateQueue(around.direct.url);
  expect(await versions()).toEqual(newest);
  expect(newest.length).toBeGreaterThan(0);
});

test('several processes that migrate at once take turns', async () => {
  const newest = await versions();
  await forget();
  await Promise.all([1, 2, 3].map(() => migrateQueue(around.direct.url)));
  expect(await versions()).toEqual(newest);
});

test('while somebody holds a table, it says who, makes nobody wait for long, and migrates when they let go', async () => {
  await bystander.query('begin');
  await bystander.query('select from bullmq.migration');
  const lines: string[] = [];
  const migrated = migrateQueue(around.direct.url, { onWaiting: (line) => lines.push(line) });
  await expect.poll(() => lines).toHaveLength(1);
  const worker = new pg.Client(around.direct.url);
  await worker.connect();
  // Whoever looks at the schema's version at its start comes through between two attempts.
  await worker.query('select from bullmq.migration');
  await worker.end();
  await bystander.query('commit');
  await migrated;
  expect(lines[0]).toMatch(
    /^The migration waits: bystander \(process \d+, in a transaction for \d+ s\) holds the table migration\. It has changed nothing and tries again\.$/,
  );
});

test('after its time it gives up with one line that names who was in the way', async () => {
  await bystander.query('begin');
  await bystander.query('select from bullmq.migration');
  await expect(
    migrateQueue(around.direct.url, { withinMs: 1_000, onWaiting: () => undefined }),
  ).rejects.toThrow(
    /^The database was not migrated within \d s: bystander \(process \d+, in a transaction for \d+ s\) holds the table migration\. Nothing was changed: [^\n]*$/,
  );
});

test('another migration that goes on for too long is said in one line', async () => {
  await bystander.query('select pg_advisory_lock($1)', [0x71_75_65_75]);
  await expect(migrateQueue(around.direct.url, { withinMs: 300 })).rejects.toThrow(
    /another migration goes on/,
  );
});
