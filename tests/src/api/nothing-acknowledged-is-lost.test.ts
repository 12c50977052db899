import { randomUUID } from 'node:crypto';
import { afterEach, expect, test } from 'vitest';
import { type Backend, type Stack, startStack } from '../stack.ts';

let stack: Stack;
afterEach(() => stack.stop());

async function poster() {
  const user = await stack.createUser('poster');
  const key = await stack.createKey({ user_id: user.id, scopes: ['activity:read', 'activity:write'] });
  const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' };
  return {
    post: (event_id: string) =>
      fetch(`${stack.url}/api/activities`, {
        method: 'POST',
        headers,
        body: JSON.stringify({ event_id, action: 'updated', entity_type: 'task', entity_id: 1 }),
      }),
    isStored: async (event_id: string) =>
      (await fetch(`${stack.url}/api/activities/${event_id}`, { headers })).status === 200,
  };
}

const waitingInOutbox = async () => {
  const [row] = await stack.db.em.execute<{ count: number }[]>(
    'select count(*) as count from activity_outbox',
  );
  return row?.count ?? 0;
};

test('with the queue away, events go to the outbox, are acknowledged, and are stored all the same', async () => {
  stack = await startStack('redis');
  const { post, isStored } = await poster();
  await stack.stopRedis();
  const ids = Array.from({ length: 5 }, () => randomUUID());
  for (const event_id of ids) expect((await post(event_id)).status).toBe(202);
  // The worker takes them from there itself: nothing waits for the queue.
  for (const event_id of ids) await expect.poll(() => isStored(event_id), { timeout: 45_000 }).toBe(true);
  await expect.poll(waitingInOutbox).toBe(0);
  await stack.restartRedis();
  const later = randomUUID();
  expect((await post(later)).status).toBe(202);
  await expect.poll(() => isStored(later), { timeout: 45_000 }).toBe(true);
});

test.each<Backend>(['postgres', 'redis'])(
  'with too much waiting on %s, events are refused with Retry-After; what was taken is stored',
  async (backend) => {
    stack = await startStack(backend, { MAX_QUEUE_DEPTH: '3' }, { worker: false });
    const { post, isStored } = await poster();
    const taken: string[] = [];
    let refused: Response | undefined;
    await expect
      .poll(
        async () => {
          const event_id = randomUUID();
          const response = await post(event_id);
          if (response.status === 202) taken.push(event_id);
          else refused = response;
          return response.status;
        },
        { timeout: 20_000, interval: 20 },
      )
      .toBe(429);
    expect(Number(refused?.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(await refused?.json()).toMatchObject({ error: 'Too many requests' });
    await stack.startWorker();
    for (const event_id of taken) await expect.poll(() => isStored(event_id), { timeout: 30_000 }).toBe(true);
    await expect.poll(async () => (await post(randomUUID())).status, { timeout: 20_000 }).toBe(202);
  },
);
