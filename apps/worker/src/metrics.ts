import type { StoreResult } from '@timetracker/activities';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { createReconcileMetrics } from './reconcile-metrics.ts';

export type WorkerMetrics = ReturnType<typeof createWorkerMetrics>;

/** What the worker counts, in a registry of its own, so that several workers may run in one process. */
export function createWorkerMetrics() {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const counter = (name: string, help: string) =>
    new Counter({ name: `timetracker_worker_${name}_total`, help, registers });
  const readWhenAsked = (name: string, help: string) => {
    let read = () => 0;
    const gauge: Gauge = new Gauge({
      name: `timetracker_worker_${name}`,
      help,
      registers,
      collect: () => gauge.set(read()),
    });
    return {
      watch: (count: () => number): void => {
        read = count;
      },
    };
  };
  const stored = counter('stored', 'Activities stored');
  const duplicates = counter('duplicates', 'Events that were stored already');
  const conflicts = counter('conflicts', 'Events that contradict a stored one with the same event_id');
  const setAside = counter(
    'set_aside',
    'Events that could not be stored and were set aside, conflicts among them',
  );
  const relayed = counter('outbox_relayed', 'Events taken from the outbox');
  const indexed = counter('search_indexed', 'Activities added to the search index');
  const sealingFailed = counter(
    'sealing_failed',
    'Attempts to seal that failed: the log is damaged, or the database away',
  );
  const sealedSize = new Gauge({
    name: 'timetracker_worker_sealed_size',
    help: 'Activities in the last checkpoint that this worker signed',
    registers,
  });
  const logForked = new Counter({
    name: 'timetracker_worker_log_forked_total',
    help: 'Times that the log was found not to continue what was signed or anchored before',
    labelNames: ['found_by'],
    registers,
  });
  const anchoringFailed = new Counter({
    name: 'timetracker_worker_anchoring_failed_total',
    help: 'Attempts to keep a checkpoint outside that failed',
    labelNames: ['anchor'],
    registers,
  });
  const anchoredSize = new Gauge({
    name: 'timetracker_worker_anchored_size',
    help: 'Activities in the last checkpoint that this worker kept outside',
    labelNames: ['anchor'],
    registers,
  });
  const batchSize = new Histogram({
    name: 'timetracker_worker_batch_size',
    help: 'Events in a batch',
    buckets: [1, 10, 50, 100, 250, 500, 1_000, 2_000, 4_000],
    registers,
  });

  const schedules = readWhenAsked(
    'schedules_missing',
    "Declared schedules that the queue's server is not known to have: their jobs do not come",
  );
  const newerEvents = readWhenAsked(
    'awaiting_newer_worker',
    'Events of a version that this worker does not know, which wait for a newer worker',
  );
  const pauses = readWhenAsked('queues_paused', 'Queues that stand still because somebody paused them');

  return {
    /** @param count the schedules that are missing now */
    watchSchedules: schedules.watch,
    /** @param count the events that wait for a newer worker now */
    watchNewerEvents: newerEvents.watch,
    /** @param count the queues that are paused now */
    watchPauses: pauses.watch,
    batchStored: (result: StoreResult, events: number): void => {
      stored.inc(result.stored.length);
      duplicates.inc(result.duplicates);
      conflicts.inc(result.conflicts.length);
      setAside.inc(events - result.stored.length - result.duplicates);
      batchSize.observe(events);
    },
    outboxRelayed: (events: number): void => relayed.inc(events),
    indexed: (activities: number): void => indexed.inc(activities),
    rollupsReconciled: createReconcileMetrics(registry),
    sealed: (size: number): void => sealedSize.set(size),
    sealingFailed: (): void => sealingFailed.inc(),
    /** @param by `signer`, or the kind of anchor */
    logForked: (by: string): void => logForked.inc({ found_by: by }),
    anchored: (anchor: string, size: number): void => anchoredSize.set({ anchor }, size),
    anchoringFailed: (anchor: string): void => anchoringFailed.inc({ anchor }),
    contentType: registry.contentType,
    text: () => registry.metrics(),
  };
}
