import { Redis } from 'ioredis';
import type { Pool } from 'pg';
import {
  type RateLimiterAbstract,
  RateLimiterMemory,
  RateLimiterPostgres,
  RateLimiterRedis,
} from 'rate-limiter-flexible';

const ANSWER_MS = 500;

/** Counts of a window by key. */
export interface RateCounts {
  limiter: Pick<RateLimiterAbstract, 'consume' | 'reward' | 'delete'>;
  close: () => void;
}

/** What is counted, how much of it in how many seconds, and where. */
export interface Counted {
  name: string;
  points: number;
  seconds: number;
  redisUrl: string | undefined;
  /** Where processes share counts without Redis; undefined: each counts on its own. */
  pool?: Pool;
}

/**
 * With Redis, or in the database, all API processes share the counts. While that is away each process counts on its own:
 * a limit is not worth failing a request for.
 */
export function openRateCounts({ name, points, seconds, redisUrl, pool }: Counted): RateCounts {
  const options = { points, duration: seconds, keyPrefix: `timetracker-${name}` };
  const memory = new RateLimiterMemory(options);
  if (redisUrl === undefined) {
    if (!pool) return { limiter: memory, close: () => undefined };
    const limiter = new RateLimiterPostgres({
      ...options,
      storeClient: pool,
      storeType: 'pool',
      tableName: 'failed_attempts',
      tableCreated: true,
      insuranceLimiter: memory,
    });
    return { limiter, close: () => undefined };
  }
  const redis = new Redis(redisUrl, {
    enableOfflineQueue: false,
    maxRetriesPerRequest: 1,
    commandTimeout: ANSWER_MS,
    retryStrategy: (attempt) => Math.min(attempt * 100, 1_000),
  });
  // The queue's own connections say when Redis is away.
  redis.on('error', () => undefined);
  const limiter = new RateLimiterRedis({ ...options, storeClient: redis, insuranceLimiter: memory });
  return { limiter, close: () => redis.disconnect() };
}
