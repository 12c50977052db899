import type { QueueName } from '@timetracker/shared';
import { Redis } from 'ioredis';
import pg from 'pg';
import { type Backend, postgresConnection, redisConnection, SCHEMA } from './backend.ts';

/** How many bytes the jobs that wait, are delayed or are worked on take where the queue keeps them. */
export const waitingBytes = (backend: Backend, queue: QueueName): Promise<number> =>
  backend.kind === 'postgres' ? bytesInPostgres(backend.url, queue) : bytesInRedis(backend.url, queue);

async function bytesInPostgres(url: string, queue: QueueName): Promise<number> {
  const { connectionString, ...options } = postgresConnection(url, 'impatient');
  const client = new pg.Client({ connectionString, ...options });
  client.on('error', () => undefined);
  await client.connect();
  try {
    const { rows } = await client.query<{ bytes: string }>(
      `select coalesce(sum(pg_column_size(data)), 0) as bytes from ${SCHEMA}.job
       where queue = $1 and state in ('waiting', 'delayed', 'active')`,
      [queue],
    );
    return Number(rows[0]?.bytes ?? 0);
  } finally {
    await client.end();
  }
}

/** Beyond so many jobs there are too many in any case. */
const MOST_LOOKED_AT = 10_000;

async function bytesInRedis(url: string, queue: QueueName): Promise<number> {
  const { url: address, ...options } = redisConnection(url, 'patient');
  const redis = new Redis(address, { ...options, lazyConnect: true, retryStrategy: () => null });
  redis.on('error', () => undefined);
  await redis.connect();
  try {
    const key = (part: string) => `bull:${queue}:${part}`;
    const ids = [
      ...(await redis.lrange(key('wait'), 0, MOST_LOOKED_AT)),
      ...(await redis.lrange(key('active'), 0, MOST_LOOKED_AT)),
      ...(await redis.zrange(key('delayed'), '0', String(MOST_LOOKED_AT))),
    ];
    const asked = redis.pipeline();
    for (const id of ids) asked.hstrlen(key(id), 'data');
    const answers = (await asked.exec()) ?? [];
    return answers.reduce((sum, [, bytes]) => sum + Number(bytes ?? 0), 0);
  } finally {
    redis.disconnect();
  }
}
