import { type MigratingOptions, untilUnlocked } from '@timetracker/migrating';
import { attemptMigration } from './migrating/attempt-migration.ts';
import { settleIndexes } from './migrating/settle-indexes.ts';
import type { migrations } from './migrations/index.ts';
import { openDatabase } from './orm.ts';
import { ensureRoles } from './roles/ensure-roles.ts';

// Spells "time" in ASCII; serializes processes that start at the same moment.
const MIGRATION_LOCK = 0x74_69_6d_65;

export interface MigrateOptions extends MigratingOptions {
  /** Instead of those of this release. */
  migrations?: typeof migrations;
}

/**
 * Brings a database to the newest schema, and the rights of API and worker to what is declared, in one transaction. Safe to
 * call from several processes at once, and while processes of the release before work: it waits for locks only for
 * moments, and begins anew when others are in the way. Rights are granted each time, so that a role that was created
 * since has them. Indexes that take long to make follow, beside whoever works.
 * @throws {MigrationBlockedError} when others were in the way for too long; nothing was changed then
 */
export async function migrate(url: string, options: MigrateOptions = {}): Promise<void> {
  const database = await openDatabase(url, {
    applicationName: 'timetracker-migrate',
    poolSize: 2,
    ...(options.migrations && { migrations: options.migrations }),
  });
  try {
    await untilUnlocked({ url, turnLock: MIGRATION_LOCK }, options, async (beside, locks, failed) => {
      if (failed === 0) await ensureRoles(beside);
      await attemptMigration(database, locks, failed);
    });
    await settleIndexes(database, options.onWaiting ?? ((line) => void process.stderr.write(`${line}\n`)));
  } finally {
    await database.close();
  }
}
