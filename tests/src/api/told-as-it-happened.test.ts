import type { Action, Activity, FieldChange, ReportedType } from '@timetracker/shared';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Client, clientOf } from '../client.ts';
import { type Stack, startStack } from '../stack.ts';

let stack: Stack;
let admin: Client;
let key: string;
let customer: number;

beforeAll(async () => {
  stack = await startStack('postgres');
  const { id } = await stack.createUser('ada.admin', 'admin');
  admin = await clientOf(stack, 'ada.admin');
  key = await stack.createKey({ user_id: id, scopes: ['activity:read', 'activity:write'] });
  customer = (await admin.clients.create.mutate({ name: 'Acme' })).id;
});
afterAll(() => stack.stop());

const newProject = async () => {
  const terms = { client_id: customer, hourly_rate_cents: 9_000 };
  return (await admin.project.create.mutate({ name: 'Shop', ...terms })).id;
};

/** The newest such activity, as soon as there is one. */
async function newest(action: Action, entity_type: ReportedType, entity_id: number): Promise<Activity> {
  const asked = { action: [action], entity_type: [entity_type], entity_id };
  const list = async () => (await admin.activity.list.query(asked)).activities;
  await expect.poll(async () => (await list()).length).toBeGreaterThan(0);
  const [first] = await list();
  if (!first) throw new Error('An activity does not go away');
  return first;
}

const post = async (event: object): Promise<Activity> => {
  const response = await fetch(`${stack.url}/api/activities`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-api-key': key, prefer: 'wait=20' },
    body: JSON.stringify(event),
  });
  expect(response.status).toBe(201);
  const { activities } = (await response.json()) as { activities: [Activity] };
  return activities[0];
};

test('sending an invoice changes its number, its dates and its status, and not its total', async () => {
  const project_id = await newProject();
  const line = {
    kind: 'item' as const,
    description: 'Domain',
    quantity_hundredths: 100,
    unit_price_cents: 28_263,
  };
  const { id } = await admin.invoice.create.mutate({ client_id: customer, project_id, lines: [line] });
  await admin.invoice.setStatus.mutate({ id, status: 'sent' });
  const { changes } = (await newest('sent', 'invoice', id)).extra_data;
  expect(Object.keys(changes ?? {}).sort()).toEqual(['due_date', 'issue_date', 'number', 'status']);
});

test('a changed invoice tells its amounts as numbers', async () => {
  const project_id = await newProject();
  const { id, total_cents } = await admin.invoice.create.mutate({ client_id: customer, project_id });
  const line = {
    kind: 'item' as const,
    description: 'Domain',
    quantity_hundredths: 100,
    unit_price_cents: 1_000,
  };
  const after = await admin.invoice.update.mutate({ id, lines: [line] });
  expect((await newest('updated', 'invoice', id)).extra_data['changes']).toEqual({
    total_cents: { before: total_cents, after: after.total_cents },
    lines: { before: [], after: [{ position: 1, ...line }] },
    line_count: { before: 0, after: 1 },
  });
});

describe('what becomes of the lines of an invoice is told', () => {
  const item = (description: string, unit_price_cents = 1_000) => ({
    kind: 'item' as const,
    description,
    quantity_hundredths: 100,
    unit_price_cents,
  });
  const at = (position: number, line: ReturnType<typeof item>) => ({ position, ...line });
  const draft = async (lines: ReturnType<typeof item>[]) =>
    (await admin.invoice.create.mutate({ client_id: customer, project_id: await newProject(), lines })).id;

  test('also where their number and the total stay the same', async () => {
    const id = await draft([item('Domain'), item('Hosting'), item('Mail')]);
    await admin.invoice.update.mutate({ id, lines: [item('Domain'), item('Servers'), item('Mail')] });
    expect(await newest('updated', 'invoice', id)).toMatchObject({
      description: 'Changed a line of invoice "Draft for Acme"',
      extra_data: {
        changes: { lines: { before: [at(2, item('Hosting'))], after: [at(2, item('Servers'))] } },
      },
    });
  });

  test('as amounts that move from one line to another', async () => {
    const id = await draft([item('Domain', 700), item('Hosting', 300)]);
    await admin.invoice.update.mutate({ id, lines: [item('Domain', 600), item('Hosting', 400)] });
    const told = await newest('updated', 'invoice', id);
    expect(told.description).toBe('Changed 2 lines of invoice "Draft for Acme"');
    expect(told.extra_data['changes']).toEqual({
      lines: {
        before: [at(1, item('Domain', 700)), at(2, item('Hosting', 300))],
        after: [at(1, item('Domain', 600)), at(2, item('Hosting', 400))],
      },
    });
  });

  test('as another order', async () => {
    const id = await draft([item('Domain'), item('Hosting'), item('Mail')]);
    await admin.invoice.update.mutate({ id, lines: [item('Domain'), item('Mail'), item('Hosting')] });
    expect((await newest('updated', 'invoice', id)).extra_data['changes']).toEqual({
      lines: {
        before: [at(2, item('Hosting')), at(3, item('Mail'))],
        after: [at(2, item('Mail')), at(3, item('Hosting'))],
      },
    });
  });

  test('as lines that are taken away, one of two that are alike too', async () => {
    const id = await draft([item('Domain'), item('Hosting'), item('Domain')]);
    await admin.invoice.update.mutate({ id, lines: [item('Hosting'), item('Domain')] });
    const told = await newest('updated', 'invoice', id);
    expect(told.description).toBe('Removed a line from invoice "Draft for Acme"');
    expect(told.extra_data['changes']).toMatchObject({
      lines: { before: [at(3, item('Domain'))], after: [] },
      line_count: { before: 3, after: 2 },
    });
  });

  test('in words of the whole where something else was changed too', async () => {
    const id = await draft([item('Domain')]);
    await admin.invoice.update.mutate({ id, lines: [item('Hosting')], notes: 'Thanks' });
    expect((await newest('updated', 'invoice', id)).description).toBe('Updated invoice "Draft for Acme"');
  });

  test('not where nothing is different', async () => {
    const id = await draft([item('Domain')]);
    await admin.invoice.update.mutate({ id, lines: [item('Domain')] });
    await admin.invoice.update.mutate({ id, notes: 'Thanks' });
    expect((await newest('updated', 'invoice', id)).extra_data['changes']).toEqual({
      notes: { before: '', after: 'Thanks' },
    });
  });

  test('in bounded room, with the number of those left out', async () => {
    const many = (text: string) =>
      Array.from({ length: 200 }, (_, index) => item(`${text}${index} ${'🔥'.repeat(490)}`));
    const id = await draft(many('a'));
    await admin.invoice.update.mutate({ id, lines: many('b') });
    const told = await newest('updated', 'invoice', id);
    expect(told.description).toBe('Changed 200 lines of invoice "Draft for Acme"');
    const { lines } = told.extra_data['changes'] as unknown as { lines: FieldChange & { before: unknown[] } };
    expect(lines.before.length + (lines.before_left_out ?? 0)).toBe(200);
    expect(lines.before).toHaveLength(7);
    expect(JSON.stringify(told.extra_data).length).toBeLessThan(64 * 1024);
  });
});

