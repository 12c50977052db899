import type { Services } from '../context.ts';
import type { Middleware } from './app-env.ts';
import type { RateLimit } from './rate-limit.ts';
import { whoAsks } from './who-asks.ts';

/**
 * Finds out once a request whom its key or cookie belongs to, and takes it from their allowance. A key that is not
 * valid is refused, and counts for the address that tried it.
 */
export const admit =
  (services: Services, limit: RateLimit): Middleware =>
  async (c, next) => {
    c.set('principal', null);
    try {
      c.set('principal', await whoAsks(services, c));
    } finally {
      await limit.take(c);
    }
    await next();
  };

/** For paths that sign people in: nobody is known yet, the address counts. */
export const admitAnybody =
  (limit: RateLimit): Middleware =>
  async (c, next) => {
    c.set('principal', null);
    await limit.take(c);
    await next();
  };
