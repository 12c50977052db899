import { UnusableServerError } from '@timetracker/shared';
import { Redis } from 'ioredis';
import { redisConnection } from './backend.ts';
import type { Log } from './log.ts';

/**
 * Looks at the start whether the Redis of REDIS_URL can be used. One that is away is waited for by whoever needs it, which a
 * line of the log says; one that refuses the login is a setting that cannot be used.
 * @throws {UnusableServerError} when it refuses the login
 */
export async function requireRedis(url: string | undefined, log: Log): Promise<void> {
  if (url === undefined) return;
  const trouble = await troubleOf(url);
  if (trouble?.refused === true) throw trouble;
  if (trouble) log.warn({}, `${trouble.message}; it is waited for`);
}

async function troubleOf(url: string): Promise<UnusableServerError | undefined> {
  const { url: address, ...options } = redisConnection(url, 'impatient');
  const redis = new Redis(address, { ...options, lazyConnect: true, retryStrategy: () => null });
  let first: unknown;
  // What the connection ends with says less than what it fails for first.
  redis.on('error', (error) => {
    first ??= error;
  });
  try {
    await redis.connect();
    await redis.ping();
    return undefined;
  } catch (error) {
    return new UnusableServerError('REDIS_URL', url, first ?? error);
  } finally {
    redis.disconnect();
  }
}
