import type { QueueName } from '@timetracker/shared';
import { askDirectly, MOST_LOOKED_AT } from './ask-directly.ts';
import { type Backend, SCHEMA } from './backend.ts';

/** How many bytes the jobs that wait, are delayed or are worked on take where the queue keeps them. */
export const waitingBytes = (backend: Backend, queue: QueueName): Promise<number> =>
  askDirectly(backend, {
    postgres: async (client) => {
      const { rows } = await client.query<{ bytes: string }>(
        `select coalesce(sum(pg_column_size(data)), 0) as bytes from ${SCHEMA}.job
         where queue = $1 and state in ('waiting', 'delayed', 'active')`,
        [queue],
      );
      return Number(rows[0]?.bytes ?? 0);
    },
    redis: async (redis) => {
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
    },
  });
