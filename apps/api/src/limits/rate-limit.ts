import type { Principal } from '@timetracker/accounts';
import { AppError } from '@timetracker/shared';
import type { Env } from '@timetracker/shared/env';
import { RateLimiterRes } from 'rate-limiter-flexible';
import { clientNetwork } from './client-network.ts';
import { openRateCounts, type RateCounts } from './rate-counts.ts';

/** Whoever asks. */
export interface Caller {
  /** Null for nobody. */
  principal: Pick<Principal, 'id'> | null;
  ip_address: string | null;
}

/** How often somebody may ask. */
export interface RateLimit {
  /** Takes one request from the caller's allowance. @throws {AppError} tooManyRequests when it is used up */
  take: (caller: Caller) => Promise<void>;
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
  return { take: (caller) => consume(limiter, keyOf(caller), tooMany), close };
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

const keyOf = ({ principal, ip_address }: Caller): string =>
  principal ? `user:${principal.id}` : `address:${clientNetwork(ip_address)}`;
