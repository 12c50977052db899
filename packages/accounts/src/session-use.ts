import type { Pool } from 'pg';

const EVERY_MS = 60_000;
const MOST_SESSIONS = 10_000;

/**
 * Notes when a session was last used: at most once a minute for each, and nobody waits for it. One note that fails is
 * made up for by the next.
 */
export function createSessionUse(pool: Pool): (id: number) => void {
  const noted = new Map<number, number>();
  return (id) => {
    const now = Date.now();
    if (now - (noted.get(id) ?? 0) < EVERY_MS) return;
    if (noted.size >= MOST_SESSIONS) noted.clear();
    noted.set(id, now);
    pool
      .query('update auth_sessions set updated_at = now() where id = $1', [id])
      .catch(() => noted.delete(id));
  };
}
