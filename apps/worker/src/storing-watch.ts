import { setTimeout as pause } from 'node:timers/promises';

export interface StoringWatchParts {
  /** How many events, or jobs of events, wait to be stored. */
  waiting: () => Promise<number>;
  /** The id of the last stored activity. */
  lastId: () => Promise<number>;
  everyMs?: number;
  patienceMs?: number;
}

const EVERY_MS = 5_000;
const PATIENCE_MS = 60_000;

/** Looks again and again whether something is stored while events wait. While a server is away, nothing is said. */
export function watchStoring({
  waiting,
  lastId,
  everyMs = EVERY_MS,
  patienceMs = PATIENCE_MS,
}: StoringWatchParts) {
  const closing = new AbortController();
  let last: number | undefined;
  /** Since when events wait and nothing is stored. */
  let since: number | undefined;

  const look = async () => {
    const [waits, id] = await Promise.all([waiting(), lastId()]);
    if (waits === 0 || id !== last) since = undefined;
    else since ??= performance.now();
    last = id;
  };
  const watch = async () => {
    while (!closing.signal.aborted) {
      await look().catch(() => {
        since = undefined;
      });
      await pause(everyMs, undefined, { signal: closing.signal }).catch(() => undefined);
    }
  };
  const watching = watch();

  return {
    /** Whether events have waited for a minute in which nothing was stored. */
    isStuck: (): boolean => since !== undefined && performance.now() - since >= patienceMs,
    close: async () => {
      closing.abort();
      await watching;
    },
  };
}
