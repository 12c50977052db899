import type { Pool, PoolClient } from 'pg';

/** Time for whoever holds a lost connection to notice and give it back by itself. */
const GRACE_MS = 1_000;

/**
 * Gives lost connections back to their pool. The ORM does not when a connection is lost within a transaction: the
 * rollback fails, and the place in the pool stays taken. As many losses as places, and the process could never ask
 * the database again.
 */
export function recoverLostConnections(pool: Pool): void {
  takeBackWhatComesLate(pool);
  const watched = new WeakSet<PoolClient>();
  const lent = new Set<PoolClient>();
  pool.on('release', (_error, client) => lent.delete(client));
  pool.on('acquire', (client) => {
    lent.add(client);
    if (watched.has(client)) return;
    watched.add(client);
    client.once('end', () => {
      if (!lent.has(client)) return;
      // The process lives on for that long: otherwise it could end while the end of the pool is waited for.
      setTimeout(() => {
        if (!lent.has(client)) return;
        client.release(true);
        // Should its holder give it back after all, once was enough.
        client.release = () => undefined;
      }, GRACE_MS);
    });
  });
}

/**
 * Takes a connection back that opens only after the pool was told to end. Kysely fails then without giving it back, and
 * the end would be waited for in vain.
 */
function takeBackWhatComesLate(pool: Pool): void {
  pool.on('acquire', (client) => {
    if (!pool.ending) return;
    queueMicrotask(() => {
      client.release(true);
      // Whoever else asked may give it back as well.
      client.release = () => undefined;
    });
  });
}
