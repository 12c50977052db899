import { AppError } from '@timetracker/shared';
import type { AppContext, Middleware } from './app-env.ts';

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);
const LOCAL_NAMES = new Set(['localhost', '127.0.0.1', '[::1]']);

/** Whether a page of this origin may act for the person whose cookie it sends. */
function isOwnOrigin(origin: string, appUrl: string, host: string | undefined): boolean {
  if (origin === new URL(appUrl).origin) return true;
  return isLocalTwin(origin, host);
}

/** The same server under this machine's other name: http://127.0.0.1:3000 where APP_URL says localhost. */
function isLocalTwin(origin: string, host: string | undefined): boolean {
  if (!URL.canParse(origin)) return false;
  const url = new URL(origin);
  return LOCAL_NAMES.has(url.hostname) && url.host === host;
}

/** Whether a browser says that another site made this request. A client that is no browser says nothing. */
function isForeign(c: AppContext, appUrl: string): boolean {
  const origin = c.req.header('origin');
  if (origin !== undefined) return !isOwnOrigin(origin, appUrl, c.req.header('host'));
  const site = c.req.header('sec-fetch-site');
  return site === 'cross-site' || site === 'same-site';
}

/**
 * Refuses changes that a foreign page makes with the cookie of whoever looks at it (CSRF). Keys are no concern: a
 * browser does not send them on its own. Signing in is: it would put a stranger's session into the browser.
 */
export const refuseForeignChanges =
  (appUrl: string): Middleware =>
  async (c, next) => {
    const byCookie = c.get('principal')?.via === 'session' || c.req.path.startsWith('/api/auth/');
    if (!SAFE.has(c.req.method) && byCookie && isForeign(c, appUrl))
      throw new AppError('forbidden', 'This request comes from another site');
    await next();
  };
