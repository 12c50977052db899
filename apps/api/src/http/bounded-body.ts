import { AppError } from '@timetracker/shared';
import { bodyLimit } from 'hono/body-limit';
import type { Middleware } from './app-env.ts';

export const MAX_BODY_BYTES = 8 * 1024 * 1024;

const refuse = () => {
  throw new AppError('tooLarge', `A request may have at most ${MAX_BODY_BYTES / 1024 / 1024} MiB`);
};

const countedWhileRead = bodyLimit({ maxSize: MAX_BODY_BYTES, onError: refuse });

/**
 * Refuses bodies of more than 8 MiB: by the length that was announced, which the server holds the client to, else while
 * they are read.
 */
export const boundedBody: Middleware = (c, next) => {
  const announced = c.req.header('content-length');
  if (announced === undefined || c.req.header('transfer-encoding') !== undefined)
    return countedWhileRead(c, next);
  return Number(announced) > MAX_BODY_BYTES ? refuse() : next();
};
