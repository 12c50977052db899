import { type Action, type EntityType, entityDefinition, reportedTypes } from '@timetracker/shared';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Client, clientOf } from '../client.ts';
import { type Stack, startStack } from '../stack.ts';

type Person = 'admin' | 'member' | 'colleague' | 'outsider';

let stack: Stack;
let people: Record<Person, Client>;
let ids: { colleague: number; project: number; task: number; comment: number; client: number };

beforeAll(async () => {
  stack = await startStack('postgres');
  await stack.createUser('ada.admin', 'admin');
  const member = await stack.createUser('mia.member');
  const colleague = await stack.createUser('carl.colleague');
  await stack.createUser('otto.outsider');
  people = {
    admin: await clientOf(stack, 'ada.admin'),
    member: await clientOf(stack, 'mia.member'),
    colleague: await clientOf(stack, 'carl.colleague'),
    outsider: await clientOf(stack, 'otto.outsider'),
  };
  const { admin } = people;
  const client = await admin.clients.create.mutate({ name: 'Set-up client' });
  const project = await stack.createProject('Website', [member.id, colleague.id]);
  await admin.project.update.mutate({ id: project, client_id: client.id, hourly_rate_cents: 9_000 });
  const task = await admin.task.create.mutate({ project_id: project, name: 'Logo' });
  const comment = await people.member.comment.create.mutate({ task_id: task.id, body: 'First' });
  ids = { colleague: colleague.id, project, task: task.id, comment: comment.id, client: client.id };
});
afterAll(() => stack.stop());

const hour = (start: number) => ({
  started_at: `2026-01-05T${String(start).padStart(2, '0')}:00:00Z`,
  ended_at: `2026-01-05T${String(start + 1).padStart(2, '0')}:00:00Z`,
});
const newTask = (name: string) => people.member.task.create.mutate({ project_id: ids.project, name });
const newEntry = (start: number) =>
  people.member.timeEntry.create.mutate({ project_id: ids.project, ...hour(start) });
const newInvoice = () =>
  people.admin.invoice.create.mutate({
    client_id: ids.client,
    project_id: ids.project,
    lines: [{ kind: 'item', description: 'Domain', quantity_hundredths: 100, unit_price_cents: 1_200 }],
  });
const invoiceIn = async (...statuses: ('sent' | 'paid' | 'cancelled')[]) => {
  const { id } = await newInvoice();
  for (const status of statuses) await people.admin.invoice.setStatus.mutate({ id, status });
  return { id };
};

const everyoneInProject: Person[] = ['admin', 'member', 'colleague'];
const administrators: Person[] = ['admin'];

interface Case {
  /** What the person does; answers with the id of what they did it to. */
  call: () => Promise<{ id: number }>;
  by: string;
  activity: [Action, EntityType];
  sentence: RegExp;
  seen_by: Person[];
}

const inProject = (
  by: string,
  activity: Case['activity'],
  sentence: RegExp,
  call: Case['call'],
): [string, Case] => [activity.join(' '), { call, by, activity, sentence, seen_by: everyoneInProject }];
const forAdministrators = (
  activity: Case['activity'],
  sentence: RegExp,
  call: Case['call'],
): [string, Case] => [
  activity.join(' '),
  { call, by: 'Ada Admin', activity, sentence, seen_by: administrators },
];

const MIA = 'Mia Member';
const ADA = 'Ada Admin';

