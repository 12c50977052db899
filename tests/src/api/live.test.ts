import type { Activity } from '@timetracker/shared';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openStream } from '../open-stream.ts';
import { type Backend, type Stack, startStack } from '../stack.ts';

// What the tests post are tasks; captured activities of their own set-up may still be on their way.
const tasksOf = (stream: Awaited<ReturnType<typeof openStream>>) =>
  stream.activities().filter((activity) => activity.entity_type === 'task');

describe.each<Backend>(['postgres', 'redis'])('the live stream with the queue on %s', (backend) => {
  let stack: Stack;
  let keys: { member: string; outsider: string };
  let project: number;
  let outsiderId: number;

  beforeAll(async () => {
    stack = await startStack(backend);
    const member = await stack.createUser('mia.member');
    const outsider = await stack.createUser('otto.outsider');
    outsiderId = outsider.id;
    const key = (user_id: number) =>
      stack.createKey({ user_id, scopes: ['activity:read', 'activity:write'] });
    keys = { member: await key(member.id), outsider: await key(outsider.id) };
    project = await stack.createProject('Live', [member.id]);
  });
  afterAll(() => stack.stop());

  const post = async (entity_name: string, count = 1): Promise<Activity[]> => {
    const event = { action: 'updated', entity_type: 'task', entity_id: 1, entity_name, project_id: project };
    const response = await fetch(`${stack.url}/api/activities`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${keys.member}`,
        'content-type': 'application/json',
        prefer: 'wait=20',
      },
      body: JSON.stringify({ activities: Array.from({ length: count }, () => event) }),
    });
    expect(response.status).toBe(201);
    return ((await response.json()) as { activities: Activity[] }).activities;
  };

  test('a stored activity reaches who may see it, nobody else, and not the past', async () => {
    await post('before');
    const member = await openStream(stack.url, keys.member);
    const outsider = await openStream(stack.url, keys.outsider);
    expect(member).toMatchObject({ status: 200, type: expect.stringContaining('text/event-stream') });
    const [activity] = await post('now');
    await expect.poll(() => tasksOf(member), { timeout: 10_000 }).toEqual([activity]);
    const ids = member.messages
      .filter((message) => message.event === 'activity')
      .map((message) => message.id);
    expect(ids).toContain(String(activity?.id));
    expect(tasksOf(outsider)).toEqual([]);

    await stack.addMember(project, outsiderId);
    const [later] = await post('later');
    await expect.poll(() => tasksOf(outsider).map((one) => one.id), { timeout: 10_000 }).toContain(later?.id);
    await Promise.all([member.close(), outsider.close()]);
  });

  test('whoever comes back gets long activities as well, all of them, in order', async () => {
    const start = (await post('start'))[0]?.id ?? 0;
    const long = { text: 'x'.repeat(60_000) };
    const events = Array.from({ length: 30 }, (_, index) => ({
      action: 'updated',
      entity_type: 'task',
      entity_id: index + 1,
      extra_data: long,
      project_id: project,
    }));
    const response = await fetch(`${stack.url}/api/activities`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${keys.member}`,
        'content-type': 'application/json',
        prefer: 'wait=20',
      },
      body: JSON.stringify({ activities: events }),
    });
    expect(response.status).toBe(201);
    const stream = await openStream(stack.url, keys.member, { headers: { 'last-event-id': String(start) } });
    await expect
      .poll(() => tasksOf(stream).map(({ entity_id }) => entity_id), { timeout: 10_000 })
      .toEqual(events.map(({ entity_id }) => entity_id));
    expect(tasksOf(stream).every(({ extra_data }) => extra_data['text'] === long.text)).toBe(true);
    await stream.close();
  });

  test('a stream resumes after the last id without gap or duplicate, also while more arrive', async () => {
    const first = await post('resume', 700);
    const resumeAt = first[99]?.id ?? 0;
    const more = post('meanwhile', 300);
    const stream = await openStream(stack.url, keys.member, {
      headers: { 'last-event-id': String(resumeAt) },
    });
    const rest = await more;
    const last = rest.at(-1)?.id;
    await expect.poll(() => tasksOf(stream).at(-1)?.id, { timeout: 20_000 }).toBe(last);
    const ids = tasksOf(stream).map((activity) => activity.id);
    expect(ids).toEqual([...first.slice(100), ...rest].map((activity) => activity.id).sort((a, b) => a - b));
    await stream.close();
  });

  test('a last id that is no number is refused', async () => {
    const response = await fetch(`${stack.url}/api/activities/live`, {
      headers: { authorization: `Bearer ${keys.member}`, 'last-event-id': 'x' },
    });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ error: 'Invalid parameter' });
  });
});
