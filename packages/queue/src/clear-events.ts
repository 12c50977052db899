import type { QueueName } from '@timetracker/shared';
import { Redis } from 'ioredis';
import pg from 'pg';
import { type Backend, postgresConnection, redisConnection, SCHEMA } from './backend.ts';
import type { Log } from './log.ts';
import { openQueue } from './queues.ts';

/**
 * Empties the event logs of queues, where BullMQ keeps for a while why jobs failed. Nobody here reads them. BullMQ's own
 * `trimEvents` leaves the newest ones on Redis, and does not exist on PostgreSQL.
 */
export async function clearEvents(
  backend: Backend,
  queues: readonly QueueName[],
  { log }: { log: Log },
): Promise<void> {
  if (backend.kind === 'redis') return clearStreams(backend.url, await streamsOf(backend, queues, log));
  const { connectionString, ...options } = postgresConnection(backend.url, 'patient');
  const client = new pg.Client({ connectionString, ...options });
  await client.connect();
  try {
    await client.query(`delete from ${SCHEMA}.event where queue = any($1)`, [queues]);
  } finally {
    await client.end();
  }
}

async function streamsOf(backend: Backend, queues: readonly QueueName[], log: Log): Promise<string[]> {
  const streams: string[] = [];
  for (const name of queues) {
    const queue = openQueue(backend, name, log);
    const { events } = queue.keys;
    if (events !== undefined) streams.push(events);
    await queue.close();
  }
  return streams;
}

async function clearStreams(url: string, streams: string[]): Promise<void> {
  const { url: address, ...options } = redisConnection(url, 'patient');
  const redis = new Redis(address, options);
  try {
    await redis.del(streams);
  } finally {
    redis.disconnect();
  }
}
