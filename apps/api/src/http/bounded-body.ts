import { AppError } from '@timetracker/shared';
import { bodyLimit } from 'hono/body-limit';
import type { Middleware } from './app-env.ts';

const MIB = 1024 * 1024;
export const MAX_BODY_BYTES = 8 * MIB;
/** Of all requests at once: what they hold grows several times while it is parsed. */
export const MAX_BYTES_AT_ONCE = 32 * MIB;
const RETRY_SECONDS = 1;
const BODILESS = new Set(['GET', 'HEAD']);

const refuse = () => {
  throw new AppError('tooLarge', `A request may have at most ${MAX_BODY_BYTES / MIB} MiB`);
};

const countedWhileRead = bodyLimit({ maxSize: MAX_BODY_BYTES, onError: refuse });

/**
 * Refuses bodies of more than 8 MiB: by the length that was announced, which the server holds the client to, else while
 * they are read. And any body while those at hand come to 32 MiB, so that nobody's requests can take all memory.
 */
export function boundedBody(): Middleware {
  let atOnce = 0;
  return async (c, next) => {
    const announced = c.req.header('content-length');
    const unknown = announced === undefined || c.req.header('transfer-encoding') !== undefined;
    if (unknown && BODILESS.has(c.req.method)) return next();
    const bytes = unknown ? MAX_BODY_BYTES : Number(announced);
    if (bytes > MAX_BODY_BYTES) refuse();
    if (atOnce + bytes > MAX_BYTES_AT_ONCE)
      throw new AppError('tooManyRequests', 'Too much is being received at once; send it again', {
        retryAfter: RETRY_SECONDS,
      });
    atOnce += bytes;
    try {
      return await (unknown ? countedWhileRead(c, next) : next());
    } finally {
      atOnce -= bytes;
    }
  };
}
