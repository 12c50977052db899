import { bodyBytes } from '../../limits/body-limits.ts';
import type { Middleware } from '../app-env.ts';

/** For handlers that are not ours and read bodies themselves: they get one that has arrived and was measured. */
export const smallBodies = (): Middleware => async (c, next) => {
  const body = c.get('body');
  if (body.exists) {
    const { url, method, headers } = c.req.raw;
    c.req.raw = new Request(url, { method, headers, body: await body.receiveJson(bodyBytes.anonymous) });
  }
  await next();
};
