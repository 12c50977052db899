import { routePath } from 'hono/route';
import type { Logger } from 'pino';
import type { ApiMetrics } from '../metrics.ts';
import type { AppContext, Middleware } from './app-env.ts';

const QUIET = /^\/(api\/health|metrics|assets)(\/|$)/;

/**
 * One line and one measurement a request. A line has the path without its query, and neither headers nor bodies:
 * those carry searches, names and secrets.
 */
export const accessLog =
  (log: Logger, metrics: ApiMetrics): Middleware =>
  async (c, next) => {
    const start = performance.now();
    await next();
    const ms = Math.round((performance.now() - start) * 10) / 10;
    const { method, path } = c.req;
    const { status } = c.res;
    metrics.observeRequest({ method, route: routeOf(c), status, seconds: ms / 1_000 });
    const line = {
      request_id: c.get('requestId'),
      method,
      path,
      status,
      ms,
      user_id: c.get('principal')?.id,
    };
    if (status < 500 && QUIET.test(path)) log.debug(line, 'request');
    else log.info(line, 'request');
  };

/** The pattern that answered, never the path itself: the number of patterns is bounded. */
function routeOf(c: AppContext): string {
  const route = routePath(c);
  return route === '/*' ? 'web' : route;
}
