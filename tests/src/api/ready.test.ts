import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Stack, startStack } from '../stack.ts';

let stack: Stack;
let key: string;

beforeAll(async () => {
  stack = await startStack('redis');
  const { id } = await stack.createUser('mia.member');
  key = await stack.createKey({ user_id: id, scopes: ['activity:write'] });
});
afterAll(() => stack.stop());

const ready = async () => {
  const response = await fetch(`${stack.url}/api/health/ready`);
  return [response.status, await response.json()];
};

test('with Redis away the API is ready, says so of the queue, and takes events all the same', async () => {
  await expect.poll(ready).toEqual([200, { status: 'ok', parts: { database: 'ok', queue: 'ok' } }]);
  await stack.stopRedis();
  const away = { status: 'degraded', parts: { database: 'ok', queue: 'away: events wait in the outbox' } };
  await expect.poll(ready, { timeout: 30_000 }).toEqual([200, away]);
  const posted = await fetch(`${stack.url}/api/activities`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: JSON.stringify({ action: 'updated', entity_type: 'task', entity_id: 1 }),
  });
  expect(posted.status).toBe(202);
  await stack.restartRedis();
  await expect
    .poll(ready, { timeout: 30_000 })
    .toEqual([200, { status: 'ok', parts: { database: 'ok', queue: 'ok' } }]);
});

test('a connection is kept longer than reverse proxies keep theirs', async () => {
  const { headers } = await fetch(`${stack.url}/api/health/live`);
  expect(Number(/timeout=(\d+)/.exec(headers.get('keep-alive') ?? '')?.[1])).toBeGreaterThan(60);
});
