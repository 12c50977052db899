import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase } from '@timetracker/db';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { trailFaults } from '../fuzz/check-trail.ts';
import { type Stack, startStack } from '../stack.ts';

let folder: string;
let stack: Stack;
let key: string;
let anna: number;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'timetracker-waiting-'));
  stack = await startStack('postgres', { DATA_DIR: folder }, { worker: false });
  const { id } = await stack.createUser('ada.admin', 'admin');
  anna = (await stack.createUser('anna.berg')).id;
  key = await stack.createKey({ user_id: id, scopes: ['activity:read', 'activity:write', 'admin'] });
});
afterAll(async () => {
  await stack.stop();
  await rm(folder, { recursive: true });
});

async function call(path: string, body?: object) {
  const response = await fetch(`${stack.url}/api${path}`, {
    method: body ? 'POST' : 'GET',
    headers: { authorization: `Bearer ${key}`, ...(body && { 'content-type': 'application/json' }) },
    ...(body && { body: JSON.stringify(body) }),
  });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

const metric = async (name: string) =>
  Number(new RegExp(`^${name} (\\d+)$`, 'm').exec(await (await fetch(`${stack.url}/metrics`)).text())?.[1]);
const ask = <Row extends object>(statement: string) => stack.db.em.fork().execute<Row[]>(statement);

test('what waits in the outbox is counted, handed out, and forgotten with whom it names, before anything is stored', async () => {
  const written = (await ask('select id from activity_outbox')).length;
  const about = { action: 'commented', entity_type: 'task', entity_id: 1 };
  const ids = [randomUUID(), randomUUID(), randomUUID()];
  const posted = [
    { ...about, event_id: ids[0], user_id: anna, description: 'Anna Berg wrote', ip_address: '203.0.113.77' },
    { ...about, event_id: ids[1], description: 'Called Anna Berg', extra_data: { by: 'anna.berg' } },
    { ...about, event_id: ids[2], description: 'Of nobody' },
  ];
  for (const event of posted) expect((await call('/activities', event)).status).toBe(202);
  expect(await metric('timetracker_outbox_rows')).toBe(written + posted.length);
  expect(await metric('timetracker_queue_depth')).toBeGreaterThanOrEqual(posted.length);

  const { body: held } = await call(`/users/${anna}/data`);
  const told = JSON.stringify(held);
  for (const seen of ['Anna Berg wrote', 'Called Anna Berg', '203.0.113.77']) expect(told).toContain(seen);
  expect(told).not.toContain('Of nobody');

  const preview = await call(`/users/${anna}/anonymization/preview`);
  expect(preview.body).toMatchObject({ counts: { outbox: expect.any(Number) } });
  expect((preview.body['counts'] as { outbox: number }).outbox).toBeGreaterThanOrEqual(2);

  expect((await call(`/users/${anna}/anonymize`, { reason: 'asked' })).status).toBe(202);
  // The first worker meets the anonymization and what waits at once.
  await stack.startWorker();
  await expect
    .poll(async () => (await call(`/users/${anna}/anonymization`)).body)
    .toMatchObject({ status: 'completed' });
  await expect.poll(() => ask('select id from activity_outbox')).toEqual([]);
  const stored = await ask<{ description: string }>(
    `select description, extra_data, ip_address from activities where source = 'api' order by id`,
  );
  expect(stored).toHaveLength(posted.length);
  expect(JSON.stringify(stored)).not.toMatch(/Anna|anna|203\.0\.113\.77/);
  expect(await trailFaults(stack.db)).toEqual([]);
});

test('an event that waits and does not fit is told among those that failed, and the others are stored', async () => {
  const odd = randomUUID();
  const owner = await openDatabase(stack.adminUrl, { applicationName: 'test' });
  await owner.em.execute('insert into activity_outbox (event_id, payload) values (?, ?::jsonb)', [
    odd,
    JSON.stringify({ event_id: odd, action: 'danced' }),
  ]);
  await owner.close();
  await expect.poll(async () => JSON.stringify((await call('/activities/set-aside')).body)).toContain(odd);
});
