import {
  lastActivityId,
  laterInOutbox,
  notePauses,
  outboxDepth,
  type StoreResult,
  setApart,
  storeBatch,
} from '@timetracker/activities';
import { answersByIndex, openDatabase } from '@timetracker/db';
import {
  chooseBackend,
  createConsumer,
  createJobSender,
  createLiveBus,
  createWaitingJobs,
  keepSchedules,
  requireRedis,
  watchPauses,
} from '@timetracker/queue';
import { EVENT_VERSION, sendMail, storeActivities } from '@timetracker/shared';
import { type Env, EnvError } from '@timetracker/shared/env';
import type { Logger } from 'pino';
import { type AnchorEnv, anchorsOf } from './anchors/anchor.ts';
import { createBatchWriter } from './batch-writer.ts';
import { createMailer, type MailerEnv } from './email/mailer.ts';
import { anchorCheckpointHandler } from './handlers/anchor-checkpoint.ts';
import { anonymizePeopleHandler } from './handlers/anonymize-people.ts';
import { indexSearchHandler } from './handlers/index-search.ts';
import { markOverdueInvoicesHandler } from './handlers/mark-overdue-invoices.ts';
import { purgeActivitiesHandler } from './handlers/purge-activities.ts';
import { reconcileRollupsHandler } from './handlers/reconcile-rollups.ts';
import { sealLogHandler } from './handlers/seal-log.ts';
import { sendMailHandler } from './handlers/send-mail.ts';
import { storeActivitiesHandler } from './handlers/store-activities.ts';
import { healthProblems } from './health.ts';
import { createWorkerMetrics } from './metrics.ts';
import { watchNewerEvents } from './newer-events-watch.ts';
import { startOutboxRelay } from './outbox-relay.ts';
import { createRegistry } from './registry.ts';
import { requirePlaces } from './require-places.ts';
import { requireSchemaWhenThere } from './require-schema.ts';
import { startStatusServer } from './status-server.ts';
import { watchStoring } from './storing-watch.ts';

type WorkerEnv = Pick<Env, 'DATABASE_URL' | 'REDIS_URL' | 'WORKER_PORT' | 'HOST' | 'SEAL_KEY'> &
  MailerEnv &
  AnchorEnv;

/** For comparing one month's rollups: at 5 µs an activity, enough for a hundred million of them. More than any step of an anonymization. */
const MONTH_TIMEOUT_MS = 15 * 60_000;

/** For looking whether a policy is due, which may read every activity of a type; a batch takes seconds. */
const BATCH_TIMEOUT_MS = 15 * 60_000;

export interface RunningWorker {
  /** Finishes the batch at hand and disconnects. What waits stays in the queue. */
  close: () => Promise<void>;
}

export interface WorkerParts {
  env: WorkerEnv;
  log: Logger;
  /** The highest version of events that is stored. */
  knownVersion?: number;
}

/**
 * Stores what queue and outbox hold and does what is scheduled, until closed. Servers that are away are waited
 * for, at the start as well.
 * @throws {EnvError} without DATABASE_URL, and for other settings that cannot be used
 * @throws {OldSchemaError} when the database is older than this release
 */
