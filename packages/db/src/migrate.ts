import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { attemptMigration } from './migrating/attempt-migration.ts';
import { lostToALock } from './migrating/lost-to-a-lock.ts';
import { MigrationBlockedError } from './migrating/migration-blocked-error.ts';
import { watchLocks } from './migrating/watch-locks.ts';
import { openDatabase } from './orm.ts';
import type { migrations } from './migrations/index.ts';
import { ensureRoles } from './roles/ensure-roles.ts';

// Spells "time" in ASCII; serializes processes that start at the same moment.
const MIGRATION_LOCK = 0x74_69_6d_65;

const TWO_MINUTES_MS = 120_000;
const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 2_000;
const SAY_AGAIN_MS = 5_000;

export interface MigrateOptions {
  /** For how long it is tried to get the locks; two minutes unless told otherwise. */
  withinMs?: number;
  /** Gets a line that says what is waited for; without it, the line goes to stderr. */
  onWaiting?: (line: string) => void;
  /** Instead of those of this release. */
  migrations?: typeof migrations;
}

/**
 * Brings a database to the newest schema, and the rights of API and worker to what is declared, in one transaction. Safe to
 * call from several processes at once, and while processes of the release before work: it waits for locks only for
 * moments, and begins anew when others are in the way. Rights are granted each time, so that a role that was created
 * since has them.
 * @throws {MigrationBlockedError} when others were in the way for too long; nothing was changed then
 */
export async function migrate(url: string, options: MigrateOptions = {}): Promise<void> {
  const within = options.withinMs ?? TWO_MINUTES_MS;
  const say = options.onWaiting ?? ((line: string) => void process.stderr.write(`${line}\n`));
  const beside = new pg.Client({ connectionString: url, application_name: 'timetracker-migrate' });
  await beside.connect();
  try {
    await takeTurn(beside, within);
    await ensureRoles(beside);
    await migrateUntil(Date.now() + within, url, { beside, say, migrations: options.migrations });
  } finally {
    await beside.end();
  }
}

async function takeTurn(client: pg.Client, within: number): Promise<void> {
  try {
    await client.query(`set lock_timeout = ${Math.ceil(within)}`);
    await client.query('select pg_advisory_lock($1)', [MIGRATION_LOCK]);
  } catch (error) {
    if (lostToALock(error)) throw new MigrationBlockedError(within, 'another migration goes on');
    throw error;
  }
}

interface Parts {
  beside: pg.Client;
  say: (line: string) => void;
  migrations: typeof migrations | undefined;
}

async function migrateUntil(
  deadline: number,
  url: string,
  { beside, say, migrations }: Parts,
): Promise<void> {
  const began = Date.now();
  const database = await openDatabase(url, {
    applicationName: 'timetracker-migrate',
    poolSize: 2,
    ...(migrations && { migrations }),
  });
  const locks = watchLocks(beside);
  let said = Number.NEGATIVE_INFINITY;
  try {
    for (let failed = 0; ; failed += 1) {
      try {
        await attemptMigration(database, locks, failed);
        return;
      } catch (error) {
        if (!lostToALock(error)) throw error;
        const waitsFor = locks.waitedFor();
        if (Date.now() >= deadline) throw new MigrationBlockedError(Date.now() - began, waitsFor);
        if (Date.now() - said >= SAY_AGAIN_MS) {
          said = Date.now();
          say(`The migration waits: ${waitsFor}. It has changed nothing and tries again.`);
        }
        await delay(Math.min(pauseAfter(failed), Math.max(0, deadline - Date.now())));
      }
    }
  } finally {
    await database.close();
  }
}

/** Of growing and random length: whoever is in the way goes on meanwhile. */
const pauseAfter = (failed: number) =>
  Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** failed) * (0.5 + Math.random());
