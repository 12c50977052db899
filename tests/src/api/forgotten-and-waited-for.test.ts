import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Backend, type Stack, startStack } from '../stack.ts';

const patience = { timeout: 60_000, interval: 50 };

describe.each<Backend>(['postgres', 'redis'])('events that tell of the forgotten, on %s', (backend) => {
  let stack: Stack;
  let key: string;
  let ada: number;

  beforeAll(async () => {
    stack = await startStack(backend);
    ada = (await stack.createUser('ada.admin', 'admin')).id;
    key = await stack.createKey({ user_id: ada, scopes: ['admin', 'activity:write', 'activity:read'] });
  });
  afterAll(() => stack.stop());

  const send = async (path: string, body: object, headers: Record<string, string> = {}) => {
    const response = await fetch(`${stack.url}/api${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${key}`, ...headers },
      body: JSON.stringify(body),
    });
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  };
  const post = (...activities: object[]) => send('/activities', { activities }, { prefer: 'wait=20' });
  const stored = ({ body }: Awaited<ReturnType<typeof post>>) =>
    body['activities'] as Record<string, unknown>[];
  const setAside = async () =>
    await stack.db.em.execute<{ reason: string; detail: string }[]>(
      'select reason, detail from activity_set_aside',
    );
  const forget = async (id: number) => {
    expect((await send(`/users/${id}/anonymize`, { id, reason: 'Asked' })).status).toBe(202);
    const stage = async () =>
      (
        await stack.db.em.execute<{ stage: string }[]>('select stage from anonymizations where user_id = ?', [
          id,
        ])
      )[0]?.stage;
    await expect.poll(stage, patience).toBe('completed');
  };
  const about = (name: string, parts: object = {}) => ({
    event_id: randomUUID(),
    user_id: ada,
    action: 'updated',
    entity_type: 'task',
    entity_id: 7,
    entity_name: `Desk of ${name}`,
    description: `Moved the desk of ${name}`,
    extra_data: { note: `${name} agreed`, amounts: [1.5, 1e21, -0], nested: { [name]: true, é: 'e\u0301' } },
    ...parts,
  });

  test('are answered with what is stored, however often they come', async () => {
    const nora = await stack.createUser('nora.quist');
    await forget(nora.id);
    const event = about('Nora Quist');
    const first = await post(event);
    expect(first).toMatchObject({ status: 201 });
    expect(stored(first)).toMatchObject([
      {
        event_id: event.event_id,
        entity_name: 'Desk of Deleted User',
        description: 'Moved the desk of Deleted User',
      },
    ]);
    const again = await post(event, event);
    expect(again.status).toBe(201);
    expect(stored(again).map((row) => row['id'])).toEqual([
      stored(first)[0]?.['id'],
      stored(first)[0]?.['id'],
    ]);
    expect(await setAside()).toEqual([]);
  });

  test('are the same event after what was stored is rewritten, whatever the order of its keys', async () => {
    const olaf = await stack.createUser('olaf.brandt');
    const event = about('Olaf Brandt', { created_at: '2026-01-02T03:04:05.678000+01:00' });
    const first = await post(event);
    expect(stored(first)).toMatchObject([{ entity_name: 'Desk of Olaf Brandt' }]);
    await forget(olaf.id);
    const turned = Object.fromEntries(Object.entries(event).toReversed());
    const again = await post({ ...turned, created_at: '2026-01-02T02:04:05.678Z' });
    expect(again.status).toBe(201);
    expect(stored(again)).toMatchObject([
      { id: stored(first)[0]?.['id'], entity_name: 'Desk of Deleted User' },
    ]);
    expect(await setAside()).toEqual([]);
  });

  test('are the same event when a namesake came later and another person was forgotten since', async () => {
    const pia = await stack.createUser('pia.lindqvist');
    await forget(pia.id);
    // Reported as of a time when the person was long gone: it tells of somebody else.
    await stack.db.em.execute(
      `update anonymizations set requested_at = requested_at - interval '1 day' where user_id = ?`,
      [pia.id],
    );
    const rolf = await stack.createUser('rolf.eriksen');
    const event = about('Pia Lindqvist', { description: 'Pia Lindqvist asked Rolf Eriksen' });
    const first = await post(event);
    expect(first.status).toBe(201);
    await forget(rolf.id);
    const again = await post(event);
    expect(again.status).toBe(201);
    expect(stored(again)[0]?.['description']).not.toContain('Rolf');
    expect(await setAside()).toEqual([]);
  });

  test('sent by several at once are one event', async () => {
    const tove = await stack.createUser('tove.marklund');
    await forget(tove.id);
    const event = about('Tove Marklund');
    const answers = await Promise.all(Array.from({ length: 8 }, () => post(event)));
    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 8 }, () => 201));
    expect(new Set(answers.map((answer) => stored(answer)[0]?.['id'])).size).toBe(1);
    expect(await setAside()).toEqual([]);
  });

  test('that say something else under the same event_id are a conflict all the same', async () => {
    const ulf = await stack.createUser('ulf.sandahl');
    await forget(ulf.id);
    const event = about('Ulf Sandahl');
    expect((await post(event)).status).toBe(201);
    expect((await post({ ...event, description: 'Sold the desk of Ulf Sandahl' })).status).toBe(409);
    await expect
      .poll(async () => (await setAside()).map(({ reason }) => reason), patience)
      .toEqual(['conflict']);
  });
});
