import { setTimeout as pause } from 'node:timers/promises';
import { storeActivities } from '@timetracker/shared';
import type { Backend } from './backend.ts';
import { jobOptions } from './job-options.ts';
import { createFailureLog, type Log } from './log.ts';
import { openQueue } from './queues.ts';
import { reconnecting } from './reconnecting.ts';

/** Jobs that carry no events, but say that some wait in the outbox. */
export interface ClaimChecks {
  /** Sends one soon. Never blocks, and never fails: the worker looks into the outbox by itself as well. */
  send: () => void;
  close: () => Promise<void>;
}

/** So often at the most: the database's own signal is faster, and a job costs as much as storing dozens of events. */
const EVERY_MS = 1_000;

const options = {
  ...jobOptions(storeActivities),
  attempts: 1,
  removeOnFail: true,
  // One waits and one is worked on at the most: one serves all that has come before it is.
  deduplication: { id: 'outbox', keepLastIfActive: true },
};

/** Opens the queue of activities when the first is sent. */
export function createClaimChecks(backend: Backend, { log }: { log: Log }): ClaimChecks {
  const queue = reconnecting(() => openQueue(backend, storeActivities.queue, log));
  const report = createFailureLog(log, 'the worker could not be told of events by a job');
  const closing = new AbortController();
  let isWanted = false;
  let sending: Promise<void> | undefined;

  const sendWanted = async () => {
    while (isWanted && !closing.signal.aborted) {
      isWanted = false;
      const add = async () => (await queue.get()).add(storeActivities.name, { events: [] }, options);
      await add().catch(report);
      await pause(EVERY_MS, undefined, { signal: closing.signal }).catch(() => undefined);
    }
    sending = undefined;
  };

  return {
    send: () => {
      isWanted = true;
      sending ??= sendWanted();
    },
    close: async () => {
      closing.abort();
      await sending;
      await queue.close();
    },
  };
}
