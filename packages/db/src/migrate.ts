import pg from 'pg';
import { openDatabase } from './orm.ts';

// Spells "time" in ASCII; serializes processes that start at the same moment.
const MIGRATION_LOCK = 0x74_69_6d_65;

/**
 * Brings a database to the newest schema. Safe to call from several processes at once; runs nothing when there is
 * nothing to do.
 */
export async function migrate(url: string): Promise<void> {
  const lock = new pg.Client({ connectionString: url });
  await lock.connect();
  try {
    await lock.query('select pg_advisory_lock($1)', [MIGRATION_LOCK]);
    const database = await openDatabase(url, { applicationName: 'timetracker-migrate', poolSize: 2 });
    try {
      await database.migrator.up();
    } finally {
      await database.close();
    }
  } finally {
    await lock.end();
  }
}
