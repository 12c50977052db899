import { openDatabase } from '@timetracker/db';
import { createTestDatabase, type TrailFormat, useFormat } from '@timetracker/db/testing';
import { generateSigner, type NoteSigner, parseSigner } from '@timetracker/log';
import { anEvent } from '@timetracker/shared/testing';
import { type RawBuilder, sql } from 'kysely';
import { storeEvents } from '../ingest/store-events.ts';

/** A signing key of a test's own. */
export function aSigner(name = 'example.com/activity'): NoteSigner {
  const signer = parseSigner(generateSigner(name));
  if (!signer) throw new Error('A new key is a key');
  return signer;
}

const guarded = ['activities', 'activity_leaves', 'activity_rewrites', 'activity_purged'];

/** A database with activities to seal. */
export async function openTestLog(format: TrailFormat = 'narrow') {
  const test = await createTestDatabase();
  await useFormat(test.url, format);
  const db = await openDatabase(test.url);
  return {
    db,
    url: test.url,
    /** Stores that many activities more. */
    add: async (count: number, parts: Parameters<typeof anEvent>[0] = {}) => {
      for (let left = count; left > 0; left -= 1_000)
        await storeEvents(
          db.em,
          Array.from({ length: Math.min(left, 1_000) }, () => anEvent(parts)),
        );
    },
    /** What somebody does to the tables who may do everything, with triggers off. */
    tamper: (...statements: RawBuilder<unknown>[]) =>
      db.em.fork().transactional(async (tx) => {
        for (const table of guarded)
          await sql`alter table ${sql.table(table)} disable trigger user`.execute(tx.getKysely());
        for (const statement of statements) await statement.execute(tx.getKysely());
        for (const table of guarded)
          await sql`alter table ${sql.table(table)} enable trigger user`.execute(tx.getKysely());
      }),
    stop: async () => {
      await db.close();
      await test.drop();
    },
  };
}
