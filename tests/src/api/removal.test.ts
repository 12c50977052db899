import type { ErrorBody } from '@timetracker/shared';
import { TRPCClientError } from '@trpc/client';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Client, clientOf } from '../client.ts';
import { type Stack, startStack } from '../stack.ts';

let stack: Stack;
let admin: Client;
let member: Client;
let colleague: Client;
let colleagueId: number;
let project_id: number;
let task_id: number;
let clock = Date.parse('2026-02-02T08:00:00Z');

beforeAll(async () => {
  stack = await startStack('postgres', {}, { worker: false });
  await stack.createUser('ada.admin', 'admin');
  await stack.createUser('mia.member');
  colleagueId = (await stack.createUser('carl.colleague')).id;
  admin = await clientOf(stack, 'ada.admin');
  member = await clientOf(stack, 'mia.member');
  colleague = await clientOf(stack, 'carl.colleague');
});
afterAll(() => stack.stop());

beforeEach(async () => {
  project_id = (await member.project.create.mutate({ name: 'Website' })).id;
  await admin.project.addMember.mutate({ project_id, user_id: colleagueId });
  task_id = (await member.task.create.mutate({ project_id, name: 'Logo' })).id;
});

/** A refusal as REST would show it. */
const refusal = async (call: Promise<unknown>): Promise<ErrorBody> => {
  try {
    await call;
  } catch (error) {
    if (error instanceof TRPCClientError && error.data?.body) return error.data.body;
    throw error;
  }
  throw new Error('the call was not refused');
};

const work = (who: Client, of_task: number | null = null) => {
  const started_at = new Date(clock).toISOString();
  clock += 60_000;
  const ended_at = new Date(clock).toISOString();
  return who.timeEntry.create.mutate({ project_id, task_id: of_task, started_at, ended_at });
};
const bill = async () => {
  const client = await admin.clients.create.mutate({ name: `Client of ${project_id}` });
  await admin.project.update.mutate({ id: project_id, client_id: client.id, hourly_rate_cents: 9_000 });
  return admin.invoice.create.mutate({ client_id: client.id, project_id, time_until: '2026-11-30' });
};
const conflict = (message: string, values: Record<string, number>) => ({
  error: 'Conflict',
  message,
  issues: [{ path: 'id', values }],
});

/** What is there of a project, and what the trail says was deleted. */
const state = async () => {
  const [row] = await stack.db.em.fork().execute<Record<string, number>[]>(
    `select
      (select count(*)::integer from tasks where project_id = :id) as tasks,
      (select count(*)::integer from comments where project_id = :id) as comments,
      (select count(*)::integer from time_entries where project_id = :id) as entries,
      (select count(*)::integer from time_entries where project_id = :id and task_id is not null) as on_tasks,
      (select count(*)::integer from activity_outbox
        where payload->>'project_id' = :text and payload->>'action' = 'deleted') as deleted`.replaceAll(
      /:id|:text/g,
      (name) => (name === ':id' ? String(project_id) : `'${project_id}'`),
    ),
  );
  return row;
};

describe('whoever may not delete a part may not delete the whole', () => {
  test('a task with a comment of somebody else', async () => {
    await colleague.comment.create.mutate({ task_id, body: 'Mine' });
    await member.comment.create.mutate({ task_id, body: 'Own' });
    expect(await refusal(member.task.delete.mutate({ id: task_id }))).toMatchObject(
      conflict(
        '"Logo" has 1 comment of somebody else; set its status to done or cancelled, or ask an administrator to delete it',
        { others_comments: 1 },
      ),
    );
    expect(await state()).toMatchObject({ tasks: 1, comments: 2, deleted: 0 });
    await admin.task.delete.mutate({ id: task_id });
    expect(await state()).toMatchObject({ tasks: 0, comments: 0, deleted: 3 });
  });

  test('a task with time of somebody else, which an administrator takes off it', async () => {
    await work(colleague, task_id);
    await work(member, task_id);
    expect(await refusal(member.task.delete.mutate({ id: task_id }))).toMatchObject(
      conflict(
        '"Logo" has 1 time entry of somebody else; set its status to done or cancelled, or ask an administrator to delete it',
        { others_entries: 1 },
      ),
    );
    await admin.task.delete.mutate({ id: task_id });
    expect(await state()).toMatchObject({ tasks: 0, entries: 2, on_tasks: 0 });
  });

  test('a project with comments and time of others, also a timer that runs', async () => {
    await colleague.comment.create.mutate({ task_id, body: 'Mine' });
    await colleague.timeEntry.start.mutate({ project_id });
    await work(colleague);
    expect(await refusal(member.project.delete.mutate({ id: project_id }))).toMatchObject(
      conflict(
        '"Website" has 1 comment of somebody else and 2 time entries of other people; archive it, or ask an administrator to delete it',
        { others_comments: 1, others_entries: 2 },
      ),
    );
    expect(await state()).toMatchObject({ tasks: 1, comments: 1, entries: 2, deleted: 0 });
    await admin.project.delete.mutate({ id: project_id });
    expect(await state()).toMatchObject({ tasks: 0, comments: 0, entries: 0 });
  });

  test('one with parts of one’s own is deleted with them', async () => {
    await member.comment.create.mutate({ task_id, body: 'Own' });
    await work(member, task_id);
    await member.project.delete.mutate({ id: project_id });
    expect(await state()).toMatchObject({ tasks: 0, comments: 0, entries: 0, deleted: 4 });
  });
});

describe('what is billed stays, whoever asks', () => {
  test('time on an invoice keeps its task, and the task stays', async () => {
    await work(member, task_id);
    const invoice = await bill();
    await admin.invoice.setStatus.mutate({ id: invoice.id, status: 'sent' });
    for (const who of [member, admin])
      expect(await refusal(who.task.delete.mutate({ id: task_id }))).toMatchObject(
        conflict('"Logo" has 1 billed time entry; set its status to done or cancelled instead', {
          billed_entries: 1,
        }),
      );
    expect(await state()).toMatchObject({ tasks: 1, entries: 1, on_tasks: 1, deleted: 0 });
  });

  test('a project with an invoice is archived instead', async () => {
    await work(member, task_id);
    await bill();
    for (const who of [member, admin])
      expect(await refusal(who.project.delete.mutate({ id: project_id }))).toMatchObject(
        conflict('"Website" has 1 invoice and 1 billed time entry; archive it instead', {
          invoices: 1,
          billed_entries: 1,
        }),
      );
    expect(await state()).toMatchObject({ tasks: 1, entries: 1, on_tasks: 1, deleted: 0 });
  });

  test('a client with a project and an invoice says so', async () => {
    await work(member);
    const { client_id } = await bill().then(({ id }) => admin.invoice.get.query({ id }));
    expect(await refusal(admin.clients.delete.mutate({ id: client_id }))).toMatchObject({
      error: 'Conflict',
      issues: [{ path: 'id', values: { projects: 1, invoices: 1 } }],
    });
  });
});
