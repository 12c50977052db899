import { randomUUID } from 'node:crypto';
import { openQueues } from '@timetracker/queue';
import { storeActivities } from '@timetracker/shared';
import { pino } from 'pino';
import { afterEach, expect, test } from 'vitest';
import { type Stack, startStack } from '../stack.ts';

let stack: Stack | undefined;
afterEach(async () => {
  await stack?.stop();
  stack = undefined;
});

const log = pino({ level: 'silent' });

type Queue = ReturnType<typeof openQueues>[number];

/** What somebody who reaches the queue may do to it. */
const deeds: [name: string, deed: (queue: Queue, started: Stack) => Promise<unknown>][] = [
  ['emptied', (queue) => queue.drain(true)],
  ['obliterated', (queue) => queue.obliterate({ force: true })],
  ['paused', (queue) => queue.pause()],
  [
    'without schedules',
    async (queue) => {
      for (const { key } of await queue.getJobSchedulers()) await queue.removeJobScheduler(key);
    },
  ],
  [
    'full of edited jobs',
    async (queue) => {
      for (const job of await queue.getJobs(['waiting', 'prioritized', 'delayed']))
        await job.updateData({ events: [{ event_id: randomUUID(), source: 'app' }] });
    },
  ],
  ['without its tables', (_, { db }) => db.em.getConnection().execute('truncate bullmq.job cascade')],
];

test.each(deeds)(
  'no acknowledged event is lost, changed or doubled by a queue that is %s',
  async (_, deed) => {
    const started = await startStack('postgres', {}, { worker: false });
    stack = started;
    const { id } = await started.createUser('mia.member');
    const key = await started.createKey({ user_id: id, scopes: ['activity:write'] });
    const post = async (entity_name: string) => {
      const event_id = randomUUID();
      const response = await fetch(`${started.url}/api/activities`, {
        method: 'POST',
        headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
        body: JSON.stringify({ event_id, action: 'updated', entity_type: 'task', entity_id: 1, entity_name }),
      });
      expect(response.status).toBe(202);
      return event_id;
    };
    const names = Array.from({ length: 20 }, (__, index) => `Task ${index}`);
    const queues = openQueues({ kind: 'postgres', url: started.adminUrl }, log);
    const queue = queues.find(({ name }) => name === storeActivities.queue);
    if (!queue) throw new Error('There is no queue of activities');
    const before = await Promise.all(names.slice(0, 10).map(post));
    await expect.poll(() => queue.getJobCountByTypes('waiting')).toBe(1);
    await deed(queue, started);
    const after = await Promise.all(names.slice(10).map(post));
    await started.startWorker();
    const stored = () =>
      started.db.em
        .getConnection()
        .execute<{ event_id: string; entity_name: string }[]>(
          `select event_id, entity_name from activities where source = 'api' order by entity_name`,
        );
    await expect.poll(async () => (await stored()).length).toBe(20);
    expect(new Set((await stored()).map(({ event_id }) => event_id))).toEqual(new Set([...before, ...after]));
    expect(new Set((await stored()).map(({ entity_name }) => entity_name))).toEqual(new Set(names));
    await Promise.all(queues.map((open) => open.close()));
  },
);