export async function startWorker({
  env,
  log,
  knownVersion = EVENT_VERSION,
}: WorkerParts): Promise<RunningWorker> {
  const { DATABASE_URL, REDIS_URL, WORKER_PORT, HOST } = env;
  if (!DATABASE_URL) throw new EnvError('DATABASE_URL: is required for the worker');
  await requirePlaces(env);
  const backend = chooseBackend({ DATABASE_URL, REDIS_URL });
  const metrics = createWorkerMetrics();
  const db = await openDatabase(DATABASE_URL, {
    applicationName: 'timetracker-worker',
    poolSize: 4,
    queryTimeoutMs: 60_000,
    settings: answersByIndex,
  });
  const closing = new AbortController();
  await requireSchemaWhenThere(db, closing.signal, log);
  await requireRedis(REDIS_URL, log);
  const bus = createLiveBus(backend, { log });
  const jobs = createJobSender(backend, { log });
  const onStored = (result: StoreResult, events: number) => {
    metrics.batchStored(result, events);
    const last = result.stored.at(-1);
    if (last) bus.publishStored(last.id);
  };
  const writer = createBatchWriter({ store: (events) => storeBatch(db.em, events, 'queue'), onStored });
  const relay = startOutboxRelay({
    url: DATABASE_URL,
    em: db.em,
    onStored: (result, events) => {
      metrics.outboxRelayed(events);
      onStored(result, events);
    },
    knownVersion,
    log,
  });
  const handlers = createRegistry([
    storeActivitiesHandler(writer, relay, knownVersion),
    indexSearchHandler(db.em, metrics.indexed),
    markOverdueInvoicesHandler(db.em),
    reconcileRollupsHandler({
      connect: () =>
        openDatabase(DATABASE_URL, {
          applicationName: 'timetracker-reconcile',
          poolSize: 1,
          queryTimeoutMs: MONTH_TIMEOUT_MS,
        }),
      onReconciled: metrics.rollupsReconciled,
      log,
      signal: closing.signal,
    }),
    purgeActivitiesHandler({
      connect: () =>
        openDatabase(DATABASE_URL, {
          applicationName: 'timetracker-purge',
          poolSize: 2,
          queryTimeoutMs: BATCH_TIMEOUT_MS,
        }),
      log,
      signal: closing.signal,
    }),
    anonymizePeopleHandler({
      connect: () =>
        openDatabase(DATABASE_URL, {
          applicationName: 'timetracker-privacy',
          poolSize: 1,
          queryTimeoutMs: MONTH_TIMEOUT_MS,
        }),
      backend,
      dataDir: env.DATA_DIR,
      onStored: (last_id) => bus.publishStored(last_id),
      log,
      signal: closing.signal,
    }),
    sendMailHandler(createMailer(env)),
    sealLogHandler({ em: db.em, env, metrics, log }),
    anchorCheckpointHandler({
      em: db.em,
      anchors: anchorsOf(env, (mail) => jobs.send(sendMail, mail)),
      metrics,
      log,
    }),
  ]);
  const consumer = createConsumer(backend, handlers, {
    log,
    setApart: (event) => setApart(db.em, event),
  });
  const schedules = keepSchedules(backend, { log });
  metrics.watchSchedules(() => schedules.missing().length);
  const pauses = watchPauses(backend, {
    log,
    onChange: async (queues) => {
      const last = await notePauses(db.em, queues);
      if (last !== undefined) bus.publishStored(last);
    },
  });
  metrics.watchPauses(() => pauses.paused().length);
  const newerEvents = watchNewerEvents({ em: db.em, backend, known: knownVersion, log });
  metrics.watchNewerEvents(newerEvents.count);
  const waitingJobs = createWaitingJobs(backend, storeActivities.queue, log);
  const storing = watchStoring({
    waiting: async () => {
      const later = await laterInOutbox(db.em.fork(), knownVersion);
      const readable = (await outboxDepth(db.em)).events - later.reduce((sum, { events }) => sum + events, 0);
      return (await waitingJobs.count()) + Math.max(0, readable);
    },
    lastId: () => lastActivityId(db.em.fork()),
  });
  const status =
    WORKER_PORT === undefined
      ? undefined
      : await startStatusServer({
          host: HOST,
          port: WORKER_PORT,
          problems: () => healthProblems({ db, consumer, pauses, schedules, storing }),
          warnings: newerEvents.warnings,
          metrics,
        });

  return {
    close: async () => {
      closing.abort(new Error('the worker is being stopped'));
      await status?.close();
      await relay.stop();
      await schedules.close();
      await newerEvents.close();
      await pauses.close();
      await storing.close();
      await waitingJobs.close();
      await consumer.close();
      await jobs.close();
      await bus.close();
      await db.close();
    },
  };
}