/** The seed's table "Action Types", each with every entity that it is used for, and "Entity Types". */
const cases: [string, Case][] = [
  inProject(MIA, ['updated', 'project'], /^Updated project "Website"$/, () =>
    people.member.project.update.mutate({ id: ids.project, description: 'Now with shop' }),
  ),
  inProject(MIA, ['archived', 'project'], /^Archived project "Website"$/, () =>
    people.member.project.archive.mutate({ id: ids.project }),
  ),
  inProject(MIA, ['unarchived', 'project'], /^Unarchived project "Website"$/, () =>
    people.member.project.unarchive.mutate({ id: ids.project }),
  ),
  inProject(MIA, ['created', 'task'], /^Created task "Sketch"$/, () => newTask('Sketch')),
  inProject(MIA, ['updated', 'task'], /^Updated task "Logo"$/, () =>
    people.member.task.update.mutate({ id: ids.task, priority: 'high', due_date: '2026-12-01' }),
  ),
  inProject(MIA, ['assigned', 'task'], /^Assigned task "Logo" to Carl Colleague$/, () =>
    people.member.task.update.mutate({ id: ids.task, assignee_id: ids.colleague }),
  ),
  inProject(
    MIA,
    ['status_changed', 'task'],
    /^Changed the status of task "Logo" from To do to In progress$/,
    () => people.member.task.update.mutate({ id: ids.task, status: 'in_progress' }),
  ),
  inProject(MIA, ['completed', 'task'], /^Completed task "Logo"$/, () =>
    people.member.task.update.mutate({ id: ids.task, status: 'done' }),
  ),
  inProject(MIA, ['commented', 'task'], /^Commented on task "Discussed"$/, async () => {
    const { id } = await newTask('Discussed');
    await people.member.comment.create.mutate({ task_id: id, body: 'Looks good' });
    return { id };
  }),
  inProject(MIA, ['deleted', 'task'], /^Deleted task "Wrong"$/, async () =>
    people.member.task.delete.mutate({ id: (await newTask('Wrong')).id }),
  ),
  inProject(MIA, ['created', 'comment'], /^Wrote a comment on task "Logo"$/, () =>
    people.member.comment.create.mutate({ task_id: ids.task, body: 'Another' }),
  ),
  inProject(MIA, ['updated', 'comment'], /^Updated a comment on task "Logo"$/, () =>
    people.member.comment.update.mutate({ id: ids.comment, body: 'Second thoughts' }),
  ),
  inProject(MIA, ['deleted', 'comment'], /^Deleted a comment on task "Logo"$/, () =>
    people.member.comment.delete.mutate({ id: ids.comment }),
  ),
  inProject(MIA, ['created', 'time_entry'], /^Created time entry "Website"$/, () => newEntry(6)),
  inProject(MIA, ['updated', 'time_entry'], /^Updated time entry "Website"$/, async () =>
    people.member.timeEntry.update.mutate({ id: (await newEntry(8)).id, notes: 'call' }),
  ),
  inProject(MIA, ['deleted', 'time_entry'], /^Deleted time entry "Website"$/, async () =>
    people.member.timeEntry.delete.mutate({ id: (await newEntry(10)).id }),
  ),
  inProject(MIA, ['started', 'time_entry'], /^Started timer on "Website"$/, () =>
    people.member.timeEntry.start.mutate({ project_id: ids.project }),
  ),
  inProject(MIA, ['stopped', 'time_entry'], /^Stopped timer on "Website"$/, () =>
    people.member.timeEntry.stop.mutate(),
  ),
  inProject(ADA, ['created', 'invoice'], /^Created invoice "Draft for Set-up client"$/, newInvoice),
  inProject(ADA, ['updated', 'invoice'], /^Updated invoice "Draft for/, async () =>
    people.admin.invoice.update.mutate({ id: (await newInvoice()).id, notes: 'Thank you' }),
  ),
  inProject(ADA, ['sent', 'invoice'], /^Sent invoice "\d{4}-\d{4}"$/, () => invoiceIn('sent')),
  inProject(ADA, ['paid', 'invoice'], /^Recorded the payment of invoice "\d{4}-\d{4}"$/, () =>
    invoiceIn('sent', 'paid'),
  ),
  inProject(
    ADA,
    ['status_changed', 'invoice'],
    /^Changed the status of invoice "\d{4}-\d{4}" from Sent to Cancelled$/,
    () => invoiceIn('sent', 'cancelled'),
  ),
  inProject(ADA, ['deleted', 'invoice'], /^Deleted invoice "Draft for/, async () =>
    people.admin.invoice.delete.mutate({ id: (await newInvoice()).id }),
  ),
  inProject(ADA, ['deleted', 'project'], /^Deleted project "Doomed"$/, async () => {
    const project = await people.admin.project.create.mutate({ name: 'Doomed' });
    for (const username of ['mia.member', 'carl.colleague']) {
      const user = (await people.admin.user.list.query()).find((known) => known.username === username);
      await people.admin.project.addMember.mutate({ project_id: project.id, user_id: user?.id ?? 0 });
    }
    return people.admin.project.delete.mutate({ id: project.id });
  }),
  [
    'created project',
    {
      call: () => people.member.project.create.mutate({ name: 'Own idea' }),
      by: MIA,
      activity: ['created', 'project'],
      sentence: /^Created project "Own idea"$/,
      seen_by: ['admin', 'member'],
    },
  ],
  forAdministrators(['created', 'client'], /^Created client "ACME"$/, () =>
    people.admin.clients.create.mutate({ name: 'ACME' }),
  ),
  forAdministrators(['updated', 'client'], /^Updated client "Set-up client"$/, () =>
    people.admin.clients.update.mutate({ id: ids.client, city: 'Vienna' }),
  ),
  forAdministrators(['deleted', 'client'], /^Deleted client "Gone"$/, async () => {
    const { id } = await people.admin.clients.create.mutate({ name: 'Gone' });
    return people.admin.clients.delete.mutate({ id });
  }),
  forAdministrators(['created', 'user'], /^Created user "Nia New"$/, () =>
    people.admin.user.create.mutate({
      username: 'nia.new',
      email: 'nia@example.com',
      display_name: 'Nia New',
      password: 'a long password',
    }),
  ),
  forAdministrators(
    ['updated', 'user'],
    /^Changed the role of user "Carl Colleague" from member to admin$/,
    async () => {
      const changed = await people.admin.user.update.mutate({ id: ids.colleague, role: 'admin' });
      await people.admin.user.update.mutate({ id: ids.colleague, role: 'member' });
      return changed;
    },
  ),
];

