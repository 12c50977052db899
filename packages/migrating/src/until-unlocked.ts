import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { lostToALock } from './lost-to-a-lock.ts';
import { MigrationBlockedError } from './migration-blocked-error.ts';
import { type LockWatch, watchLocks } from './watch-locks.ts';

const TWO_MINUTES_MS = 120_000;
const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 2_000;
const SAY_AGAIN_MS = 5_000;

export interface MigratingOptions {
  /** For how long it is tried to get the locks; two minutes unless told otherwise. */
  withinMs?: number | undefined;
  /** Gets a line that says what is waited for; without it, the line goes to stderr. */
  onWaiting?: ((line: string) => void) | undefined;
}

/** What is migrated, and by which lock migrations of it take turns. */
export interface Migrated {
  url: string;
  /** The key of an advisory lock. */
  turnLock: number;
  /** Where the tables are that others may hold; those of the connection's `search_path` unless told otherwise. */
  schema?: string;
}

/**
 * Makes attempts at a migration beside processes that work, one migration at a time, until others are not in the way of
 * one. An attempt is one transaction, which waits for locks for moments only.
 * @param attempt gets a connection of its own turn, what earlier attempts locked, and how many there were
 * @throws {MigrationBlockedError} when others were in the way for too long; what an attempt throws for another reason
 */
export async function untilUnlocked(
  { url, turnLock, schema }: Migrated,
  options: MigratingOptions,
  attempt: (beside: pg.Client, locks: LockWatch, failed: number) => Promise<void>,
): Promise<void> {
  const within = options.withinMs ?? TWO_MINUTES_MS;
  const say = options.onWaiting ?? ((line: string) => void process.stderr.write(`${line}\n`));
  const beside = new pg.Client({ connectionString: url, application_name: 'timetracker-migrate' });
  await beside.connect();
  try {
    await takeTurn(beside, turnLock, within);
    const locks = watchLocks(beside, schema);
    const sayAtTimes = atTimes(say);
    const began = Date.now();
    for (let failed = 0; ; failed += 1) {
      try {
        await attempt(beside, locks, failed);
        return;
      } catch (error) {
        if (!lostToALock(error)) throw error;
        const waitsFor = locks.waitedFor();
        const left = began + within - Date.now();
        if (left <= 0) throw new MigrationBlockedError(Date.now() - began, waitsFor);
        sayAtTimes(`The migration waits: ${waitsFor}. It has changed nothing and tries again.`);
        await delay(Math.min(pauseAfter(failed), left));
      }
    }
  } finally {
    await beside.end();
  }
}

async function takeTurn(client: pg.Client, lock: number, within: number): Promise<void> {
  try {
    await client.query(`set lock_timeout = ${Math.ceil(within)}`);
    await client.query('select pg_advisory_lock($1)', [lock]);
  } catch (error) {
    if (lostToALock(error)) throw new MigrationBlockedError(within, 'another migration goes on');
    throw error;
  }
}

function atTimes(say: (line: string) => void): (line: string) => void {
  let said = Number.NEGATIVE_INFINITY;
  return (line) => {
    if (Date.now() - said < SAY_AGAIN_MS) return;
    said = Date.now();
    say(line);
  };
}

/** Of growing and random length: whoever is in the way goes on meanwhile. */
const pauseAfter = (failed: number) =>
  Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** failed) * (0.5 + Math.random());
