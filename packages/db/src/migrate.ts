import pg from 'pg';
import { openDatabase } from './orm.ts';
import { ensureRoles } from './roles/ensure-roles.ts';
import { grantRights } from './roles/grant-rights.ts';

// Spells "time" in ASCII; serializes processes that start at the same moment.
const MIGRATION_LOCK = 0x74_69_6d_65;

/**
 * Brings a database to the newest schema, and the rights of API and worker to what is declared. Safe to call from
 * several processes at once; migrates nothing when there is nothing to do. Rights are granted each time: a table that
 * is new has them, and so has a role that was created since.
 */
export async function migrate(url: string): Promise<void> {
  const lock = new pg.Client({ connectionString: url });
  await lock.connect();
  try {
    await lock.query('select pg_advisory_lock($1)', [MIGRATION_LOCK]);
    const database = await openDatabase(url, { applicationName: 'timetracker-migrate', poolSize: 2 });
    try {
      await database.migrator.up();
      await ensureRoles(lock);
      await grantRights(database.em);
    } finally {
      await database.close();
    }
  } finally {
    await lock.end();
  }
}
