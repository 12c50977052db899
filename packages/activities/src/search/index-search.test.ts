import { type Database, openDatabase } from '@timetracker/db';
import { createTestDatabase, type TestDatabase, tamper } from '@timetracker/db/testing';
import type { ActivityEvent } from '@timetracker/shared';
import { anEvent } from '@timetracker/shared/testing';
import { sql } from 'kysely';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { listActivities } from '../feed/list-activities.ts';
import { storeBatch } from '../ingest/store-batch.ts';
import { indexSearch, reindexBlocks } from './index-search.ts';
import { BLOCK_SIZE } from './places.ts';

let testDatabase: TestDatabase;
let database: Database;
beforeEach(async () => {
  testDatabase = await createTestDatabase();
  database = await openDatabase(testDatabase.url);
});
afterEach(async () => {
  await database.close();
  await testDatabase.drop();
});

const store = (...facts: Partial<ActivityEvent>[]) =>
  storeBatch(
    database.em,
    facts.map((fact) => anEvent(fact)),
  );
const repeated = (count: number, fact: (index: number) => Partial<ActivityEvent>) =>
  Array.from({ length: count }, (_, index) => fact(index));
const find = async (q: string) => {
  const { total, activities } = await listActivities(
    database.em.fork(),
    { limit: 100, q },
    { kind: 'everything' },
  );
  return { total, ids: activities.map(({ id }) => id).sort((a, b) => a - b) };
};
const postings = () =>
  database.em.execute<{ term: string; block: number; count: number; bytes: number }[]>(
    'select term, block, count, length(places) as bytes from search_postings order by term, block',
  );
const through = async () =>
  (await database.em.execute<{ through: number }[]>('select indexed_through as through from search_head'))[0]
    ?.through;
/** As if so many had been stored before. */
const skipTo = (id: number) => database.em.execute(`update activity_head set last_id = ${id}`);

test('what is not indexed yet is found, and found once when it is', async () => {
  await store({ description: 'Draft the budget' }, { description: 'Draft of a plan' });
  expect(await find('draft')).toEqual({ total: 2, ids: [1, 2] });
  expect(await indexSearch(database.em)).toBe(2);
  expect(await find('draft')).toEqual({ total: 2, ids: [1, 2] });
  await store({ description: 'Draft the budget again' });
  expect(await find('draft budget')).toEqual({ total: 2, ids: [1, 3] });
  expect(await find('"draft the"')).toEqual({ total: 2, ids: [1, 3] });
});

test('waits until enough is new, and has nothing to do when nothing is', async () => {
  await store({}, {}, {});
  expect(await indexSearch(database.em, { atLeast: 4 })).toBe(0);
  expect(await indexSearch(database.em, { atLeast: 3 })).toBe(3);
  expect(await indexSearch(database.em)).toBe(0);
});

test('goes on where it was stopped, and two at once index everything once', async () => {
  await store(...repeated(300, (index) => ({ description: `Report ${index % 7}` })));
  const stop = new AbortController();
  await indexSearch(database.em, { slice: 50, signal: stop.signal, onIndexed: () => stop.abort() });
  expect(await through()).toBe(50);
  await Promise.all([indexSearch(database.em, { slice: 20 }), indexSearch(database.em, { slice: 30 })]);
  expect(await through()).toBe(300);
  const { total } = await find('report');
  expect(total).toBe(300);
  expect((await postings()).find(({ term }) => term === 'report')).toMatchObject({ count: 300, bytes: 600 });
});

test('a block that is full keeps what it has much of as bits, and says the same', async () => {
  await skipTo(BLOCK_SIZE - 5_000);
  await store(...repeated(5_010, (index) => ({ description: index % 10 === 3 ? 'Common rare' : 'Common' })));
  await indexSearch(database.em);
  const kept = await postings();
  expect(kept.filter(({ term }) => term === 'common')).toMatchObject([
    { block: 0, count: 5_000, bytes: BLOCK_SIZE / 8 },
    { block: 1, count: 10, bytes: 20 },
  ]);
  expect(kept.find(({ term }) => term === 'rare')).toMatchObject({ block: 0, count: 500, bytes: 1_000 });
  expect((await find('common')).total).toBe(5_010);
  expect((await find('common -rare')).total).toBe(5_010 - 501);
  expect((await find('"common rare"')).total).toBe(501);
});

