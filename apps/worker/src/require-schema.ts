import { setTimeout as delay } from 'node:timers/promises';
import { type Database, OldSchemaError, requireSchema } from '@timetracker/db';
import type { Log } from '@timetracker/queue';
import { UnusableServerError } from '@timetracker/shared';

const LOOK_AGAIN_MS = 1_000;

/**
 * Looks whether the database is new enough. One that is away is waited for in the background, as all else of the worker waits
 * for it; if it then turns out to be too old, the process ends, with the same line.
 * @throws {OldSchemaError} when it can be reached, and is too old; {UnusableServerError} when it refuses the login
 */
export async function requireSchemaWhenThere(db: Database, closing: AbortSignal, log: Log): Promise<void> {
  const away = await troubleOf(db);
  if (!away) return;
  log.warn({}, `${away.message}; the worker waits for it`);
  void (async () => {
    do await delay(LOOK_AGAIN_MS, undefined, { signal: closing }).catch(() => undefined);
    while (!closing.aborted && (await troubleOf(db)));
  })();
}

/** @returns why the database gave no answer; nothing when it did */
async function troubleOf(db: Database): Promise<Error | undefined> {
  try {
    await requireSchema(db);
    return undefined;
  } catch (error) {
    if (error instanceof OldSchemaError || (error instanceof UnusableServerError && error.refused)) {
      await db.close();
      throw error;
    }
    return error instanceof Error ? error : new Error(String(error));
  }
}
