import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

const SECONDS = [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

/** Numbers that are read when they are asked for. */
export interface MeasuredParts {
  queueDepth: () => Promise<number>;
  pausedQueues: () => Promise<number>;
  outboxRows: () => Promise<number>;
  awaitingNewerWorker: () => Promise<number>;
  setAsideEvents: () => Promise<number>;
  liveStreams: () => number;
  lastActivityId: () => number;
}

/** What the API tells Prometheus. Labels are routes, methods and statuses: no names, no addresses. */
export interface ApiMetrics {
  observeRequest: (request: { method: string; route: string; status: number; seconds: number }) => void;
  /** The text format, and its content type. */
  text: () => Promise<string>;
  contentType: string;
}

/** A registry of its own, so that several servers may run in one process. */
export function createMetrics(parts: MeasuredParts): ApiMetrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const requests = new Histogram({
    name: 'timetracker_http_request_duration_seconds',
    help: 'Time until the answer was ready; of a live stream, until it started',
    labelNames: ['method', 'route', 'status'],
    buckets: SECONDS,
    registers: [registry],
  });
  const measured: [name: string, help: string, read: () => number | Promise<number>][] = [
    ['timetracker_queue_depth', 'Batches of events that wait in queue and outbox', parts.queueDepth],
    ['timetracker_queues_paused', 'Queues that stand still because somebody paused them', parts.pausedQueues],
    ['timetracker_outbox_rows', 'Events in the outbox that wait for the worker', parts.outboxRows],
    [
      'timetracker_events_awaiting_newer_worker',
      'Events that wait for a worker that knows their version',
      parts.awaitingNewerWorker,
    ],
    ['timetracker_set_aside_events', 'Events that could not be stored', parts.setAsideEvents],
    ['timetracker_live_streams', 'Open live streams of this process', parts.liveStreams],
    ['timetracker_last_activity_id', 'The highest activity id known here', parts.lastActivityId],
  ];
  for (const [name, help, read] of measured) addGauge(registry, name, help, read);
  return {
    observeRequest: ({ method, route, status, seconds }) =>
      requests.observe({ method, route, status }, seconds),
    text: () => registry.metrics(),
    contentType: registry.contentType,
  };
}

/** What cannot be read at the moment is NaN: the other numbers still count. */
function addGauge(
  registry: Registry,
  name: string,
  help: string,
  read: () => number | Promise<number>,
): void {
  const gauge: Gauge = new Gauge({
    name,
    help,
    registers: [registry],
    collect: async () => {
      try {
        gauge.set(await read());
      } catch {
        gauge.set(Number.NaN);
      }
    },
  });
}
