import { type ActivityFilters, actions, entityTypes } from '@timetracker/shared';
import { anEvent } from '@timetracker/shared/testing';
import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { storeBatch } from '../ingest/store-batch.ts';
import { type Database, openDatabase } from '../orm.ts';
import { createTestDatabase, type TestDatabase } from '../test-database.ts';
import { indexSearch } from '../search/index-search.ts';
import { BLOCK_SIZE } from '../search/places.ts';
import { isVisible, type Visibility } from '../visibility/visibility.ts';
import { countActivities } from './count-activities.ts';
import { listActivities } from './list-activities.ts';

const DAY = 86_400_000;
const FIRST = Date.parse('2025-01-20T00:00:00Z');
const DAYS = 430;
const PEOPLE = 5;
const PROJECTS = 9;
const WORDS = ['home', 'page', 'logo', 'draft', 'Äpfel'];
const COUNT = 2_000;
const INDEXED = 1_700;
/** Ids go over the edge of a block of the search index. */
const BEFORE = BLOCK_SIZE - 900;

interface Row {
  id: number;
  user_id: number | null;
  project_id: number | null;
  entity_type: (typeof entityTypes)[number];
  entity_id: number;
  action: (typeof actions)[number];
  created_at: Date;
  entity_name: string | null;
  description: string;
}

let testDatabase: TestDatabase;
let database: Database;
/** Everything there is, newest first. */
let all: Row[];

/** Moments that many share, the edges of hours, days and months, and what lies long before everything. */
const instant = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: 0, max: DAYS * 24 }).map((hour) => FIRST + hour * 3_600_000) },
  { weight: 4, arbitrary: fc.integer({ min: FIRST, max: FIRST + DAYS * DAY }) },
  {
    weight: 2,
    arbitrary: fc.constantFrom(Date.parse('2025-06-01T00:00:00Z'), Date.parse('2025-05-31T23:59:59.999Z')),
  },
  { weight: 1, arbitrary: fc.constant(Date.parse('1970-01-01T00:00:00Z')) },
);

const happened = fc.record({
  user_id: fc.option(fc.integer({ min: 1, max: PEOPLE }), { freq: 8 }),
  project_id: fc.option(fc.integer({ min: 1, max: PROJECTS })),
  entity_type: fc.constantFrom(...entityTypes),
  entity_id: fc.integer({ min: 1, max: 4 }),
  entity_name: fc.option(
    fc.array(fc.constantFrom(...WORDS), { minLength: 1, maxLength: 4 }).map((words) => words.join('-')),
  ),
  // Words that come again, so that neighbours are not yet a phrase.
  description: fc.array(fc.constantFrom(...WORDS), { maxLength: 9 }).map((words) => `did ${words.join(' ')}`),
  action: fc.constantFrom(...actions.slice(0, 5)),
  occurred_at: instant.map((at) => new Date(at).toISOString()),
});

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
  const { rows } = await sql<Row>`select * from activities order by created_at desc, id desc`.execute(
    database.em.getKysely(),
  );
  all = rows;
});
afterAll(async () => {
  await database.close();
  await testDatabase.drop();
});

const limited = fc
  .tuple(
    fc.integer({ min: 1, max: PEOPLE + 1 }),
    fc.subarray(Array.from({ length: PROJECTS }, (_, index) => index + 1)),
    fc.constantFrom(['user'], ['user', 'client']),
  )
  .map(
    ([user_id, project_ids, hidden_types]): Visibility => ({
      kind: 'limited',
      user_id,
      project_ids,
      hidden_types,
    }),
  );
const visibility = fc.oneof(fc.constant<Visibility>({ kind: 'everything' }), limited);

/** A term of the search expression, and what it means. */
interface Term {
  text: string;
  matches: (row: Row) => boolean;
}

const wordsOf = ({ entity_name, description }: Row) =>
  `${entity_name ?? ''} ${description}`.toLowerCase().split(/[ -]/);

