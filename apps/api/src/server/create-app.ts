import { awaitingNewerWorker, lastActivityId } from '@timetracker/activities';
import { loadedOnce } from '@timetracker/process';
import { Hono } from 'hono';
import { compress } from 'hono/compress';
import { requestId } from 'hono/request-id';
import { answerError } from '../http/answer-error.ts';
import type { AppEnv } from '../http/app-env.ts';
import { authenticateRequest, countAnybody } from '../http/authenticate-request.ts';
import type { BodyReception } from '../http/body/body-reception.ts';
import { boundedBodies } from '../http/body/bounded-bodies.ts';
import { smallBodies } from '../http/body/small-bodies.ts';
import { crossOrigin } from '../http/cross-origin.ts';
import { refuseForeignChanges } from '../http/own-origin.ts';
import { roomToRead } from '../http/room-to-read.ts';
import { securityHeaders } from '../http/security-headers.ts';
import { wellFormedUrl } from '../http/well-formed-url.ts';
import type { RateLimit } from '../limits/rate-limit.ts';
import type { LiveHub } from '../live/live-hub.ts';
import type { LiveStreams } from '../live/live-streams.ts';
import { ReadRooms } from '../memory/read-room.ts';
import { accessLog, type requestLog } from '../operations/access-log.ts';
import { live, ready } from '../operations/health.ts';
import type { ApiMetrics } from '../operations/metrics.ts';
import { metricsEndpoint } from '../operations/metrics-endpoint.ts';
import { BOARD_PATH, createQueueBoard } from '../operations/queue-board.ts';
import type { QueueView } from '../operations/queue-view.ts';
import { createRest } from '../rest/rest.ts';
import type { RestEndpoint } from '../rest/rest-endpoints.ts';
import type { Services } from '../trpc/context.ts';
import { authEndpoint } from './auth-endpoint.ts';
import { createDocsPage } from './docs-page.ts';
import { liveEndpoint } from './live-endpoint.ts';
import { TRPC_PATH, trpcEndpoint, trpcRefusal } from './trpc-endpoint.ts';
import { unknownPath } from './unknown-path.ts';
import { createWeb } from './web.ts';

/** What an app is made of besides the services that procedures know. */
export interface AppParts {
  hub: LiveHub;
  streams: LiveStreams;
  queueView: QueueView;
  metrics: ApiMetrics;
  rateLimit: RateLimit;
  reception: BodyReception;
  note: ReturnType<typeof requestLog>;
  endpoints: readonly RestEndpoint[];
  /** The built web interface. */
  webDirectory: string;
}

/** Everything that one origin serves: REST, tRPC, sign-in, live stream, documents, health, the web interface. */
export function createApp(services: Services, parts: AppParts): Hono<AppEnv> {
  const { env, log } = services;
  const app = new Hono<AppEnv>();
  app.onError((error, c) =>
    answerError(c, log, error, c.req.path.startsWith(`${TRPC_PATH}/`) ? trpcRefusal : undefined),
  );
  app.use(requestId(), securityHeaders(env.APP_URL.startsWith('https:')), accessLog(parts.note));
  app.use('/api/*', crossOrigin(env.APP_URL));
  app.use(wellFormedUrl());

  app.get('*', compress());

  const { endpoints } = parts;
  const description = loadedOnce(async () => JSON.stringify(await describe(endpoints, env.APP_URL)));
  app.get('/api/health/live', live);
  app.get('/api/health/ready', ready(vitalParts(services, parts.queueView), log));
  app.get('/api/openapi.json', async (c) => c.body(await description(), 200, json));
  app.route('/api/docs', createDocsPage());
  for (const page of ['/api/docs', BOARD_PATH]) app.get(`${page}/`, (c) => c.redirect(page));
  app.get('/metrics', metricsEndpoint(services, parts.metrics));

  const checkOrigin = refuseForeignChanges(env.APP_URL);
  const bounded = boundedBodies(parts.reception, env.TRUST_PROXY);
  const room = roomToRead(new ReadRooms());
  app.use('/api/auth/*', countAnybody(env, parts.rateLimit), checkOrigin, bounded);
  app.on(['GET', 'POST'], '/api/auth/*', authEndpoint(services));
  for (const path of ['/api/*', BOARD_PATH, `${BOARD_PATH}/*`])
    app.use(path, authenticateRequest(services, parts.rateLimit), checkOrigin, bounded, room);
  app.all(`${TRPC_PATH}/*`, trpcEndpoint(services));
  app.get('/api/activities/live', liveEndpoint(services, parts.hub, parts.streams));
  app.route('/api', createRest(services, endpoints));
  app.all('/api/*', unknownPath(endpoints));

  app.use(`${BOARD_PATH}/*`, smallBodies());
  app.route(BOARD_PATH, createQueueBoard(services, parts.queueView));
  app.route('/', createWeb(parts.webDirectory));
  app.notFound(unknownPath(endpoints));
  return app;
}

const json = { 'content-type': 'application/json' };

/** Written for whoever reads it first: few read it, and it takes a while and a megabyte. */
const describe = async (endpoints: readonly RestEndpoint[], appUrl: string) =>
  (await import('../openapi/openapi.ts')).openApiDocument(endpoints, appUrl);

const vitalParts = ({ db }: Services, queueView: QueueView) => [
  { name: 'database', check: () => lastActivityId(db.em.fork()) },
  {
    name: 'queue',
    check: () => queueView.depth(),
    whileAway: 'away: events wait in the outbox',
    condition: async () => (await pausedIn(queueView)) ?? awaitedOf(db),
  },
];

async function awaitedOf(db: Services['db']): Promise<string | undefined> {
  const events = await awaitingNewerWorker(db.em.fork());
  return events === 0 ? undefined : `${events} events wait for a newer worker`;
}

async function pausedIn(queueView: QueueView): Promise<string | undefined> {
  const paused = await queueView.paused();
  return paused.length === 0 ? undefined : `paused: ${paused.join(', ')}`;
}
