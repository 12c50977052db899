import type { Activity } from '@timetracker/shared';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Backend, type Stack, startStack } from '../stack.ts';

interface Message {
  event: string;
  id: string;
  data: string;
}

/** A stream that is held open, and what has come over it so far. */
async function openStream(url: string, key: string, headers: Record<string, string> = {}) {
  const abort = new AbortController();
  const response = await fetch(`${url}/api/activities/live`, {
    headers: { authorization: `Bearer ${key}`, ...headers },
    signal: abort.signal,
  });
  const messages: Message[] = [];
  const reading = (async () => {
    let rest = '';
    const decoder = new TextDecoder();
    try {
      for await (const chunk of response.body ?? []) {
        rest += decoder.decode(chunk, { stream: true });
        const blocks = rest.split('\n\n');
        rest = blocks.pop() ?? '';
        messages.push(...blocks.map(parse));
      }
    } catch (error) {
      if (!abort.signal.aborted) throw error;
    }
  })();
  // What the test posts are tasks; captured activities of its own set-up may still be on their way.
  const activities = () =>
    messages
      .filter((message) => message.event === 'activity')
      .map((message) => JSON.parse(message.data) as Activity)
      .filter((activity) => activity.entity_type === 'task');
  await expect
    .poll(() => messages.some((message) => message.event === 'ready'), { timeout: 10_000 })
    .toBe(true);
  return {
    status: response.status,
    type: response.headers.get('content-type'),
    messages,
    activities,
    close: async () => {
      abort.abort();
      await reading;
    },
  };
}

const parse = (block: string): Message => {
  const field = (name: string) =>
    block
      .split('\n')
      .filter((line) => line.startsWith(`${name}:`))
      .map((line) => line.slice(name.length + 1).trim())
      .join('\n');
  return { event: field('event'), id: field('id'), data: field('data') };
};

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
    await expect.poll(() => member.activities(), { timeout: 10_000 }).toEqual([activity]);
    const ids = member.messages
      .filter((message) => message.event === 'activity')
      .map((message) => message.id);
    expect(ids).toContain(String(activity?.id));
    expect(outsider.activities()).toEqual([]);

    await stack.addMember(project, outsiderId);
    const [later] = await post('later');
    await expect
      .poll(() => outsider.activities().map((one) => one.id), { timeout: 10_000 })
      .toContain(later?.id);
    await Promise.all([member.close(), outsider.close()]);
  });

  test('a stream resumes after the last id without gap or duplicate, also while more arrive', async () => {
    const first = await post('resume', 700);
    const resumeAt = first[99]?.id ?? 0;
    const more = post('meanwhile', 300);
    const stream = await openStream(stack.url, keys.member, { 'last-event-id': String(resumeAt) });
    const rest = await more;
    const last = rest.at(-1)?.id;
    await expect.poll(() => stream.activities().at(-1)?.id, { timeout: 20_000 }).toBe(last);
    const ids = stream.activities().map((activity) => activity.id);
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
