import { openDatabase } from '@timetracker/db';
import { createTestDatabase } from '@timetracker/db/testing';
import { insertActivities } from './insert-activities.ts';
import { newActivities } from './new-activities.ts';
import type { Writer } from './writer.ts';

const BATCHES = [500, 1_000];
/** Events of each trial of a size. */
const TRIED = 10_000;

/**
 * What the database alone can take: multi-row inserts, one statement and one commit each, over one connection, without
 * HTTP, queue, counts and hashes.
 */
export async function startBareInsert(): Promise<Writer> {
  const database = await createTestDatabase();
  const db = await openDatabase(database.url, { poolSize: 1 });
  let last = 0;
  let [batch = 0] = BATCHES;
  const write = async (events: number) => {
    const end = last + events;
    while (last < end) {
      const size = Math.min(batch, end - last);
      await insertActivities(db.em.fork(), newActivities(last + 1, size));
      last += size;
    }
    return { accepted: events, refused: 0 };
  };
  const timeOf = async (size: number) => {
    batch = size;
    const begin = performance.now();
    await write(TRIED);
    return performance.now() - begin;
  };
  return {
    name: 'bare',
    /** Keeps to the rows a statement that are faster; what is written first does not count. */
    prepare: async () => {
      await write(TRIED);
      const times = [];
      for (const size of BATCHES) times.push({ size, ms: await timeOf(size) });
      batch = times.reduce((best, other) => (other.ms < best.ms ? other : best)).size;
    },
    write,
    stored: () => Promise.resolve(last),
    notes: () => Promise.resolve({ rows_a_statement: batch }),
    stop: async () => {
      await db.close();
      await database.drop();
    },
  };
}
