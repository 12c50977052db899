import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Client, clientOf } from '../client.ts';
import { type Backend, type Stack, startStack } from '../stack.ts';

describe.each<Backend>(['postgres', 'redis'])('what members post, with the queue on %s', (backend) => {
  let stack: Stack;
  let admin: Client;
  let adminKey: string;

  beforeAll(async () => {
    stack = await startStack(backend);
    const { id } = await stack.createUser('ada.admin', 'admin');
    adminKey = await stack.createKey({ user_id: id, scopes: ['activity:read', 'activity:write', 'admin'] });
    admin = await clientOf(stack, 'ada.admin');
  });
  afterAll(() => stack.stop());

  async function call(path: string, key: string, body?: object) {
    const response = await fetch(`${stack.url}/api${path}`, {
      method: body ? 'POST' : 'GET',
      headers: {
        authorization: `Bearer ${key}`,
        ...(body && { 'content-type': 'application/json', prefer: 'wait=20' }),
      },
      ...(body && { body: JSON.stringify(body) }),
    });
    // oxlint-disable-next-line typescript/no-explicit-any -- what it is, the expectations say
    return { status: response.status, body: (await response.json()) as any };
  }

  /** Somebody with a key, who has never been here with a browser. */
  async function poster(username: string) {
    const { id } = await stack.createUser(username);
    return {
      id,
      key: await stack.createKey({ user_id: id, scopes: ['activity:read', 'activity:write'] }),
    };
  }

  const anonymize = async (user_id: number) => {
    expect((await call(`/users/${user_id}/anonymize`, adminKey, { reason: 'asked' })).status).toBe(202);
    await expect
      .poll(async () => (await call(`/users/${user_id}/anonymization`, adminKey)).body.status, {
        timeout: 60_000,
      })
      .toBe('completed');
  };

  test('does not say what somebody was called: only what the person was called here is forgotten', async () => {
    const { key } = await poster('mallory.member');
    const { id: victim } = await stack.createUser('vera.victim');
    await admin.user.update.mutate({ id: victim, display_name: 'Vera Formerly' });
    await admin.user.update.mutate({ id: victim, display_name: 'Vera Victim' });
    await admin.clients.create.mutate({
      name: 'Acme Holding',
      notes: 'Acme Holding is called acme-holding-2026, and Vera Formerly knows it',
    });
    const changes = Object.fromEntries(
      ['display_name', 'username', 'email'].map((field) => [
        field,
        { before: 'Acme Holding', after: 'acme-holding-2026' },
      ]),
    );
    const posted = await call('/activities', key, {
      action: 'updated',
      entity_type: 'user',
      entity_id: victim,
      extra_data: { changes },
    });
    expect(posted.status).toBe(201);
    const { body: data } = await call(`/users/${victim}/data`, adminKey);
    expect(JSON.stringify(data.former_names)).not.toContain('cme');
    expect(JSON.stringify(data.former_names)).toContain('Vera Formerly');
    const { body: preview } = await call(`/users/${victim}/anonymization/preview`, adminKey);
    expect(preview.counts).toMatchObject({ clients: 1 });

    await anonymize(victim);
    expect(await admin.clients.list.query()).toMatchObject([
      {
        name: 'Acme Holding',
        notes: 'Acme Holding is called acme-holding-2026, and Deleted User knows it',
      },
    ]);
    const still = await call(`/activities/${posted.body.activities[0].id}`, adminKey);
    expect(still.body.extra_data).toEqual({ changes });
  });

  test('does not say which devices are theirs: an address that they claim stays on attempts of nobody', async () => {
    const { id, key } = await poster('carl.claimer');
    const refused = await fetch(`${stack.url}/api/auth/sign-in/username`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: stack.url, 'user-agent': 'a stranger' },
      body: JSON.stringify({ username: 'no.such.person', password: 'wrong password' }),
    });
    expect(refused.status).toBe(401);
    const attempts = () =>
      stack.db.em
        .fork()
        .execute<{ ip_address: string | null }[]>(
          `select ip_address from activities where user_id is null and user_agent = 'a stranger'`,
        );
    await expect.poll(attempts, { timeout: 20_000 }).toHaveLength(1);
    const [attempt] = await attempts();
    expect(attempt?.ip_address).toEqual(expect.any(String));
    const event = { action: 'updated', entity_type: 'task', entity_id: 1 };
    const claim = { ...event, ip_address: attempt?.ip_address };
    expect((await call('/activities', key, claim)).status).toBe(201);
    await anonymize(id);
    expect(await attempts()).toEqual([attempt]);
  });

  test('does not say that something was deleted, or what a project was called', async () => {
    const { id, key } = await poster('dora.doubtful');
    const project_id = await stack.createProject('Harbour', [id]);
    const tell = (action: string, entity_name: string) =>
      call('/activities', key, {
        action,
        entity_type: 'project',
        entity_id: project_id,
        project_id,
        entity_name,
      });
    expect((await tell('deleted', 'Stolen name')).status).toBe(201);
    const otherTask = { entity_type: 'task', entity_id: 777_777, project_id };
    expect((await call('/activities', key, { action: 'deleted', ...otherTask })).status).toBe(201);
    const dora = await clientOf(stack, 'dora.doubtful');
    const asked = [{ entity_type: 'task', entity_id: 777_777 } as const];
    expect(await dora.activity.presence.query({ entities: asked })).toEqual({ existing: [], deleted: [] });

    await admin.project.delete.mutate({ id: project_id });
    await expect
      .poll(
        async () =>
          (
            await admin.activity.presence.query({
              entities: [{ entity_type: 'project', entity_id: project_id }],
            })
          ).deleted,
        { timeout: 20_000 },
      )
      .toHaveLength(1);
    expect((await tell('updated', 'Stolen name')).status).toBe(201);
    const { projects } = await admin.stats.projects.query({ days: 7 });
    expect(projects.find((project) => project.project_id === project_id)?.name).toBe('Harbour');
  });
});
