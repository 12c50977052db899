import { type EntityManager, type StoreResult, storeWaiting } from '@timetracker/db';
import { failure, type Log } from '@timetracker/queue';
import { listenToOutbox } from './outbox-signal.ts';

export interface OutboxRelay {
  /** Resolves when what waits now has been looked at, and stored or set aside; rejects when it could not be. */
  look: () => Promise<void>;
  /** Finishes the batch at hand. */
  stop: () => Promise<void>;
}

export interface OutboxRelayParts {
  url: string;
  em: EntityManager;
  /** Told after each commit. */
  onStored: (result: StoreResult, events: number) => void;
  log: Log;
}

const PER_BATCH = 2_000;
const POLL_MS = 1_000;
/** Rows become visible in the order of their commits, not of their ids: so many ids behind the last are looked at each time. */
const LOOK_BACK = 5_000;

/**
 * Stores what is in the outbox: at once when its table or a job says so, and by looking once a second, which also finds what
 * a signal missed or another process left behind. One batch at a time; whatever comes meanwhile is the next one.
 */
export function startOutboxRelay({ url, em, onStored, log }: OutboxRelayParts): OutboxRelay {
  let wake = Promise.withResolvers<void>();
  /** Of the next look. */
  let looked = Promise.withResolvers<void>();
  /** Whether something has come since the last reading began, which that may have missed. */
  let isSignalled = false;
  let isLookWanted = false;
  const stopping = new AbortController();
  const signal = listenToOutbox(url, () => {
    isSignalled = true;
    wake.resolve();
  });

  let through = 0;
  let sawAllAt = Number.NEGATIVE_INFINITY;
  /** Where reading begins: at the oldest row now and then, and whenever somebody asks. */
  const nextFrom = (isAsked: boolean): number => {
    const now = performance.now();
    if (!isAsked && now - sawAllAt < POLL_MS) return Math.max(0, through - LOOK_BACK);
    sawAllAt = now;
    return 0;
  };

  const drain = async (isAsked: boolean) => {
    let isFirst = true;
    do {
      isSignalled = false;
      const result = await storeWaiting(em, PER_BATCH, nextFrom(isAsked && isFirst));
      if (result.taken > 0) onStored(result, result.taken);
      isSignalled ||= result.more;
      through = Math.max(through, result.through);
      isFirst = false;
    } while (isSignalled && !stopping.signal.aborted);
  };

  const look = async () => {
    const own = looked;
    looked = Promise.withResolvers<void>();
    const isAsked = isLookWanted;
    isLookWanted = false;
    try {
      await drain(isAsked);
      own.resolve();
    } catch (error) {
      log.warn(failure(error), 'outbox: nothing stored, trying again');
      own.promise.catch(() => undefined);
      own.reject(error);
    }
  };

  const run = async () => {
    while (!stopping.signal.aborted) {
      await look();
      if (stopping.signal.aborted) return;
      if (isLookWanted) continue;
      wake = Promise.withResolvers<void>();
      const timer = setTimeout(wake.resolve, POLL_MS);
      await wake.promise;
      clearTimeout(timer);
    }
  };
  const running = run();

  return {
    look: () => {
      const next = looked.promise;
      isLookWanted = true;
      wake.resolve();
      return next;
    },
    stop: async () => {
      stopping.abort();
      wake.resolve();
      await signal.stop();
      await running;
      looked.resolve();
    },
  };
}
