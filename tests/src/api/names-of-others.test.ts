import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Client, clientOf } from '../client.ts';
import { type Stack, startStack } from '../stack.ts';

let stack: Stack;
let admin: Client;
let leaver: { id: number };

beforeAll(async () => {
  stack = await startStack('postgres');
  await stack.createUser('ada.admin', 'admin');
  await stack.createUser('lena.brandt');
  leaver = await stack.createUser('jonas.keller');
  admin = await clientOf(stack, 'ada.admin');
});
afterAll(() => stack.stop());

const texts = async () =>
  stack.db.em.getConnection().execute<{ text: string }[]>(
    `select name as text from clients union all select name from projects union all select name from tasks
       union all select display_name from users union all select description from activities`,
  );

test('whoever takes the names of others for a day does not take them from those when they are forgotten', async () => {
  const client = await admin.clients.create.mutate({ name: 'Acme Holding' });
  const project = await admin.project.create.mutate({ name: 'Nordhaus online shop', client_id: client.id });
  await admin.project.addMember.mutate({ project_id: project.id, user_id: leaver.id });
  await admin.task.create.mutate({ project_id: project.id, name: 'Prepare the launch party' });
  await admin.task.create.mutate({ project_id: project.id, name: 'Call Jonas Keller' });
  const member = await clientOf(stack, 'jonas.keller');
  const borrowed = ['Acme Holding', 'Nordhaus online shop', 'Nordhaus online', 'Launch party', 'Lena Brandt'];
  for (const display_name of [...borrowed, 'Jonas Weiss', 'Jonas Keller'])
    await member.user.updateProfile.mutate({ display_name });
  await admin.task.create.mutate({ project_id: project.id, name: 'Ask Jonas Weiss about it' });
  await expect
    .poll(async () => (await texts()).some(({ text }) => text === 'Updated user "Jonas Keller"'))
    .toBe(true);

  await admin.privacy.anonymize.mutate({ id: leaver.id, reason: 'Asked' });
  await expect
    .poll(async () => (await admin.privacy.report.query({ id: leaver.id })).status)
    .toBe('completed');

  const left = (await texts()).map(({ text }) => text);
  for (const kept of ['Acme Holding', 'Nordhaus online shop', 'Prepare the launch party', 'Lena Brandt'])
    expect(left).toContain(kept);
  expect(left).toContain('Created client "Acme Holding"');
  // Where their own account is called so, the person is meant.
  expect(left.filter((text) => /Updated user/.test(text) && /Acme|Nordhaus|party|Brandt/.test(text))).toEqual(
    [],
  );
  expect(left.filter((text) => /Keller|Weiss/.test(text))).toEqual([]);

  const key = await stack.createKey({ user_id: leaver.id - 1, scopes: ['activity:write', 'activity:read'] });
  const response = await fetch(`${stack.url}/api/activities`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json', prefer: 'wait=20' },
    body: JSON.stringify({
      action: 'updated',
      entity_type: 'project',
      entity_id: 1,
      entity_name: 'Acme Holding',
    }),
  });
  expect(await response.json()).toMatchObject({ activities: [{ entity_name: 'Acme Holding' }] });
});
