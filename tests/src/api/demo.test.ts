import { reconcileRollups } from '@timetracker/activities';
import { startApi } from '@timetracker/api/start';
import { type Database, openDatabase } from '@timetracker/db';
import { createTestDatabase, type TestDatabase } from '@timetracker/db/testing';
import { freePort } from '@timetracker/process';
import { migrateQueue } from '@timetracker/queue';
import { entityDefinition, type ListActivitiesOutput, reportedTypes } from '@timetracker/shared';
import { parseEnv } from '@timetracker/shared/env';
import { type FirstStart, firstStart } from '@timetracker/supervisor';
import { startWorker } from '@timetracker/worker';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { killFirstStart } from '../kill-first-start.ts';
import { signIn } from '../stack.ts';

const log = pino({ level: 'silent' });
/** A Thursday afternoon, less than six weeks after the clocks were changed. */
const now = new Date('2026-04-16T13:47:00Z');
const env = {
  ADMIN_USERNAME: 'admin',
  ADMIN_EMAIL: 'admin@example.com',
  ADMIN_PASSWORD: undefined,
  DEMO: true,
};

interface Filled {
  database: TestDatabase;
  db: Database;
  outcome: FirstStart;
}

let first: Filled;
let second: Filled;
let leftByTheKilled: Record<string, number>;

const fill = async (database: TestDatabase): Promise<Filled> => ({
  database,
  outcome: await firstStart({ databaseUrl: database.url, env, now, time_zone: 'Europe/Berlin' }),
  db: await openDatabase(database.url),
});
const rows = <Row extends object>({ db }: Filled, statement: string) => db.em.execute<Row[]>(statement);

beforeAll(async () => {
  const [one, other] = await Promise.all([createTestDatabase(), createTestDatabase()]);
  await migrateQueue(one.url);
  leftByTheKilled = await killFirstStart(one.url);
  [first, second] = await Promise.all([fill(one), fill(other)]);
}, 300_000);
afterAll(async () => {
  for (const { db, database } of [first, second].filter(Boolean)) {
    await db.close();
    await database.drop();
  }
});

describe('the first start', () => {
  test('is all or nothing: killed on its way it leaves nothing, and the next one is the first again', () => {
    expect(new Set(Object.values(leftByTheKilled))).toEqual(new Set([0]));
    expect(first.outcome.admin).toMatchObject({ username: 'admin', password: expect.any(String) });
    expect(first.outcome.demo?.usernames).toHaveLength(5);
  });

  test('happens once', async () => {
    expect(await firstStart({ databaseUrl: first.database.url, env })).toEqual({});
  });

  test('generates passwords that nobody can know', () => {
    const passwords = [first, second].flatMap(({ outcome: { admin, demo } }) => [
      admin?.password,
      demo?.password,
    ]);
    expect(new Set(passwords).size).toBe(4);
    for (const password of passwords) expect(password).toMatch(/^[\w-]{20}$/);
  });
});

