import { randomBytes, randomUUID } from 'node:crypto';
import {
  BLOCK_SIZE,
  blockOf,
  indexSearch,
  isVisible,
  type LoggedActivity,
  listActivities,
  personalDigest,
  reconcileRollups,
  reindexBlocks,
  storeBatch,
} from '@timetracker/activities';
import {
  answers,
  happened,
  PEOPLE,
  questionsOf,
  type Row,
  visibility,
} from '@timetracker/activities/testing';
import { type Database, openDatabase } from '@timetracker/db';
import { createTestDatabase, type TestDatabase } from '@timetracker/db/testing';
import { entityTypes } from '@timetracker/shared';
import { anEvent } from '@timetracker/shared/testing';
import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { requestPurge } from './request-purge.ts';
import { runPurge } from './run-purge.ts';

const COUNT = 2_000;
const INDEXED = 1_700;
const BEFORE = BLOCK_SIZE - 900;
const UNSEALED = 50;
const DAY = 86_400_000;
const FIRST = Date.parse('2025-01-20T00:00:00Z');

const question = questionsOf({ from: BEFORE, to: BEFORE + COUNT });

let testDatabase: TestDatabase;
let database: Database;

beforeAll(async () => {
  testDatabase = await createTestDatabase();
  database = await openDatabase(testDatabase.url);
  const db = database.em.getKysely();
  await sql`insert into users (id, username, display_username, display_name, email)
    select n, 'user' || n, 'user' || n, 'User ' || n, 'user' || n || '@example.com'
    from generate_series(1, ${PEOPLE}::integer) n`.execute(db);
  await sql`update activity_head set last_id = ${BEFORE}`.execute(db);
  const events = fc.sample(happened, { numRuns: COUNT, seed: 7 }).map((facts) => anEvent(facts));
  await storeBatch(database.em, events.slice(0, INDEXED));
  await indexSearch(database.em);
  await storeBatch(database.em, events.slice(INDEXED));
  // Whether something is sealed is judged by the newest checkpoint, of which only the size counts here.
  await sql`insert into log_checkpoints (size, root, note) values (${BEFORE + COUNT - UNSEALED}, ${randomBytes(32)}, '')`.execute(
    db,
  );
});
afterAll(async () => {
  await database.close();
  await testDatabase.drop();
});

const readAll = async () => {
  const { rows } = await sql<Row>`select * from activities order by created_at desc, id desc`.execute(
    database.em.getKysely(),
  );
  return rows;
};

/** What happens to the trail before it is asked: a purge, or the forgetting of a person's words. */
const purge = fc.record({
  kind: fc.constant('purge' as const),
  day: fc.integer({ min: 0, max: 300 }),
  entity_type: fc.option(fc.constantFrom(...entityTypes)),
  batch: fc.integer({ min: 20, max: 400 }),
});
const rewrite = fc.record({
  kind: fc.constant('rewrite' as const),
  user_id: fc.integer({ min: 1, max: PEOPLE }),
  description: fc.constantFrom('did page', 'did home logo', 'Äpfel', ''),
  every: fc.integer({ min: 2, max: 9 }),
});

async function forget({
  user_id,
  description,
  every,
}: {
  user_id: number;
  description: string;
  every: number;
}) {
  const erasure_id = randomUUID();
  await database.em.fork().transactional(async (tx) => {
    const db = tx.getKysely();
    await sql`insert into activity_erasures (id, user_id) values (${erasure_id}, ${user_id})`.execute(db);
    const { rows } = await sql<LoggedActivity & { salt: string | null }>`
      select activities.*, encode(substr(leaf, 33), 'hex') as salt from activities
      where user_id = ${user_id} and id % ${every} = 0`.execute(db);
    const ids = rows.map(({ id }) => id);
    // What is not as it was logged, no purge takes.
    const commitments = rows.map((row) => Buffer.from(personalDigest(row, row.salt ?? ''), 'hex'));
    await sql`select erase_activities(${erasure_id}::uuid, ${ids}::bigint[], array_fill(null::text, ${[ids.length]}::integer[]),
      array_fill(${description}::text, ${[ids.length]}::integer[]), array_fill('{}'::jsonb, ${[ids.length]}::integer[]),
      array_fill(null::text, ${[ids.length]}::integer[]), array_fill(null::text, ${[ids.length]}::integer[]),
      ${commitments}::bytea[], array_fill(sha256(''), ${[ids.length]}::integer[]),
      array_fill(sha256(''), ${[ids.length]}::integer[]), array_fill(null::jsonb, ${[ids.length]}::integer[]))`.execute(
      db,
    );
    await reindexBlocks(tx, [...new Set(ids.map(blockOf))]);
  });
}

test('after purges and rewrites, every page, total and search is what reading the rows says', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(purge, rewrite),
      fc.array(fc.tuple(question, visibility, fc.integer({ min: 1, max: 100 }), fc.nat({ max: 5 })), {
        minLength: 12,
        maxLength: 12,
      }),
      async (change, questions) => {
        if (change.kind === 'rewrite') await forget(change);
        else {
          const before = new Date(FIRST + change.day * DAY).toISOString();
          const { entity_type } = change;
          const { id } = await requestPurge(database.em.fork(), { before, entity_type, reason: 'Old' });
          const done = await runPurge(database.em, id, { batch: change.batch });
          expect(done.finished_at).not.toBeNull();
        }
        const all = await readAll();
        for (const [asked, viewer, limit, pagesBefore] of questions) {
          const ids = all.filter((row) => isVisible(viewer, row) && answers(asked, row)).map(({ id }) => id);
          const page = pagesBefore + 1;
          const filters = { limit, page, ...asked.filters };
          const answer = await listActivities(database.em.fork(), filters, viewer);
          expect(answer.total).toBe(ids.length);
          const shown = ids.slice((page - 1) * limit, page * limit);
          expect(answer.activities.map(({ id }) => id)).toEqual(shown);
        }
        expect(await reconcileRollups(database.em.fork())).toEqual([]);
      },
    ),
    { numRuns: 25 },
  );
}, 240_000);
