import type { Caller, RateLimit } from '../limits/rate-limit.ts';
import type { Services } from '../trpc/context.ts';
import type { AppContext, Middleware } from './app-env.ts';
import { clientAddress } from './client-address.ts';
import { whoAsks } from './who-asks.ts';

/**
 * Finds out once a request whom its key or cookie belongs to, and takes it from their allowance. A key that is not
 * valid is refused, and counts for the address that tried it.
 */
export const authenticateRequest =
  (services: Services, limit: RateLimit): Middleware =>
  async (c, next) => {
    c.set('principal', null);
    try {
      c.set('principal', await whoAsks(services, c));
    } finally {
      await limit.take(callerOf(services.env, c));
    }
    await next();
  };

/** For paths that sign people in: nobody is known yet, the address counts. */
export const countAnybody =
  (env: Services['env'], limit: RateLimit): Middleware =>
  async (c, next) => {
    c.set('principal', null);
    await limit.take(callerOf(env, c));
    await next();
  };

const callerOf = (env: Pick<Services['env'], 'TRUST_PROXY'>, c: AppContext): Caller => ({
  principal: c.get('principal'),
  ip_address: clientAddress(c, env.TRUST_PROXY),
});
