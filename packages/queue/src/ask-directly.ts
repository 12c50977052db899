import { Redis } from 'ioredis';
import pg from 'pg';
import { type Backend, postgresConnection, redisConnection } from './backend.ts';

/** Beyond so many jobs there are too many in any case: nobody looks at more of them one by one. */
export const MOST_LOOKED_AT = 10_000;

interface Questions<Answer> {
  postgres: (client: pg.Client) => Promise<Answer>;
  redis: (redis: Redis) => Promise<Answer>;
}

/**
 * Asks the server that carries the queue what BullMQ has no question for, over a connection that is closed afterwards.
 * @throws while the server is away
 */
export const askDirectly = <Answer>(backend: Backend, ask: Questions<Answer>): Promise<Answer> =>
  backend.kind === 'postgres' ? askPostgres(backend.url, ask.postgres) : askRedis(backend.url, ask.redis);

async function askPostgres<Answer>(
  url: string,
  ask: (client: pg.Client) => Promise<Answer>,
): Promise<Answer> {
  const { connectionString, ...options } = postgresConnection(url, 'impatient');
  const client = new pg.Client({ connectionString, ...options });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await ask(client);
  } finally {
    await client.end();
  }
}

async function askRedis<Answer>(url: string, ask: (redis: Redis) => Promise<Answer>): Promise<Answer> {
  const { url: address, ...options } = redisConnection(url, 'patient');
  const redis = new Redis(address, { ...options, lazyConnect: true, retryStrategy: () => null });
  redis.on('error', () => undefined);
  try {
    await redis.connect();
    return await ask(redis);
  } finally {
    redis.disconnect();
  }
}
