import { drainOutbox, type EntityManager } from '@timetracker/db';
import { failure, type Log } from '@timetracker/queue';
import { listenToOutbox } from './outbox-signal.ts';

export interface OutboxRelay {
  /** Finishes the delivery at hand. */
  stop: () => Promise<void>;
}

export interface OutboxRelayParts {
  url: string;
  em: EntityManager;
  /** Resolves when the events are stored or set aside. */
  store: (events: readonly unknown[]) => Promise<void>;
  onRelayed: (events: number) => void;
  log: Log;
}

const PER_DELIVERY = 500;
const POLL_MS = 1_000;

/**
 * Stores what is in the outbox: at once when its table says so, and by looking once a second, which also finds
 * what a signal missed or another process left behind.
 */
export function startOutboxRelay({ url, em, store, onRelayed, log }: OutboxRelayParts): OutboxRelay {
  let wake = Promise.withResolvers<void>();
  const stopping = new AbortController();
  const signal = listenToOutbox(url, () => wake.resolve());

  const drain = async () => {
    for (let relayed = 1; relayed > 0 && !stopping.signal.aborted; ) {
      relayed = await drainOutbox(em, PER_DELIVERY, store);
      if (relayed > 0) onRelayed(relayed);
    }
  };

  const run = async () => {
    while (!stopping.signal.aborted) {
      // Made anew before looking, so that a signal during the look is not lost.
      wake = Promise.withResolvers<void>();
      try {
        await drain();
      } catch (error) {
        log.warn(failure(error), 'outbox: nothing stored, trying again');
      }
      if (stopping.signal.aborted) return;
      const timer = setTimeout(wake.resolve, POLL_MS);
      await wake.promise;
      clearTimeout(timer);
    }
  };
  const running = run();

  return {
    stop: async () => {
      stopping.abort();
      wake.resolve();
      await signal.stop();
      await running;
    },
  };
}
