import { BLOCK_SIZE, indexSearch, narrowSql } from '@timetracker/activities';
import { type Database, poolOf } from '@timetracker/db';
import { Random } from '@timetracker/shared/random';
import { type Kysely, sql } from 'kysely';
import { assembleCast } from './cast/assemble-cast.ts';
import { generateHistory } from './generate-history.ts';
import { periodOf } from './period.ts';
import type { SeedOptions } from './seed-options.ts';
import { useBulkSettings } from './store/bulk-settings.ts';
import { type CopyingTransaction, copyingTransaction } from './store/copying-transaction.ts';
import { countNewActivities } from './store/count-new-activities.ts';
import { prepareCast } from './store/prepare-cast.ts';
import { dropSecondaryIndexes } from './store/secondary-indexes.ts';
import { writeTrail } from './store/write-trail.ts';
import { World } from './world.ts';

/** What was made. */
export interface SeedResult {
  activities: number;
  /** Who took part: also those of an earlier seed. */
  people: number;
  projects: number;
  seconds: number;
}

/** Told how much of the work is done, from 0 to 1, and what comes next. */
export type OnSeedProgress = (done: number, doing: string) => void;

/** How much of the whole each part takes; the rest is for tidying up. */
const WRITING = 0.45;
const INDEXING = 0.1;
const COUNTING = 0.12;
const SEARCHING = 0.28;

/**
 * Adds a big, believable history of people who did not live, in bulk: with leaves and counts like any other. One
 * transaction holds the writer's lock and does it all but the search index, which follows: killed before that, nothing has
 * happened. Meanwhile nothing else
 * is stored, and while the trail was smaller than what is added, it cannot be read either.
 * @throws {AppError} invalid when somebody else has one of the people's user names
 */
export async function seedHistory(
  database: Database,
  options: SeedOptions,
  onProgress: OnSeedProgress = () => undefined,
): Promise<SeedResult> {
  const began = performance.now();
  const pool = await poolOf(database);
  await copyingTransaction(pool, (transaction) => addHistory(transaction, options, onProgress));
  await indexSearch(database.em, {
    slice: BLOCK_SIZE,
    onIndexed: (through, last) =>
      onProgress(WRITING + INDEXING + COUNTING + SEARCHING * (through / last), 'search index'),
  });
  onProgress(WRITING + INDEXING + COUNTING + SEARCHING, 'tidying up');
  // Readers that need only an index must know that no row of a page is news to anybody.
  await pool.query(
    'vacuum (analyze) activities, activity_leaves, activity_rollups, search_postings, search_blocks',
  );
  await pool.query('analyze users, projects, project_members');
  const { activities, people, projects } = options;
  return { activities, people, projects, seconds: Math.round((performance.now() - began) / 100) / 10 };
}

async function addHistory(
  { db, connection }: CopyingTransaction,
  options: SeedOptions,
  onProgress: OnSeedProgress,
): Promise<void> {
  const { activities } = options;
  const { last_id, narrow } = await lockHead(db);
  await useBulkSettings(db);
  const stored = await countStored(db);
  onProgress(0, 'people and projects');
  const history = await planHistory(db, options, last_id);
  const makeIndexes = stored < activities ? await dropSecondaryIndexes(db) : [];
  await writeTrail(connection, history, narrow, (written) =>
    onProgress(WRITING * (written / activities), `${written.toLocaleString('en')} activities`),
  );
  for (const [index, make] of makeIndexes.entries()) {
    onProgress(
      WRITING + INDEXING * (index / makeIndexes.length),
      `index ${index + 1} of ${makeIndexes.length}`,
    );
    await make();
  }
  await countNewActivities(db, last_id, (index, count) =>
    onProgress(WRITING + INDEXING + COUNTING * (index / count), `count ${index + 1} of ${count}`),
  );
  await sql`update activity_head set last_id = ${last_id + activities}`.execute(db);
}

/** The same lock as whoever else stores: ids are given by one at a time. */
async function lockHead(db: Kysely<unknown>): Promise<{ last_id: number; narrow: boolean }> {
  const { rows } = await sql<{ last_id: number; narrow: boolean }>`
    select last_id, ${narrowSql} as narrow from activity_head for update`.execute(db);
  const [head] = rows;
  if (!head) throw new Error('activity_head has lost its row');
  return head;
}

async function planHistory(db: Kysely<unknown>, options: SeedOptions, last_id: number) {
  const { activities, seed, until, years } = options;
  const period = periodOf(until, years);
  const memberships = await prepareCast(db, options, period);
  const done = await countDone(db, [...new Set(memberships.map(({ person }) => person.id))]);
  // Whoever goes on does something else than before.
  const random = new Random('history', seed, done);
  const world = new World({ random, activities, last_id });
  return generateHistory({
    cast: assembleCast(memberships, world),
    world,
    random,
    period,
    activities,
    last_id,
  });
}

/** From the counts: the activities themselves may be many. */
async function countStored(db: Kysely<unknown>): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select coalesce(sum(count), 0)::bigint as count from activity_rollups
    where series = 'type_action_month'`.execute(db);
  return rows[0]?.count ?? 0;
}

async function countDone(db: Kysely<unknown>, people: readonly number[]): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select coalesce(sum(count), 0)::bigint as count from activity_rollups
    where series = 'user_month' and user_id = any(${people}::integer[])`.execute(db);
  return rows[0]?.count ?? 0;
}
