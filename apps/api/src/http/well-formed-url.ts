import { AppError, invalid } from '@timetracker/shared';
import type { Middleware } from './app-env.ts';

const MEANING = 'must be percent-encoded UTF-8';
const NO_NUL = 'must not contain NUL';

/**
 * Refuses addresses with a `%` that begins no byte, or with bytes that are no UTF-8: whoever decodes them would replace
 * them, or take them for something else. Refuses NUL in paths as well, which no name of anything has and the database
 * does not take.
 */
export function wellFormedUrl(): Middleware {
  return async (c, next) => {
    if (c.req.url.includes('%')) {
      const { pathname, search } = new URL(c.req.url);
      if (!isDecodable(pathname)) throw new AppError('invalid', `The path ${MEANING}`);
      if (pathname.includes('%00')) throw new AppError('invalid', `The path ${NO_NUL}`);
      for (const pair of search.slice(1).split('&')) checkPair(pair);
    }
    await next();
  };
}

function checkPair(pair: string): void {
  if (isDecodable(pair)) return;
  const [name = ''] = pair.split('=', 1);
  throw isDecodable(name)
    ? invalid(decodeURIComponent(name), MEANING)
    : new AppError('invalid', `The query ${MEANING}`);
}

function isDecodable(text: string): boolean {
  try {
    decodeURIComponent(text);
    return true;
  } catch {
    return false;
  }
}
