import { AppError, type Env } from '@timetracker/shared';
import { RateLimiterRes } from 'rate-limiter-flexible';
import type { AppContext } from './app-env.ts';
import { clientAddress } from './client-address.ts';
import { clientNetwork } from './client-network.ts';
import { openRateCounts, type RateCounts } from './rate-counts.ts';

/** How often somebody may ask. */
export interface RateLimit {
  /** Takes one request from the caller's allowance. @throws {AppError} tooManyRequests when it is used up */
  take: (c: AppContext) => Promise<void>;
  close: () => void;
}

/** RATE_LIMIT_PER_MINUTE for each principal, and for each address of those who are nobody. */
export function createRateLimit(env: Env): RateLimit {
  const allowed = env.RATE_LIMIT_PER_MINUTE;
  if (allowed === 0) return { take: () => Promise.resolve(), close: () => undefined };
  const { limiter, close } = openRateCounts({
    name: 'rate',
    points: allowed,
    seconds: 60,
    redisUrl: env.REDIS_URL,
  });
  const tooMany = `More than ${allowed} requests a minute`;
  return { take: (c) => consume(limiter, keyOf(c, env.TRUST_PROXY), tooMany), close };
}

/**
 * Takes one request from a key's allowance.
 * @param tooMany what there was too much of, once it is used up
 * @throws {AppError} tooManyRequests when it is used up, saying when there is more
 */
export async function consume(
  limiter: Pick<RateCounts['limiter'], 'consume'>,
  key: string,
  tooMany: string,
): Promise<void> {
  try {
    await limiter.consume(key);
  } catch (refusal) {
    if (!(refusal instanceof RateLimiterRes)) throw refusal;
    const retryAfter = Math.max(1, Math.ceil(refusal.msBeforeNext / 1_000));
    throw new AppError('tooManyRequests', `${tooMany}; try again in ${inWords(retryAfter)}`, { retryAfter });
  }
}

const LONG_SECONDS = 120;
const MINUTE = 60;

function inWords(seconds: number): string {
  if (seconds >= LONG_SECONDS) return `${Math.ceil(seconds / MINUTE)} minutes`;
  return seconds === 1 ? 'a second' : `${seconds} seconds`;
}

function keyOf(c: AppContext, trustProxy: Env['TRUST_PROXY']): string {
  const principal = c.get('principal');
  return principal ? `user:${principal.id}` : `address:${clientNetwork(clientAddress(c, trustProxy))}`;
}
