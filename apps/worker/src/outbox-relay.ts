import {
  type PreparedEvents,
  prepareWaiting,
  type StoreResult,
  storePrepared,
} from '@timetracker/activities';
import type { EntityManager } from '@timetracker/db';
import { failure, type Log } from '@timetracker/queue';
import { nextLimit, PER_BATCH } from './batch-limit.ts';
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
  /** The highest version of events that is known here; those of later ones stay in the outbox. */
  knownVersion?: number;
  log: Log;
}

const POLL_MS = 1_000;
/** Rows become visible in the order of their commits, not of their ids: so many ids behind the last are looked at each time. */
const LOOK_BACK = 5_000;

/**
 * Stores what is in the outbox: at once when its table or a job says so, and by looking once a second, which also finds what
 * a signal missed or another process left behind. One batch at a time; whatever comes meanwhile is the next one, and is read and
 * hashed while the database stores the one before.
 */
export function startOutboxRelay({ url, em, onStored, knownVersion, log }: OutboxRelayParts): OutboxRelay {
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
  const isAllDue = () => performance.now() - sawAllAt >= POLL_MS;
  let limit = PER_BATCH;
  const prepare = async (from: number, lastId?: number) => {
    const prepared = await prepareWaiting(em, limit, from, lastId, knownVersion);
    if (prepared) limit = nextLimit(limit, prepared.waiting);
    return prepared;
  };
  /** Reads from the oldest row on now and then, and whenever somebody asks. */
  const read = (isAsked: boolean) => {
    isSignalled = false;
    if (!isAsked && !isAllDue()) return prepare(Math.max(0, through - LOOK_BACK));
    sawAllAt = performance.now();
    return prepare(0);
  };

  /** Stores a batch. @returns the next one, made ready meanwhile, if there surely is one */
  const store = async (prepared: PreparedEvents): Promise<PreparedEvents | undefined> => {
    const { ids, more, head } = prepared.waiting;
    through = Math.max(through, ids.at(-1) ?? 0);
    const storing = storePrepared(em, prepared).then((result) => {
      if (result.taken > 0) onStored(result, result.taken);
      // Where others hold the rest, there is nothing to be had by trying at once.
      isSignalled ||= more && result.taken > 0;
    });
    const isNextKnown = more && prepared.batch !== undefined && !isAllDue();
    const following = isNextKnown ? prepare(through + 1, head.last_id + ids.length) : undefined;
    const [stored, next] = await Promise.allSettled([storing, following]);
    if (stored.status === 'rejected') throw stored.reason;
    return next.status === 'fulfilled' ? next.value : undefined;
  };

  const drain = async (isAsked: boolean) => {
    for (let prepared = await read(isAsked); prepared && !stopping.signal.aborted; ) {
      const next = await store(prepared);
      prepared = next ?? (isSignalled ? await read(false) : undefined);
    }
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
