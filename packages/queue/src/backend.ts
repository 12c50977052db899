import type { ClientBase } from 'pg';
/** Which server carries the queue, and where it is. */
export interface Backend {
  kind: 'postgres' | 'redis';
  url: string;
}

/** The database itself carries the queue unless a Redis is given (DESIGN decision 3). */
export const chooseBackend = (env: { DATABASE_URL: string; REDIS_URL?: string | undefined }): Backend =>
  env.REDIS_URL ? { kind: 'redis', url: env.REDIS_URL } : { kind: 'postgres', url: env.DATABASE_URL };

/**
 * How a connection behaves while its server is away. `impatient`: fails within seconds, for a request that has an
 * outbox to fall back to. `patient`: waits and connects again, for a process that has nothing better to do.
 */
export type Temper = 'impatient' | 'patient';

export const SCHEMA = 'bullmq';
const CONNECT_MS = 2_000;
const COMMAND_MS = 2_500;
// Without an end, a network that swallows everything would hold a worker for hours.
const PATIENT_COMMAND_MS = 30_000;

const reconnectMs = (attempt: number) => Math.min(attempt * 100, 1_000);

/**
 * BullMQ checks the schema on a connection that it borrows and does not watch. Lost at that moment, it would be an
 * error event that nobody hears, which ends the process. The query that was under way fails all the same.
 */
const hearLoss = (client: ClientBase) => {
  client.on('error', () => undefined);
};

/** Options of a pool for BullMQ's tables, which have common names and so live in a schema of their own. */
export const postgresConnection = (url: string, temper: Temper) => ({
  connectionString: url,
  schema: SCHEMA,
  application_name: 'timetracker-queue',
  keepAlive: true,
  keepAliveInitialDelayMillis: 10_000,
  max: temper === 'impatient' ? 4 : 8,
  onConnect: hearLoss,
  ...(temper === 'impatient'
    ? { connectionTimeoutMillis: CONNECT_MS, query_timeout: COMMAND_MS, statement_timeout: COMMAND_MS }
    : { connectionTimeoutMillis: 5_000, query_timeout: PATIENT_COMMAND_MS }),
});

/** Options of ioredis. Without its offline queue a command fails at once while Redis is away. */
export const redisConnection = (url: string, temper: Temper) => ({
  url,
  connectTimeout: CONNECT_MS,
  retryStrategy: reconnectMs,
  ...(temper === 'impatient'
    ? { enableOfflineQueue: false, maxRetriesPerRequest: 1, commandTimeout: COMMAND_MS }
    : { maxRetriesPerRequest: null }),
});
