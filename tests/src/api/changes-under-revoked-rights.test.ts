import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Stack, signIn, startStack } from '../stack.ts';

describe('a change that was asked for before rights were revoked', () => {
  let stack: Stack;
  let blocker: pg.Client;
  let project: number;
  let count = 0;

  beforeAll(async () => {
    stack = await startStack('postgres', {}, { worker: false });
    blocker = new pg.Client(stack.adminUrl);
    await blocker.connect();
    project = await stack.createProject('Held');
  });
  afterAll(async () => {
    await blocker.end();
    await stack.stop();
  });

  const changes: [string, (self: number, name: string) => object][] = [
    ['user.create', (_, name) => ({ ...newPerson(name), password: 'a long password' })],
    ['user.update', (self) => ({ id: self, role: 'admin', display_name: 'Still here' })],
    ['user.createKey', (self) => ({ user_id: self, name: 'back door', scopes: ['admin'] })],
    ['invitation.create', (_, name) => newPerson(name)],
    ['project.addMember', (self) => ({ project_id: project, user_id: self })],
    ['project.create', () => ({ name: 'Late project' })],
    ['savedView.create', () => ({ name: 'Late view', filters: {}, shared: true })],
    ['access.endOtherSessions', () => ({})],
    ['workspace.update', () => ({ name: 'Taken over' })],
    ['retention.placeHold', () => ({ project_id: project, reason: 'Late' })],
  ];
  const newPerson = (name: string) => ({
    username: name,
    email: `${name}@example.com`,
    display_name: 'Late',
    role: 'admin',
  });
  const revocations: [string, (id: number) => string, number][] = [
    ['demoted', (id) => `update users set role = 'member' where id = ${id}`, 403],
    ['deactivated', (id) => `update users set deactivated_at = now() where id = ${id}`, 401],
    ['the session ended', (id) => `delete from auth_sessions where user_id = ${id}`, 401],
  ];

  test.each(
    revocations.flatMap(([how, revoke, status]) =>
      changes.map(([what, input]) => ({ how, what, revoke, status, input })),
    ),
  )('$what comes to nothing when, meanwhile, $how', async ({ what, revoke, status, input }) => {
    const { id, username } = await stack.createUser(`held.${++count}`, 'admin');
    const cookie = await signIn(stack.url, username);
    await blocker.query('begin');
    await blocker.query(revoke(id));
    const asked = fetch(`${stack.url}/api/trpc/${what}`, {
      method: 'POST',
      headers: { cookie, origin: stack.url, 'content-type': 'application/json' },
      body: JSON.stringify(input(id, `late.${count}`)),
    });
    await expect
      .poll(
        async () => {
          const waiting = await stack.db.em.execute<object[]>(
            `select from pg_stat_activity where wait_event_type = 'Lock' and application_name = 'timetracker-api'`,
          );
          return waiting.length;
        },
        { timeout: 10_000 },
      )
      .toBeGreaterThan(0);
    await blocker.query('commit');
    const answer = await asked;
    expect([answer.status, await answer.text()]).toEqual([status, expect.any(String)]);
    const left = await stack.db.em.execute<object[]>(
      `select payload from activity_outbox where (payload->>'user_id')::integer = ${id}`,
    );
    expect(left).toEqual([]);
  });
});
