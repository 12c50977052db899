import { Redis } from 'ioredis';
import { RateLimiterMemory, RateLimiterRedis } from 'rate-limiter-flexible';

const WINDOW_SECONDS = 60;
const ANSWER_MS = 500;

/** Counts requests of the last minute by key. */
export interface RateCounts {
  limiter: Pick<RateLimiterMemory, 'consume'>;
  close: () => void;
}

/**
 * With Redis all API processes share the counts; while it is away, and without it, each process counts on its own:
 * a limit is not worth failing a request for.
 */
export function openRateCounts(points: number, redisUrl: string | undefined): RateCounts {
  const options = { points, duration: WINDOW_SECONDS, keyPrefix: 'timetracker-rate' };
  const memory = new RateLimiterMemory(options);
  if (redisUrl === undefined) return { limiter: memory, close: () => undefined };
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
