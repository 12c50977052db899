import { AppError } from '@timetracker/shared';
import type { Env } from '@timetracker/shared/env';
import type { Pool } from 'pg';
import { clientNetwork } from './client-network.ts';
import { openRateCounts, type RateCounts } from './rate-counts.ts';
import { consume } from './rate-limit.ts';

const MINUTE = 60;
const QUARTER = 900;

// Said of a name that nobody has as well.
const FROM_NETWORK = 'Too many attempts from your network have failed';
const AT_ACCOUNT = 'Too many attempts at this account have failed, and it is locked for a while';

/** What an attempt is counted for. */
interface Attempt {
  ip_address: string | null;
  /** What is tried, so that a guess at one thing is none at another. */
  what: string;
  /** Whose secret is guessed, where that is known. */
  account?: string | undefined;
}

/** How often a secret may be guessed. */
export interface AttemptLimit {
  /**
   * Lets somebody try, unless they have used up the allowance of their network (a minute) or of the account (15 minutes).
   * An attempt is counted before it begins, so that many at once are no way around it, and given back when it succeeds.
   * @param succeeded whether an answer is one; what is thrown has failed unless it is trouble of ours
   * @throws {AppError} tooManyRequests; whatever `work` throws
   */
  guard: <Answer>(
    attempt: Attempt,
    work: () => Promise<Answer>,
    succeeded: (answer: Answer) => boolean,
  ) => Promise<Answer>;
  /** Counts an attempt that has failed already, for its network. @throws {AppError} tooManyRequests */
  failed: (attempt: Pick<Attempt, 'ip_address' | 'what'>) => Promise<void>;
  close: () => void;
}

const refusals = new Set(['invalid', 'unauthorized', 'forbidden', 'notFound']);
const isRefusal = (error: unknown) => error instanceof AppError && refusals.has(error.kind);

/** SIGN_IN_LIMIT_PER_MINUTE failures for each network a minute, and for each account in 15 minutes. */
export function createAttemptLimit(env: Env, pool: Pool): AttemptLimit {
  const points = env.SIGN_IN_LIMIT_PER_MINUTE;
  if (points === 0)
    return { guard: (_, work) => work(), failed: () => Promise.resolve(), close: () => undefined };
  const shared = { points, redisUrl: env.REDIS_URL, pool };
  const networks = openRateCounts({ name: 'network', seconds: MINUTE, ...shared });
  const accounts = openRateCounts({ name: 'account', seconds: QUARTER, ...shared });

  return {
    guard: async ({ ip_address, what, account }, work, succeeded) => {
      const counted: [RateCounts['limiter'], string, string][] = [
        [networks.limiter, `${what}:${clientNetwork(ip_address)}`, FROM_NETWORK],
      ];
      if (account !== undefined) counted.push([accounts.limiter, `${what}:${account}`, AT_ACCOUNT]);
      for (const [limiter, key, tooMany] of counted) await consume(limiter, key, tooMany);
      const giveBack = () => Promise.all(counted.map(([limiter, key]) => limiter.reward(key)));
      const answer = await work().catch(async (error: unknown) => {
        if (!isRefusal(error)) await giveBack();
        throw error;
      });
      if (succeeded(answer)) await giveBack();
      return answer;
    },
    failed: ({ ip_address, what }) =>
      consume(networks.limiter, `${what}:${clientNetwork(ip_address)}`, FROM_NETWORK),
    close: () => {
      networks.close();
      accounts.close();
    },
  };
}
