import { setTimeout as delay } from 'node:timers/promises';
import { type Database, OldSchemaError, requireSchema } from '@timetracker/db';

const LOOK_AGAIN_MS = 1_000;

/**
 * Looks whether the database is new enough. One that is away is waited for in the background, as all else of the worker waits
 * for it; if it then turns out to be too old, the process ends, with the same line.
 * @throws {OldSchemaError} when it can be reached, and is too old
 */
export async function requireSchemaWhenThere(db: Database, closing: AbortSignal): Promise<void> {
  if (await isLookedAt(db)) return;
  void (async () => {
    do await delay(LOOK_AGAIN_MS, undefined, { signal: closing }).catch(() => undefined);
    while (!closing.aborted && !(await isLookedAt(db)));
  })();
}

/** @returns false when the database gave no answer */
async function isLookedAt(db: Database): Promise<boolean> {
  try {
    await requireSchema(db);
    return true;
  } catch (error) {
    if (error instanceof OldSchemaError) {
      await db.close();
      throw error;
    }
    return false;
  }
}
