import { createTestDatabase, type TestDatabase } from '@timetracker/db/testing';
import fc from 'fast-check';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { copyRows } from './copy-rows.ts';

let testDatabase: TestDatabase;
let client: pg.Client;
beforeAll(async () => {
  testDatabase = await createTestDatabase();
  client = new pg.Client({ connectionString: testDatabase.url });
  await client.connect();
  await client.query('create temporary table samples (id integer, words text, data jsonb)');
});
afterAll(async () => {
  await client.end();
  await testDatabase.drop();
});

interface Sample {
  id: number;
  words: string | null;
}
const samplesTable = {
  name: 'samples',
  columns: ['id', 'words', 'data'],
  values: ({ id, words }: Sample) => [id, words, JSON.stringify({ words })],
};

test('whatever texts hold, they arrive as they are', async () => {
  const nasty = [
    '\\N',
    '\\.',
    'a\tb',
    'a\nb',
    'a\r\nb',
    '\\',
    '"',
    'C:\\new',
    '',
    '\u202f💡',
    'x'.repeat(70_000),
  ];
  const made = fc.sample(fc.string({ unit: 'grapheme' }), { numRuns: 500, seed: 1 });
  const texts = [null, ...nasty, ...made.filter((text) => !text.includes('\0'))];
  const samples = texts.map((words, id) => ({ id, words }));
  await copyRows(client, samplesTable, samples);
  const { rows } = await client.query<Sample & { data: unknown }>('select * from samples order by id');
  expect(rows).toEqual(samples.map((sample) => ({ ...sample, data: { words: sample.words } })));
});

test('a row that does not fit is an error, and the connection goes on', async () => {
  const rows = [
    { id: 1, words: 'fits' },
    { id: 2 ** 40, words: 'is too big' },
  ];
  await client.query('truncate samples');
  await expect(copyRows(client, samplesTable, rows)).rejects.toThrow('out of range');
  const { rows: left } = await client.query<{ count: string }>('select count(*) from samples');
  expect(left).toEqual([{ count: '0' }]);
});

test('an error while rows are made is an error, and the connection goes on', async () => {
  function* rows() {
    yield { id: 1, words: 'fits' };
    throw new Error('no more words');
  }
  await expect(copyRows(client, samplesTable, rows())).rejects.toThrow('no more words');
  const { rows: left } = await client.query<{ count: string }>('select count(*) from samples');
  expect(left).toEqual([{ count: '0' }]);
});
