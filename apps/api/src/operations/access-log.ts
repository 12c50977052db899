import { routePath } from 'hono/route';
import type { Logger } from 'pino';
import type { AppContext, Middleware } from '../http/app-env.ts';
import type { ApiMetrics } from './metrics.ts';

const QUIET = /^\/(api\/health|metrics|assets)(\/|$)/;

/** A request that was answered. */
export interface AnsweredRequest {
  request_id: string;
  method: string;
  path: string;
  /** The pattern that answered, never the path itself: the number of patterns is bounded. */
  route: string;
  status: number;
  /** When it came: `performance.now()`. */
  began: number;
  user_id: number | undefined;
}

/**
 * Writes one line and takes one measurement of a request. A line has the path without its query, and neither headers nor
 * bodies: those carry searches, names and secrets.
 */
export const requestLog =
  (log: Logger, metrics: ApiMetrics) =>
  ({ request_id, method, path, route, status, began, user_id }: AnsweredRequest): void => {
    const ms = Math.round((performance.now() - began) * 10) / 10;
    metrics.observeRequest({ method, route, status, seconds: ms / 1_000 });
    const line = { request_id, method, path, status, ms, user_id };
    if (status < 500 && QUIET.test(path)) log.debug(line, 'request');
    else log.info(line, 'request');
  };

/** Notes every request that an app answers. */
export const accessLog =
  (note: ReturnType<typeof requestLog>): Middleware =>
  async (c, next) => {
    const began = performance.now();
    await next();
    const { method, path } = c.req;
    note({
      request_id: c.get('requestId'),
      method,
      path,
      route: routeOf(c),
      status: c.res.status,
      began,
      user_id: c.get('principal')?.id,
    });
  };

function routeOf(c: AppContext): string {
  const route = routePath(c);
  return route === '/*' ? 'web' : route;
}
