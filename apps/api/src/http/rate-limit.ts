import { AppError, type Env } from '@timetracker/shared';
import type { Logger } from 'pino';
import { RateLimiterMemory, RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible';
import type { AppContext } from './app-env.ts';
import { clientAddress } from './client-address.ts';

const WINDOW_SECONDS = 60;

/** Takes one request from somebody's allowance. @throws {AppError} tooManyRequests when it is used up */
export type RateLimit = (c: AppContext) => Promise<void>;

/**
 * RATE_LIMIT_PER_MINUTE for each principal, and for each address of those who are nobody.
 * @param redis with it, all API processes share the counts; while it is away, each counts on its own
 */
export function createRateLimit(env: Env, log: Logger, redis?: object): RateLimit {
  const points = env.RATE_LIMIT_PER_MINUTE;
  if (points === 0) return () => Promise.resolve();
  const options = { points, duration: WINDOW_SECONDS, keyPrefix: 'timetracker-rate' };
  const memory = new RateLimiterMemory(options);
  const limiter = redis
    ? new RateLimiterRedis({ ...options, storeClient: redis, insuranceLimiter: memory })
    : memory;
  return async (c) => {
    try {
      await limiter.consume(keyOf(c, env.TRUST_PROXY));
    } catch (refusal) {
      if (refusal instanceof RateLimiterRes)
        throw new AppError('tooManyRequests', `More than ${points} requests a minute`, {
          retryAfter: refusal.msBeforeNext / 1_000,
        });
      log.warn({ err: refusal }, 'requests are not counted at the moment');
    }
  };
}

function keyOf(c: AppContext, trustProxy: boolean): string {
  const principal = c.get('principal');
  return principal ? `user:${principal.id}` : `address:${clientAddress(c, trustProxy) ?? 'unknown'}`;
}