const plainTerm: fc.Arbitrary<Term> = fc.oneof(
  fc.constantFrom(...WORDS).map((word) => ({
    text: word.toUpperCase(),
    matches: (row: Row) => wordsOf(row).includes(word.toLowerCase()),
  })),
  fc.array(fc.constantFrom(...WORDS), { minLength: 2, maxLength: 4 }).map((words) => ({
    text: `"${words.join(' - ')}"`,
    matches: ({ entity_name, description }: Row) =>
      [entity_name ?? '', description].some((text) =>
        ` ${text.replaceAll('-', ' ')} `.toLowerCase().includes(` ${words.join(' ').toLowerCase()} `),
      ),
  })),
  fc.subarray(actions.slice(0, 6), { minLength: 1 }).map((some) => ({
    text: `action:${some.join(',')}`,
    matches: (row: Row) => some.includes(row.action),
  })),
  fc.subarray([...entityTypes], { minLength: 1 }).map((some) => ({
    text: `type:${some.join(',')}`,
    matches: (row: Row) => some.includes(row.entity_type),
  })),
  fc.integer({ min: 1, max: PEOPLE + 1 }).map((id) => ({
    text: `user:user${id}`,
    matches: (row: Row) => id <= PEOPLE && row.user_id === id,
  })),
  fc.subarray([1, 2, 3, 10], { minLength: 1 }).map((ids) => ({
    text: `project:${ids.join(',')}`,
    matches: (row: Row) => ids.includes(row.project_id ?? 0),
  })),
  fc.constant({
    text: 'created:2025-05-31..2025-08-09',
    matches: ({ created_at }: Row) =>
      created_at >= new Date('2025-05-31T00:00:00Z') && created_at < new Date('2025-08-10T00:00:00Z'),
  }),
  fc.constant({
    text: 'created:>2025-05-31',
    matches: ({ created_at }: Row) => created_at >= new Date('2025-06-01T00:00:00Z'),
  }),
);

const term: fc.Arbitrary<Term> = fc
  .tuple(plainTerm, fc.boolean())
  .map(([{ text, matches }, excluded]) =>
    excluded ? { text: `-${text}`, matches: (row: Row) => !matches(row) } : { text, matches },
  );

interface Question {
  filters: ActivityFilters;
  terms: Term[];
}

const key = ({ text }: Term) => text.split(':')[0] ?? text;

const question: fc.Arbitrary<Question> = fc
  .record({
    filters: fc.record(
      {
        user_id: fc.uniqueArray(fc.integer({ min: 1, max: PEOPLE + 1 }), { minLength: 1, maxLength: 3 }),
        entity_type: fc.subarray([...entityTypes], { minLength: 1 }),
        action: fc.subarray([...actions], { minLength: 1 }),
        project_id: fc.integer({ min: 1, max: PROJECTS + 1 }),
        entity_id: fc.integer({ min: 1, max: 4 }),
        start_date: instant.map((at) => new Date(at)),
        end_date: instant.map((at) => new Date(at)),
        after_id: fc.integer({ min: BEFORE - 1, max: BEFORE + COUNT }),
      },
      { requiredKeys: [] },
    ),
    // The keys of one expression are listed once: what they mean twice is the parser's to say.
    terms: fc.uniqueArray(term, { maxLength: 3, selector: key }),
  })
  .map(({ filters, terms }) => ({
    filters: terms.length > 0 ? { ...filters, q: terms.map(({ text }) => text).join(' ') } : filters,
    terms,
  }));

const answers = ({ filters, terms }: Question, row: Row): boolean =>
  (filters.user_id?.includes(row.user_id ?? 0) ?? true) &&
  (filters.entity_type?.includes(row.entity_type) ?? true) &&
  (filters.action?.includes(row.action) ?? true) &&
  (filters.project_id === undefined || row.project_id === filters.project_id) &&
  (filters.entity_id === undefined || row.entity_id === filters.entity_id) &&
  (filters.after_id === undefined || row.id > filters.after_id) &&
  (filters.start_date === undefined || row.created_at >= filters.start_date) &&
  (filters.end_date === undefined || row.created_at <= filters.end_date) &&
  terms.every((one) => one.matches(row));

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
