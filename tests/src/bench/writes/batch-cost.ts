import { type NewActivity, writeActivities } from '@timetracker/activities';
import { type Database, type EntityManager, openDatabase } from '@timetracker/db';
import { createTestDatabase } from '@timetracker/db/testing';
import { sql } from 'kysely';
import { interleaved } from '../interleaved.ts';
import type { Pace } from '../pace.ts';
import { type Spread, spreadOf } from '../statistics.ts';
import { insertActivities } from './insert-activities.ts';
import { newActivities } from './new-activities.ts';

export interface BatchCost {
  events: number;
  /** Milliseconds a batch. */
  full: Spread;
  without: Spread;
}

const SIZE = 500;

/**
 * What counts and hashes cost a batch: the same transaction in the same process with and without them, each in a
 * database of its own, in turns.
 */
export async function measureBatchCost(
  { turns }: Pace['batches'],
  { patience_ms }: Pick<Pace['reads'], 'patience_ms'>,
): Promise<BatchCost> {
  const full = await openBatches();
  const without = await openBatches();
  try {
    const times = await interleaved(
      {
        full: () => full.write((tx, activities) => writeActivities(tx, activities, true)),
        without: () => without.write(insertAndMoveHead),
      },
      { turns, patience_ms },
    );
    return { events: SIZE, full: spreadOf(times.full), without: spreadOf(times.without) };
  } finally {
    await full.close();
    await without.close();
  }
}

type Write = (tx: EntityManager, activities: readonly NewActivity[]) => Promise<void>;

const insertAndMoveHead: Write = async (tx, activities) => {
  await insertActivities(tx, activities);
  await sql`update activity_head set last_id = last_id + ${activities.length}`.execute(tx.getKysely());
};

async function openBatches() {
  const database = await createTestDatabase();
  const db: Database = await openDatabase(database.url, { poolSize: 1 });
  return {
    write: (write: Write) =>
      db.em.fork().transactional(async (tx) => {
        const { rows } = await sql<{ last_id: number }>`select last_id from activity_head for update`.execute(
          tx.getKysely(),
        );
        await write(tx, newActivities((rows[0]?.last_id ?? 0) + 1, SIZE));
      }),
    close: async () => {
      await db.close();
      await database.drop();
    },
  };
}
