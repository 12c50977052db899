import { type Database, openDatabase } from '@timetracker/db';
import { createTestDatabase, type TestDatabase } from '@timetracker/db/testing';
import { anEvent } from '@timetracker/shared/testing';
import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { storeBatch } from '../ingest/store-batch.ts';
import { indexSearch } from '../search/index-search.ts';
import { BLOCK_SIZE } from '../search/places.ts';
import { isVisible, type Visibility } from '../visibility/visibility.ts';
import { countActivities } from './count-activities.ts';
import { listActivities } from './list-activities.ts';
import {
  answers,
  happened,
  PEOPLE,
  type Question,
  questionsOf,
  type Row,
  visibility,
} from './test-questions.ts';

const COUNT = 2_000;
const INDEXED = 1_700;
/** Ids go over the edge of a block of the search index. */
const BEFORE = BLOCK_SIZE - 900;

const question = questionsOf({ from: BEFORE, to: BEFORE + COUNT });

let testDatabase: TestDatabase;
let database: Database;
/** Everything there is, newest first. */
let all: Row[];

async function readAll(): Promise<Row[]> {
  const { rows } = await sql<Row>`select * from activities order by created_at desc, id desc`.execute(
    database.em.getKysely(),
  );
  return rows;
}

beforeAll(async () => {
  testDatabase = await createTestDatabase();
  database = await openDatabase(testDatabase.url);
  await sql`insert into users (id, username, display_username, display_name, email)
    select n, 'user' || n, 'user' || n, 'User ' || n, 'user' || n || '@example.com'
    from generate_series(1, ${PEOPLE}::integer) n`.execute(database.em.getKysely());
  await sql`update activity_head set last_id = ${BEFORE}`.execute(database.em.getKysely());
  const events = fc.sample(happened, { numRuns: COUNT, seed: 7 }).map((facts) => anEvent(facts));
  // Of a search, a part is indexed and a part is not.
  await storeBatch(database.em, events.slice(0, INDEXED));
  await indexSearch(database.em);
  await storeBatch(database.em, events.slice(INDEXED));
  all = await readAll();
});
afterAll(async () => {
  await database.close();
  await testDatabase.drop();
});

const expected = (asked: Question, viewer: Visibility) =>
  all.filter((row) => isVisible(viewer, row) && answers(asked, row)).map(({ id }) => id);

const list = (asked: Question, viewer: Visibility, place: Partial<Parameters<typeof listActivities>[1]>) =>
  listActivities(database.em.fork(), { limit: 50, ...asked.filters, ...place }, viewer);

test('every page of every question is what reading all rows says, and so is its total', async () => {
  await fc.assert(
    fc.asyncProperty(
      question,
      visibility,
      fc.integer({ min: 1, max: 100 }),
      fc.double({ min: 0, max: 1.05, noNaN: true }),
      async (asked, viewer, limit, depth) => {
        const ids = expected(asked, viewer);
        const pages = Math.ceil(ids.length / limit);
        const page = Math.max(1, Math.ceil(pages * depth));
        const answer = await list(asked, viewer, { limit, page });
        expect(answer).toMatchObject({
          total: ids.length,
          pages,
          current_page: page,
          has_next: page < pages,
          has_prev: page > 1,
        });
        expect(answer.activities.map(({ id }) => id)).toEqual(ids.slice((page - 1) * limit, page * limit));
        expect(await countActivities(database.em.fork(), asked.filters, viewer)).toBe(ids.length);
      },
    ),
    { numRuns: 500 },
  );
}, 120_000);

test('reading on by cursor from any page shows what comes next, and back what came before', async () => {
  await fc.assert(
    fc.asyncProperty(
      question,
      visibility,
      fc.integer({ min: 1, max: 30 }),
      fc.nat({ max: 20 }),
      async (asked, viewer, limit, pagesBefore) => {
        const ids = expected(asked, viewer);
        const { next_cursor } = await list(asked, viewer, { limit, page: pagesBefore + 1 });
        if (next_cursor === null) return;
        const at = (pagesBefore + 1) * limit;
        const next = await list(asked, viewer, { limit, cursor: next_cursor });
        expect(next.activities.map(({ id }) => id)).toEqual(ids.slice(at, at + limit));
        expect(next.has_next).toBe(at + limit < ids.length);
        const back = await list(asked, viewer, { limit, newer_than: next.prev_cursor ?? '' });
        expect(back.activities.map(({ id }) => id)).toEqual(ids.slice(at - limit, at));
        expect(back.total).toBe(ids.length);
      },
    ),
    { numRuns: 200 },
  );
}, 120_000);

test('while others store and the search index follows, every answer is of one moment', async () => {
  const more = fc.sample(happened, { numRuns: 600, seed: 11 }).map((facts) => anEvent(facts));
  const lastId = async () => {
    const { rows } = await sql<{ last_id: number }>`select last_id from activity_head`.execute(
      database.em.fork().getKysely(),
    );
    return rows[0]?.last_id ?? 0;
  };
  let storing = true;
  const store = async () => {
    for (let start = 0; start < more.length; start += 10) {
      await storeBatch(database.em, more.slice(start, start + 10));
      if (start % 50 === 0) await indexSearch(database.em);
    }
    storing = false;
  };
  const heard: {
    asked: Question;
    viewer: Visibility;
    ids: number[];
    page: number;
    total: number;
    from: number;
    to: number;
  }[] = [];
  const ask = async () => {
    const pages = fc.integer({ min: 1, max: 12 });
    const questions = fc.sample(fc.tuple(question, visibility, pages), { numRuns: 1_000, seed: 13 });
    for (const [asked, viewer, page] of questions) {
      if (!storing) return;
      const from = await lastId();
      const { total, activities } = await list(asked, viewer, { page });
      heard.push({
        asked,
        viewer,
        page,
        ids: activities.map(({ id }) => id),
        total,
        from,
        to: await lastId(),
      });
    }
  };
  await Promise.all([store(), ask(), ask()]);
  all = await readAll();
  expect(heard.length).toBeGreaterThan(20);
  for (const { asked, viewer, page, ids, total, from, to } of heard) {
    const answer = expected(asked, viewer);
    const moments = Array.from({ length: to - from + 1 }, (_, index) =>
      answer.filter((id) => id <= from + index),
    );
    expect(
      moments.map((moment) => ({ total: moment.length, ids: moment.slice((page - 1) * 50, page * 50) })),
    ).toContainEqual({ total, ids });
  }
}, 120_000);