test('a change of the settings that invoices are paid by is told', async () => {
  await admin.workspace.update.mutate({ payment_details: 'IBAN DE02' });
  await admin.workspace.update.mutate({ payment_details: 'IBAN DE03' });
  await admin.workspace.update.mutate({ payment_details: 'IBAN DE03' });
  await expect
    .poll(async () => {
      const { activities } = await admin.activity.list.query({ entity_type: ['audit'], action: ['updated'] });
      return activities.map(({ description, entity_id, extra_data }) => ({
        description,
        entity_id,
        ...extra_data,
      }));
    })
    .toEqual([
      {
        description: 'Changed the settings of the workspace',
        entity_id: 0,
        changes: { payment_details: { before: 'IBAN DE02', after: 'IBAN DE03' } },
      },
      expect.anything(),
    ]);
});

test('saving the name of a project changes its name alone', async () => {
  const id = await newProject();
  const { version } = await admin.project.get.query({ id });
  await admin.project.update.mutate({
    id,
    version,
    name: 'Web shop',
    client_id: customer,
    hourly_rate_cents: 9_000,
  });
  expect((await newest('updated', 'project', id)).extra_data['changes']).toEqual({
    name: { before: 'Shop', after: 'Web shop' },
  });
});

test('a task that was commented on knows the comment, and its excerpt is whole characters', async () => {
  const project_id = await newProject();
  const task = await admin.task.create.mutate({ project_id, name: 'Logo' });
  const body = `${'a'.repeat(197)}👩🏽‍🚀 and so on`;
  const { id } = await admin.comment.create.mutate({ task_id: task.id, body });
  const { extra_data } = await newest('commented', 'task', task.id);
  expect(extra_data).toEqual({
    excerpt: `${'a'.repeat(197)}…`,
    changes: { comments: { before: null, after: id } },
  });
});

test('a new member is told with name and number, and so is one who leaves', async () => {
  const project_id = await newProject();
  const { id: user_id } = await stack.createUser('mia.member');
  await admin.project.addMember.mutate({ project_id, user_id });
  const added = await newest('updated', 'project', project_id);
  expect(added.description).toBe('Added Mia Member to project "Shop"');
  expect(added.extra_data['changes']).toEqual({
    members: { before: null, after: user_id, after_name: 'Mia Member' },
  });
  await admin.project.removeMember.mutate({ project_id, user_id });
  await expect
    .poll(async () => (await newest('updated', 'project', project_id)).extra_data['changes'])
    .toEqual({ members: { before: user_id, after: null, before_name: 'Mia Member' } });
});

test.each([
  [{ action: 'stopped', entity_type: 'time_entry', entity_id: 1 }, 'Stopped timer'],
  [{ action: 'started', entity_type: 'time_entry', entity_id: 1, entity_name: '' }, 'Started timer'],
  [{ action: 'created', entity_type: 'comment', entity_id: 1, extra_data: null }, 'Wrote a comment'],
  [
    { action: 'status_changed', entity_type: 'task', entity_id: 1, extra_data: { old_status: 'todo' } },
    'Changed the status of task',
  ],
  [
    {
      action: 'updated',
      entity_type: 'user',
      entity_id: 1,
      extra_data: { changes: { role: { before: null } } },
    },
    'Updated user',
  ],
  [
    { action: 'updated', entity_type: 'project', entity_id: 1, extra_data: { member_added: 'Mia' } },
    'Added Mia to a project',
  ],
])('%j is told as %s', async (event, sentence) => {
  expect((await post(event)).description).toBe(sentence);
});

test('a posted event whose extra data is long is stored with a sentence that fits', async () => {
  const { description } = await post({
    action: 'assigned',
    entity_type: 'task',
    entity_id: 1,
    entity_name: 'Logo',
    extra_data: { assignee: '👨‍👩‍👧‍👦'.repeat(300) },
  });
  expect(description).toBe(`Assigned task "Logo" to ${'👨‍👩‍👧‍👦'.repeat(28)}…`);
});