test('the table has every action and every entity type of the seed', () => {
  const activities = cases.map(([, { activity }]) => activity);
  expect(new Set(activities.map(([action]) => action))).toEqual(
    new Set(reportedTypes.flatMap((type) => entityDefinition(type).actions)),
  );
  expect(new Set(activities.map(([, type]) => type))).toEqual(new Set(reportedTypes));
});

describe('each action makes one activity, which the right people see', () => {
  // One after the other: they are the days of one project.
  test.each(cases)('%s', async (_name, { call, by, activity: [action, entity_type], sentence, seen_by }) => {
    const { id } = await call();
    const asked = { action: [action], entity_type: [entity_type], entity_id: id };
    const found = async (person: Person) =>
      (await people[person].activity.list.query(asked)).activities.filter(
        (activity) => sentence.test(activity.description) && activity.display_name === by,
      );
    await expect.poll(async () => (await found('admin')).length).toBe(1);
    const seen: Person[] = [];
    for (const person of ['admin', 'member', 'colleague', 'outsider'] as const)
      if ((await found(person)).length > 0) seen.push(person);
    expect(seen).toEqual(seen_by);
  });
});

test('a change of status tells from what to what', async () => {
  const { id } = await newTask('Moves');
  await people.member.task.update.mutate({ id, status: 'review' });
  await expect
    .poll(async () => {
      const asked = { entity_type: ['task' as const], entity_id: id, action: ['status_changed' as const] };
      return (await people.member.activity.list.query(asked)).activities[0]?.extra_data;
    })
    .toMatchObject({
      old_status: 'todo',
      new_status: 'review',
      changes: { status: { before: 'todo', after: 'review' } },
    });
});
