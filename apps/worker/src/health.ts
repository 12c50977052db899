import { setTimeout as pause } from 'node:timers/promises';
import { type Database, poolOf } from '@timetracker/db';

const PATIENCE_MS = 2_000;

/** Whether the database answers a question within two seconds. */
export async function isHealthy(db: Database): Promise<boolean> {
  const asked = poolOf(db)
    .then((pool) => pool.query('select 1'))
    .then(
      () => true,
      () => false,
    );
  const gaveUp = new AbortController();
  const late = pause(PATIENCE_MS, false, { signal: gaveUp.signal }).catch(() => false);
  try {
    return await Promise.race([asked, late]);
  } finally {
    gaveUp.abort();
  }
}
