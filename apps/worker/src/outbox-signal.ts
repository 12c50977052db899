import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';

const RECONNECT_MS = { first: 250, longest: 5_000 };

/**
 * Calls back whenever events entered the outbox, over a connection of its own, which is made again when it is lost.
 * Signals may be missed meanwhile; whoever listens also looks from time to time.
 */
export function listenToOutbox(url: string, signal: () => void) {
  const stopping = new AbortController();

  const listenOnce = async () => {
    const client = new pg.Client({
      connectionString: url,
      application_name: 'timetracker-outbox',
      connectionTimeoutMillis: 5_000,
      keepAlive: true,
      keepAliveInitialDelayMillis: 10_000,
    });
    const lost = Promise.withResolvers<void>();
    client.on('error', () => lost.resolve());
    client.on('end', () => lost.resolve());
    client.on('notification', signal);
    const stop = () => lost.resolve();
    stopping.signal.addEventListener('abort', stop, { once: true });
    try {
      await client.connect();
      await client.query('listen activity_outbox');
      if (!stopping.signal.aborted) await lost.promise;
    } finally {
      stopping.signal.removeEventListener('abort', stop);
      await client.end().catch(() => undefined);
    }
  };

  const keepListening = async () => {
    let wait = RECONNECT_MS.first;
    while (!stopping.signal.aborted) {
      const startedAt = performance.now();
      await listenOnce().catch(() => undefined);
      const stood = performance.now() - startedAt > RECONNECT_MS.longest;
      wait = stood ? RECONNECT_MS.first : Math.min(wait * 2, RECONNECT_MS.longest);
      await pause(wait, undefined, { signal: stopping.signal }).catch(() => undefined);
    }
  };
  const listening = keepListening();

  return {
    stop: () => {
      stopping.abort();
      return listening;
    },
  };
}
