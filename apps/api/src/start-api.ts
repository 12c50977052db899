import { fileURLToPath } from 'node:url';
import { createAuthentication } from '@timetracker/accounts';
import { awaitingNewerWorker, lastActivityId, outboxDepth } from '@timetracker/activities';
import { type Database, openDatabase, poolOf, requireSchema, SetAsideEvent } from '@timetracker/db';
import { chooseBackend, createJobSender, createLiveBus, requireRedis } from '@timetracker/queue';
import type { Env } from '@timetracker/shared/env';
import type { Logger } from 'pino';
import { requireApiEnv } from './environment/api-env.ts';
import { BodyReception } from './http/body/body-reception.ts';
import { createEventIntake, type EventIntake } from './ingest/event-intake.ts';
import { KnownPeople } from './ingest/known-people.ts';
import { StoredWatermark } from './ingest/stored-watermark.ts';
import { createAttemptLimit } from './limits/attempt-limit.ts';
import { createRateLimit } from './limits/rate-limit.ts';
import { LiveHub } from './live/live-hub.ts';
import { LiveStreams } from './live/live-streams.ts';
import { requestLog } from './operations/access-log.ts';
import { createMetrics } from './operations/metrics.ts';
import { createQueueView, type QueueView } from './operations/queue-view.ts';
import { restEndpoints } from './rest/rest-endpoints.ts';
import { createApp } from './server/create-app.ts';
import { directRequests } from './server/direct/direct-requests.ts';
import { listen } from './server/listen.ts';
import { RightsWatch } from './sessions/rights-watch.ts';
import type { Services } from './trpc/context.ts';

const builtWeb = fileURLToPath(new URL('../../web/dist', import.meta.url));

export interface StartApiOptions {
  /** With DATABASE_URL and AUTH_SECRET. */
  env: Env;
  log: Logger;
  /** Instead of env.PORT; 0 takes a free one. */
  port?: number;
  /** The built web interface, when it is not where the build puts it. */
  webDirectory?: string;
  /** Takes events in another way than through queue and outbox, to compare with. */
  intake?: (db: Database) => EventIntake;
}

/** A running API. */
export interface RunningApi {
  url: string;
  /** Ends live streams, lets requests finish, and disconnects. */
  close: () => Promise<void>;
}

/**
 * Starts the API on migrated databases, in this process.
 * @throws {EnvError} when a setting is missing or cannot be used, in one line that names it
 * @throws {OldSchemaError} when the database is older than this release
 */
export async function startApi(options: StartApiOptions): Promise<RunningApi> {
  const { log } = options;
  const env = requireApiEnv(options.env);
  const backend = chooseBackend(env);
  const db = await openDatabase(env.DATABASE_URL, {
    applicationName: 'timetracker-api',
    queryTimeoutMs: 60_000,
    repeatsLostRaces: true,
  });
  try {
    await requireSchema(db);
    await requireRedis(env.REDIS_URL, log);
  } catch (error) {
    await db.close();
    throw error;
  }
  const intake = createEventIntake(backend, { db, maxDepth: env.MAX_QUEUE_DEPTH, log });
  const jobs = createJobSender(backend, { log });
  const bus = createLiveBus(backend, { log });
  const queueView = createQueueView(backend, log);
  const stored = new StoredWatermark({ readLastId: () => lastActivityId(db.em.fork()), log });
  await stored.look();
  await bus.onStored((lastId) => stored.heard(lastId));
  const rights = new RightsWatch({ db, bus, log });
  const auth = await createAuthentication(db, env);
  const known = new KnownPeople();
  rights.onChanged(auth.forgetKeys);
  rights.onChanged(() => known.forget());
  await bus.onRightsChanged(() => rights.heard());
  const hub = new LiveHub({ db, stored, rights, feed: env.FEED_VISIBILITY, log });
  const streams = new LiveStreams();
  const services: Services = {
    env,
    log,
    db,
    auth,
    intake: options.intake?.(db) ?? intake,
    stored,
    rights,
    known,
    jobs,
    attempts: createAttemptLimit(env, await poolOf(db)),
  };
  const rateLimit = createRateLimit(env);
  const metrics = createMetrics(measured(db, queueView, stored, streams));
  const endpoints = restEndpoints();
  const shared = { rateLimit, reception: new BodyReception(), note: requestLog(log, metrics) };
  const app = createApp(services, {
    ...shared,
    endpoints,
    hub,
    streams,
    queueView,
    metrics,
    webDirectory: options.webDirectory ?? builtWeb,
  });
  const server = await listen(app, {
    host: env.HOST,
    port: options.port ?? env.PORT,
    trustProxy: env.TRUST_PROXY !== 0,
    direct: directRequests({ services, ...shared }, endpoints),
  });

  return {
    url: server.url,
    close: async () => {
      hub.close();
      const finished = server.close();
      streams.endAll();
      await finished;
      stored.close();
      rights.close();
      rateLimit.close();
      services.attempts.close();
      await Promise.allSettled([intake.close(), jobs.close(), bus.close(), queueView.close()]);
      await db.close();
    },
  };
}

const measured = (db: Database, queueView: QueueView, stored: StoredWatermark, streams: LiveStreams) => ({
  queueDepth: async () => (await queueView.depth()) + (await outboxDepth(db.em)).batches,
  pausedQueues: async () => (await queueView.paused()).length,
  outboxRows: async () => (await outboxDepth(db.em)).events,
  awaitingNewerWorker: () => awaitingNewerWorker(db.em.fork()),
  setAsideEvents: () => db.em.fork().count(SetAsideEvent),
  liveStreams: () => streams.size,
  lastActivityId: () => stored.lastId(),
});
