import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { migrate } from '@timetracker/db';
import { nastyMigrations } from '@timetracker/db/testing';
import { TRPCClientError } from '@trpc/client';
import pg from 'pg';
import { afterEach, expect, test } from 'vitest';
import { type Client, clientOf } from '../client.ts';
import { type Backend, type Stack, startStack } from '../stack.ts';

let stack: Stack;
afterEach(() => stack.stop());

test.each<Backend>(['postgres', 'redis'])(
  'the release at work goes on while the database is migrated, nothing is lost and nobody is in a deadlock, queue on %s',
  async (backend) => {
    stack = await startStack(backend, { RATE_LIMIT_PER_MINUTE: '0' });
    const load = await startLoad();
    await expect.poll(() => load.done.length, { timeout: 30_000 }).toBeGreaterThan(50);
    const bystander = new pg.Client({ connectionString: stack.adminUrl, application_name: 'bystander' });
    await bystander.connect();
    await bystander.query('begin');
    await bystander.query('select from users');

    const lines: string[] = [];
    const migrated = migrate(stack.adminUrl, {
      migrations: nastyMigrations,
      onWaiting: (line) => lines.push(line),
    });
    await expect.poll(() => lines.length, { timeout: 30_000 }).toBeGreaterThan(0);
    await bystander.query('commit');
    await migrated;
    const before = load.done.length;
    await expect.poll(() => load.done.length, { timeout: 30_000 }).toBeGreaterThan(before + 50);
    await load.stop();

    expect(load.wrong).toEqual([]);
    const stored = async () =>
      (await bystander.query('select event_id from activities where event_id = any($1)', [load.posted]))
        .rowCount;
    await expect.poll(stored, { timeout: 45_000 }).toBe(load.posted.length);
    const told = async () =>
      (
        await bystander.query(
          `select entity_id from activities where entity_type = 'task' and action = 'created' order by entity_id`,
        )
      ).rows.map(({ entity_id }) => Number(entity_id));
    await expect.poll(told, { timeout: 45_000 }).toEqual(load.created.toSorted((a, b) => a - b));
    const { rows } = await bystander.query(
      `select (select count(*) from activities)::int as activities, (select last_id from activity_head)::int as last,
         (select deadlocks from pg_stat_database where datname = current_database())::int as deadlocks`,
    );
    await bystander.end();
    expect(rows[0]).toEqual({ activities: rows[0].last, last: rows[0].last, deadlocks: 0 });
    expect(await stack.differences()).toEqual([]);
  },
  120_000,
);

/** People who work in the app, and a system that posts, until told to stop. */
async function startLoad() {
  const admin = await stack.createUser('admin', 'admin');
  const member = await stack.createUser('member');
  const project_id = await stack.createProject('Load', [admin.id, member.id]);
  const key = await stack.createKey({ user_id: admin.id, scopes: ['activity:write'] });
  const clients = [await clientOf(stack, 'admin'), await clientOf(stack, 'member')];
  const stopping = new AbortController();
  const load = {
    posted: [] as string[],
    created: [] as number[],
    done: [] as number[],
    wrong: [] as unknown[],
  };

  const post = async () => {
    const event_id = randomUUID();
    for (;;) {
      const answer = await fetch(`${stack.url}/api/activities`, {
        method: 'POST',
        headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
        body: JSON.stringify({ event_id, action: 'updated', entity_type: 'client', entity_id: 1 }),
      });
      if (answer.status === 202) break;
      if (answer.status !== 503 || !answer.headers.has('retry-after'))
        load.wrong.push([answer.status, await answer.text()]);
      await delay(100);
    }
    load.posted.push(event_id);
  };
  const work = async (client: Client) => {
    try {
      const { id } = await client.task.create.mutate({ project_id, name: randomUUID() });
      load.created.push(id);
      await client.task.update.mutate({ id, status: 'done' });
      await client.activity.list.query({ limit: 20 });
    } catch (error) {
      const status = error instanceof TRPCClientError ? error.data?.httpStatus : undefined;
      if (status !== 503) load.wrong.push(error);
    }
  };
  const repeat = async (action: () => Promise<void>) => {
    while (!stopping.signal.aborted) {
      await action();
      load.done.push(Date.now());
    }
  };
  const running = [
    ...Array.from({ length: 4 }, () => repeat(post)),
    ...clients.flatMap((client) => [repeat(() => work(client)), repeat(() => work(client))]),
  ];
  return {
    ...load,
    stop: async () => {
      stopping.abort();
      await Promise.all(running);
    },
  };
}
