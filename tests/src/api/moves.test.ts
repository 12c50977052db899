import type { Activity } from '@timetracker/shared';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Client, clientOf } from '../client.ts';
import { type Backend, type Stack, startStack } from '../stack.ts';

const backends: Backend[] = ['postgres', 'redis'];

describe.each(backends)('what moves from one project to another, with the queue on %s', (backend) => {
  let stack: Stack;
  let admin: Client;
  /** Works in both projects. */
  let mover: Client;
  let inSecret: Client;
  let inBlog: Client;
  let secret: number;
  let blog: number;

  beforeAll(async () => {
    stack = await startStack(backend);
    await stack.createUser('ada.admin', 'admin');
    const { id } = await stack.createUser('mia.mover');
    const sam = await stack.createUser('sam.secret');
    const bea = await stack.createUser('bea.blog');
    secret = await stack.createProject('Secret merger', [id, sam.id]);
    blog = await stack.createProject('Blog', [id, bea.id]);
    [admin, mover, inSecret, inBlog] = (await Promise.all(
      ['ada.admin', 'mia.mover', 'sam.secret', 'bea.blog'].map((name) => clientOf(stack, name)),
    )) as [Client, Client, Client, Client];
  });
  afterAll(() => stack.stop());

  let hour = 0;
  const someTime = () => {
    hour += 1;
    const at = (minute: string) => `2026-01-05T${String(hour).padStart(2, '0')}:${minute}:00Z`;
    return { started_at: at('00'), ended_at: at('45') };
  };
  /** Oldest first; the trail has them all as soon as it has the last. */
  const told = async (who: Client, entity_id: number): Promise<Activity[]> => {
    const asked = { entity_type: ['time_entry' as const], entity_id };
    return (await who.activity.list.query(asked)).activities.toReversed();
  };
  const untilStored = (entity_id: number, count: number) =>
    expect.poll(async () => (await told(admin, entity_id)).length).toBe(count);
  const sentences = (activities: Activity[]) => activities.map(({ description }) => description);

  test('is told once in each project, and each tells nothing of the other', async () => {
    const plan = await mover.task.create.mutate({ project_id: secret, name: 'Buy Bolt Ltd' });
    const post = await mover.task.create.mutate({ project_id: blog, name: 'Spring post' });
    const entry = await mover.timeEntry.create.mutate({
      project_id: secret,
      task_id: plan.id,
      notes: 'Call with the bank',
      ...someTime(),
    });
    await mover.timeEntry.update.mutate({
      id: entry.id,
      project_id: blog,
      task_id: post.id,
      notes: 'First draft',
    });
    await untilStored(entry.id, 3);

    const left = await told(inSecret, entry.id);
    expect(sentences(left)).toEqual([
      'Created time entry "Buy Bolt Ltd"',
      'Moved time entry "Buy Bolt Ltd" out of project "Secret merger"',
    ]);
    expect(left[1]).toMatchObject({ action: 'updated', project_id: secret, entity_name: 'Buy Bolt Ltd' });
    expect(left[1]?.extra_data['changes']).toEqual({
      project_id: { before: secret, before_name: 'Secret merger', after: null },
      task_id: { before: plan.id, before_name: 'Buy Bolt Ltd', after: null },
      notes: { before: 'Call with the bank', after: null },
    });
    expect(JSON.stringify(left)).not.toMatch(/Blog|Spring post|First draft/);
    expect(JSON.stringify(left[1]?.extra_data['changes'])).not.toMatch(
      new RegExp(`:(${blog}|${post.id})\\b`),
    );

    const came = await told(inBlog, entry.id);
    expect(sentences(came)).toEqual(['Moved time entry "Spring post" into project "Blog"']);
    expect(came[0]).toMatchObject({ action: 'updated', project_id: blog, entity_name: 'Spring post' });
    expect(came[0]?.extra_data).toMatchObject({
      duration_seconds: 2_700,
      changes: {
        project_id: { before: null, after: blog, after_name: 'Blog' },
        task_id: { before: null, after: post.id, after_name: 'Spring post' },
        notes: { before: null, after: 'First draft' },
      },
    });
    expect(JSON.stringify(came)).not.toMatch(/Secret|merger|Bolt|bank/);

    const all = await told(admin, entry.id);
    expect(sentences(all)).toEqual([...sentences(left), ...sentences(came)]);
    expect(new Set(all.map(({ event_id }) => event_id)).size).toBe(3);
    expect(sentences(await told(mover, entry.id))).toEqual(sentences(all));
    expect(await stack.differences()).toEqual([]);
  });

  test('what stays as it is, is told in neither', async () => {
    const entry = await mover.timeEntry.create.mutate({
      project_id: secret,
      notes: 'Only for insiders',
      ...someTime(),
    });
    await mover.timeEntry.update.mutate({ id: entry.id, project_id: blog });
    await untilStored(entry.id, 3);
    const [came, ...rest] = await told(inBlog, entry.id);
    expect(rest).toEqual([]);
    expect(Object.keys(came?.extra_data['changes'] ?? {})).toEqual(['project_id']);
    expect(JSON.stringify(came)).not.toMatch(/Secret|merger|insiders/);
    expect((await told(inSecret, entry.id))[1]?.extra_data['changes']).toEqual({
      project_id: { before: secret, before_name: 'Secret merger', after: null },
    });
  });

  test('a running timer that is moved and stopped at once was stopped where it is then', async () => {
    const entry = await mover.timeEntry.start.mutate({ project_id: secret });
    const ended_at = new Date(Date.parse(entry.started_at) + 1).toISOString();
    await mover.timeEntry.update.mutate({ id: entry.id, project_id: blog, ended_at });
    await untilStored(entry.id, 3);
    expect(sentences(await told(inBlog, entry.id))).toEqual(['Stopped timer on "Blog"']);
    expect(sentences(await told(inSecret, entry.id))).toEqual([
      'Started timer on "Secret merger"',
      'Moved time entry "Secret merger" out of project "Secret merger"',
    ]);
  });

  test('a corrected end is no stop, also when the entry moves', async () => {
    const entry = await mover.timeEntry.create.mutate({ project_id: secret, ...someTime() });
    const ended_at = entry.started_at.replace(':00:00', ':30:00');
    await mover.timeEntry.update.mutate({ id: entry.id, project_id: blog, ended_at });
    await untilStored(entry.id, 3);
    expect(sentences(await told(inBlog, entry.id))).toEqual(['Moved time entry "Blog" into project "Blog"']);
  });

  test('and back again is told again', async () => {
    const entry = await mover.timeEntry.create.mutate({ project_id: blog, ...someTime() });
    await mover.timeEntry.update.mutate({ id: entry.id, project_id: secret });
    await mover.timeEntry.update.mutate({ id: entry.id, project_id: blog });
    await untilStored(entry.id, 5);
    expect(sentences(await told(inBlog, entry.id))).toEqual([
      'Created time entry "Blog"',
      'Moved time entry "Blog" out of project "Blog"',
      'Moved time entry "Blog" into project "Blog"',
    ]);
    expect(await stack.differences()).toEqual([]);
  });

  test('a change within a project is one activity', async () => {
    const task = await mover.task.create.mutate({ project_id: blog, name: 'Footer' });
    const entry = await mover.timeEntry.create.mutate({ project_id: blog, ...someTime() });
    await mover.timeEntry.update.mutate({ id: entry.id, task_id: task.id });
    await untilStored(entry.id, 2);
    expect((await told(inBlog, entry.id))[1]?.extra_data['changes']).toEqual({
      task_id: { before: null, after: task.id, after_name: 'Footer' },
    });
  });
});
