import { cors } from 'hono/cors';
import type { Middleware } from './app-env.ts';

const PREFLIGHT_SECONDS = 600;

/** Lets pages of the app's own origin read answers (CORS). Who sends no Origin is no page, and is not asked. */
export function crossOrigin(appUrl: string): Middleware {
  const answer = cors({ origin: [new URL(appUrl).origin], credentials: true, maxAge: PREFLIGHT_SECONDS });
  return (c, next) => (c.req.header('origin') === undefined ? next() : answer(c, next));
}
