import { setTimeout as delay } from 'node:timers/promises';
import { type HeldDataDir, startEmbeddedPostgres } from '@timetracker/embedded-postgres';
import { logLine } from '@timetracker/process';
import { type Backoff, standardBackoff } from './backoff.ts';

/** An embedded PostgreSQL that is started again, on the same port, whenever it ends. */
export interface KeptDatabase {
  url: string;
  stop(): Promise<void>;
}

/**
 * Starts the embedded PostgreSQL and starts it again when it dies, so that its URL stays good until it is stopped.
 * @throws {EmbeddedPostgresError} when the first start fails
 */
export async function keepDatabase(
  dataDir: HeldDataDir,
  log: (line: string) => void,
  limits: Backoff = standardBackoff,
): Promise<KeptDatabase> {
  const stopping = new AbortController();
  let server = await startEmbeddedPostgres({ dataDir, log });
  const { url, port } = server;
  let restarting = Promise.resolve();

  const watch = () =>
    server.onExit((reason) => {
      restarting = restart(reason);
    });
  const restart = async (reason: string) => {
    logLine('error', 'supervisor', `PostgreSQL ended: ${reason}; it starts again`);
    for (
      let delayMs = limits.firstMs;
      !stopping.signal.aborted;
      delayMs = Math.min(delayMs * 2, limits.longestMs)
    ) {
      try {
        server = await startEmbeddedPostgres({ dataDir, port, log });
        return watch();
      } catch (error) {
        logLine('error', 'supervisor', `${(error as Error).message}; next attempt in ${delayMs} ms`);
        await delay(delayMs, undefined, { signal: stopping.signal }).catch(() => undefined);
      }
    }
  };
  watch();

  return {
    url,
    async stop() {
      stopping.abort();
      await restarting;
      await server.stop();
    },
  };
}