test('words are letters and digits of any script, whatever stands between them and however long they are', async () => {
  const long = 'x'.repeat(400);
  await store(
    { entity_name: 'C:\\reports\\März-2026', description: 'Größentabelle, naïve; INV-2026-001' },
    { description: `Key ${long} and more` },
    { description: `Key ${long}y and more` },
    { description: 'отчёт за март 報告 😀' },
  );
  const expectations: [string, number[]][] = [
    ['märz', [1]],
    ['MÄRZ', [1]],
    ['"reports märz"', [1]],
    ['"2026-001"', [1]],
    ['größentabelle', [1]],
    [long, [2]],
    [`"key ${long}y and"`, [3]],
    ['отчёт', [4]],
    ['報告', [4]],
  ];
  for (const indexed of [false, true]) {
    if (indexed) await indexSearch(database.em);
    for (const [q, ids] of expectations)
      expect.soft((await find(q)).ids, `${q}, indexed: ${indexed}`).toEqual(ids);
  }
  expect((await postings()).every(({ term }) => term.length < 200)).toBe(true);
});

test('after texts have changed and activities gone, blocks are indexed anew within the same transaction', async () => {
  await store(...repeated(40, (index) => ({ description: `Call Ada Miller about ${index}` })));
  await indexSearch(database.em);
  expect((await find('miller')).total).toBe(40);
  // The triggers that refuse this are not what is tested here.
  await tamper(database.em, async (tx) => {
    const db = tx.getKysely();
    await sql`update activities set description = 'Call Deleted User' where id <= 10`.execute(db);
    await sql`delete from activities where id > 35`.execute(db);
    await reindexBlocks(tx, [0]);
  });
  expect((await find('miller')).total).toBe(25);
  expect((await find('"deleted user"')).total).toBe(10);
  const undone = tamper(database.em, async (tx) => {
    await sql`update activities set description = 'Nothing'`.execute(tx.getKysely());
    await reindexBlocks(tx, [0]);
    throw new Error('undone');
  });
  await expect(undone).rejects.toThrow('undone');
  expect((await find('miller')).total).toBe(25);
  expect(await through()).toBe(40);
  await store({ description: 'Call Ada Miller again' });
  expect((await find('miller')).total).toBe(26);
});

test('what is not indexed yet is found, however long the texts are', async () => {
  const long = 'word '.repeat(400);
  await store(...repeated(1_300, (index) => ({ description: `${long}n${index}` })));
  expect((await find('word')).total).toBe(1_300);
  expect(await find('n1299')).toEqual({ total: 1, ids: [1_300] });
});

test('words that all differ are written as they are gathered, and all of them are found', async () => {
  const words = (index: number) => Array.from({ length: 120 }, (_, word) => `w${index}x${word}`).join(' ');
  await store(...repeated(600, (index) => ({ description: `Common ${words(index)}` })));
  expect(await indexSearch(database.em)).toBe(600);
  for (const index of [0, 250, 599])
    for (const q of [`w${index}x0`, `"w${index}x50 w${index}x51 w${index}x52"`, `common w${index}x119`])
      expect.soft(await find(q), q).toEqual({ total: 1, ids: [index + 1] });
  expect((await find('common')).total).toBe(600);
});

test('as many words and phrases as a search may have are looked for in long texts, and others have their turn', async () => {
  const letters = Array.from({ length: 26 }, (_, index) => String.fromCharCode(97 + index));
  const text = `${letters.join(' ')} `.repeat(190);
  await store(...repeated(300, () => ({ description: text })));
  const words = Array.from({ length: 249 }, (_, index) => letters[index % 26] ?? '').join(' ');
  const phrases = letters
    .slice(0, 25)
    .flatMap((letter, index) => [`"${letter} ${letters[index + 1]}"`, `-"${letter} ${letter}"`])
    .join(' ');
  let turns = 0;
  const timer = setInterval(() => {
    turns += 1;
  }, 1);
  const answers = [await find(words), await find(phrases)];
  clearInterval(timer);
  expect(answers.map(({ total }) => total)).toEqual([300, 300]);
  expect(turns).toBeGreaterThan(20);
  await indexSearch(database.em);
  expect((await find(phrases)).total).toBe(300);
});
