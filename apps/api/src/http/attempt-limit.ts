import type { Env } from '@timetracker/shared';
import { consume } from './rate-limit.ts';
import { openRateCounts } from './rate-counts.ts';

/** How often an address may try what nobody has signed in for. */
export interface AttemptLimit {
  /** @throws {AppError} tooManyRequests when the address has used up its minute */
  take: (ip_address: string | null) => Promise<void>;
  close: () => void;
}

/** SIGN_IN_LIMIT_PER_MINUTE for each address; a limit of its own, so that a guess here is none at the sign-in. */
export function createAttemptLimit(env: Env): AttemptLimit {
  const allowed = env.SIGN_IN_LIMIT_PER_MINUTE;
  if (allowed === 0) return { take: () => Promise.resolve(), close: () => undefined };
  const { limiter, close } = openRateCounts(allowed, env.REDIS_URL);
  return {
    take: (ip_address) => consume(limiter, `attempt:${ip_address ?? 'unknown'}`, allowed),
    close,
  };
}