describe('the demo workspace', () => {
  test('is a small agency', async () => {
    const [counts] = await rows(
      first,
      `select (select count(*) from users) as people, (select count(*) from users where role = 'admin') as admins,
         (select count(*) from clients) as clients, (select count(*) from projects) as projects,
         (select count(*) from projects where archived_at is not null) as archived,
         (select count(distinct status) from tasks) as task_statuses,
         (select count(distinct priority) from tasks) as priorities,
         (select count(distinct status) from invoices) as invoice_statuses,
         (select count(*) from time_entries where ended_at is null) as running`,
    );
    expect(counts).toEqual({
      people: 6,
      admins: 1,
      clients: 5,
      projects: 8,
      archived: 1,
      task_statuses: 5,
      priorities: 4,
      invoice_statuses: 5,
      running: 1,
    });
    const [many] = await rows<Record<'tasks' | 'comments' | 'entries' | 'events', number>>(
      first,
      `select (select count(*) from tasks) as tasks, (select count(*) from comments) as comments,
         (select count(*) from time_entries) as entries, (select count(*) from activity_outbox) as events`,
    );
    expect(many?.tasks).toBeGreaterThan(55);
    expect(many?.comments).toBeGreaterThan(60);
    expect(many?.entries).toBeGreaterThan(500);
    expect(many?.events).toBeGreaterThan(1_800);
    expect(many?.events).toBeLessThan(2_300);
  });

  test('shows every action of every type that people can take', async () => {
    const found = await rows<{ pair: string }>(
      first,
      `select distinct concat(payload->>'entity_type', ' ', payload->>'action') as pair from activity_outbox`,
    );
    const possible = reportedTypes.flatMap((type) =>
      entityDefinition(type).actions.map((action) => `${type} ${action}`),
    );
    // Accounts are deactivated; nothing deletes one. The workspace is set up at the beginning.
    expect(found.map(({ pair }) => pair).sort()).toEqual(
      [...possible.filter((pair) => pair !== 'user deleted'), 'audit updated'].sort(),
    );
  });

  test('is the same at the same moment, but for passwords and event ids', async () => {
    const contents = {
      users: "to_jsonb(t) - 'updated_at'",
      clients: 'to_jsonb(t)',
      projects: 'to_jsonb(t)',
      project_members: 'to_jsonb(t)',
      tasks: 'to_jsonb(t)',
      comments: 'to_jsonb(t)',
      time_entries: 'to_jsonb(t)',
      invoices: 'to_jsonb(t)',
      invoice_years: 'to_jsonb(t)',
      workspace: 'to_jsonb(t)',
      activity_outbox: "payload - 'event_id' - 'received_at'",
    };
    for (const [table, content] of Object.entries(contents)) {
      const statement = `select ${content} as content from ${table} t order by 1`;
      expect(await rows(second, statement), table).toEqual(await rows(first, statement));
    }
  });

  test('ends now: nothing is in the future, and the last activity is some minutes old', async () => {
    const [latest] = await rows<Record<string, Date>>(
      first,
      `select (select max((payload->>'occurred_at')::timestamptz) from activity_outbox) as event,
         (select min((payload->>'occurred_at')::timestamptz) from activity_outbox) as first_event,
         (select max(greatest(started_at, ended_at, created_at)) from time_entries) as entry,
         (select max(created_at) from tasks) as task, (select max(greatest(created_at, edited_at)) from comments) as comment,
         (select max(created_at) from invoices) as invoice, (select max(issue_date)::timestamptz from invoices) as issued,
         (select max(created_at) from users) as person, (select max(created_at) from project_members) as member`,
    );
    const { first_event, ...times } = latest ?? {};
    for (const [what, time] of Object.entries(times)) expect(time.getTime(), what).toBeLessThanOrEqual(+now);
    expect(+now - (times['event']?.getTime() ?? 0)).toBeLessThan(5 * 60_000);
    const days = (+now - (first_event?.getTime() ?? 0)) / 86_400_000;
    expect(days).toBeGreaterThan(40);
    expect(days).toBeLessThan(44);
  });

  test('keeps the books: numbers have no gaps, and what is late is overdue', async () => {
    const numbers = await rows<{ number: string }>(
      first,
      'select number from invoices where number is not null order by number',
    );
    expect(numbers.map(({ number }) => number)).toEqual(
      numbers.map((_, nth) => `2026-${String(nth + 1).padStart(4, '0')}`),
    );
    expect(
      await rows(first, `select id from invoices where status = 'sent' and due_date < '2026-04-16'`),
    ).toEqual([]);
  });

  test('comes from known addresses and browsers, except for the first account', async () => {
    const unknown = await rows<{ description: string }>(
      first,
      `select payload->>'description' as description from activity_outbox
       where payload->>'ip_address' is null or payload->>'user_agent' is null or payload->>'user_id' is null`,
    );
    expect(unknown).toEqual([{ description: 'Created user "Administrator"' }]);
  });
});

describe('its activities', () => {
  let close: () => Promise<void>;
  let url: string;
  beforeAll(async () => {
    const port = await freePort();
    url = `http://127.0.0.1:${port}`;
    const settings = parseEnv({
      PORT: String(port),
      APP_URL: url,
      DATABASE_URL: first.database.apiUrl,
      AUTH_SECRET: 'x'.repeat(32),
    });
    const worker = await startWorker({
      env: { ...settings, DATABASE_URL: first.database.workerUrl },
      log,
    });
    const api = await startApi({ env: settings, log });
    close = async () => {
      await api.close();
      await worker.close();
    };
  });
  afterAll(() => close());

  const feed = async (username: string, password: string | undefined, query = '') => {
    const cookie = await signIn(url, username, password);
    const response = await fetch(`${url}/api/activities?limit=100${query}`, { headers: { cookie } });
    return (await response.json()) as ListActivitiesOutput;
  };

  test('are all stored by the worker, at the time at which they happened, and counted', async () => {
    const [sent] = await rows<{ count: number }>(second, 'select count(*) as count from activity_outbox');
    // The worker itself may find invoices that became overdue since the test's day.
    const stored = () =>
      rows(
        first,
        `select count(*)::integer as count from activities
         where created_at <= '${now.toISOString()}' and not (user_id is null and action = 'status_changed')`,
      );
    await expect.poll(stored, { timeout: 60_000 }).toEqual([{ count: sent?.count }]);
    expect(await reconcileRollups(first.db.em.fork())).toEqual([]);
    expect(await rows(first, 'select id from activity_set_aside')).toEqual([]);
  });

  test('are shown to a member as far as they are theirs or of their projects', async () => {
    const { admin, demo } = first.outcome;
    const [expected] = await rows<{ mine: number }>(
      first,
      `select count(*)::integer as mine from activities a, users u
       where u.username = 'sofia.lindqvist' and a.created_at <= '${now.toISOString()}'
         and a.entity_type <> 'user' and (a.user_id = u.id or a.project_id in
         (select project_id from project_members where user_id = u.id))`,
    );
    // Meanwhile the worker may find invoices that became overdue since the test's day.
    const mine = await feed('sofia.lindqvist', demo?.password, `&end_date=${now.toISOString()}`);
    expect(mine.total).toBe(expected?.mine);
    const all = await feed('admin', admin?.password);
    expect(all.total).toBeGreaterThan(mine.total);
    const care = await rows<{ id: number }>(
      first,
      `select id from projects where name = 'Nordhaus care plan'`,
    );
    expect((await feed('jonas.keller', demo?.password, `&project_id=${care[0]?.id}`)).total).toBeGreaterThan(
      20,
    );
    expect((await feed('sofia.lindqvist', demo?.password, `&project_id=${care[0]?.id}`)).total).toBe(0);
  });
});
