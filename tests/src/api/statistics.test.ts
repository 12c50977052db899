import type { AppRouter } from '@timetracker/api/router';
import type { StatsOutput } from '@timetracker/shared';
import { createTRPCClient, httpLink } from '@trpc/client';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Stack, startStack } from '../stack.ts';

let stack: Stack;
let admin: { id: number; key: string };
let member: { id: number; key: string };
let project: number;

beforeAll(async () => {
  stack = await startStack('postgres');
  const person = async (username: string, role: 'member' | 'admin') => {
    const { id } = await stack.createUser(username, role);
    return { id, key: await stack.createKey({ user_id: id, scopes: ['activity:read', 'activity:write'] }) };
  };
  admin = await person('ada.admin', 'admin');
  member = await person('mia.member', 'member');
  project = await stack.createProject('Shared', [member.id]);
  const events = [
    // One minute on either side of midnight, UTC; the first two are of one day in Kolkata, and in New York.
    { created_at: '2025-03-08T23:59:00Z', entity_type: 'task', action: 'created', project_id: project },
    { created_at: '2025-03-09T00:01:00Z', entity_type: 'task', action: 'updated', project_id: project },
    { created_at: '2025-03-11T12:00:00Z', entity_type: 'invoice', action: 'sent' },
    { created_at: '2025-03-11T12:00:00Z', entity_type: 'user', action: 'updated', project_id: project },
  ];
  const response = await fetch(`${stack.url}/api/activities`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${admin.key}`,
      'content-type': 'application/json',
      prefer: 'wait=20',
    },
    body: JSON.stringify({ activities: events.map((event) => ({ entity_id: 1, ...event })) }),
  });
  expect(response.status).toBe(201);
});
afterAll(() => stack.stop());

const call = async (query: string, key?: string) => {
  const response = await fetch(`${stack.url}/api/activities/stats/timeline${query}`, {
    headers: key ? { authorization: `Bearer ${key}` } : {},
  });
  return { status: response.status, body: JSON.parse(await response.text()) };
};
const statistics = (key: string) =>
  createTRPCClient<AppRouter>({
    links: [httpLink({ url: `${stack.url}/api/trpc`, headers: { authorization: `Bearer ${key}` } })],
  }).stats;

describe('GET /api/activities/stats/timeline', () => {
  test('has every day of the window, empty ones too, by type and by action', async () => {
    const { status, body } = await call('?start_date=2025-03-08&end_date=2025-03-11', admin.key);
    const nothing = { total: 0, entity_counts: {}, action_counts: {} };
    expect({ status, body }).toEqual({
      status: 200,
      body: {
        start_date: '2025-03-08T00:00:00.000Z',
        end_date: '2025-03-11T23:59:59.999Z',
        time_zone: 'UTC',
        bucket: 'day',
        total_activities: 4,
        buckets: [
          { total: 1, entity_counts: { task: 1 }, action_counts: { created: 1 } },
          { total: 1, entity_counts: { task: 1 }, action_counts: { updated: 1 } },
          nothing,
          { total: 2, entity_counts: { invoice: 1, user: 1 }, action_counts: { sent: 1, updated: 1 } },
        ].map((counts, day) => ({
          start: `2025-03-${String(8 + day).padStart(2, '0')}T00:00:00.000Z`,
          end: `2025-03-${String(9 + day).padStart(2, '0')}T00:00:00.000Z`,
          ...counts,
        })),
      },
    });
  });

  test('takes the days of a time zone, and splits by one thing alone', async () => {
    const { body } = await call(
      '?start_date=2025-03-09&end_date=2025-03-09&time_zone=Asia/Kolkata&split=action',
      admin.key,
    );
    expect(body.buckets).toEqual([
      {
        start: '2025-03-08T18:30:00.000Z',
        end: '2025-03-09T18:30:00.000Z',
        total: 2,
        action_counts: { created: 1, updated: 1 },
      },
    ]);
    const changing = '?start_date=2025-03-09&end_date=2025-03-09&time_zone=America/New_York&bucket=hour';
    expect((await call(changing, admin.key)).body.buckets).toHaveLength(23);
  });

  test('is of the last 30 × 24 hours unless asked otherwise', async () => {
    const { body } = await call('', admin.key);
    expect(Date.parse(body.end_date) - Date.parse(body.start_date)).toBe(30 * 24 * 3_600_000 - 1);
    expect(body.total_activities).toBeGreaterThan(0);
  });

  test('counts for members what they may see', async () => {
    const { body } = await call('?start_date=2025-03-08&end_date=2025-03-11', member.key);
    expect(body.buckets.map(({ total }: { total: number }) => total)).toEqual([1, 1, 0, 0]);
  });

  test.each([
    ['days=0', 'days must be between 1 and 3650'],
    ['days=3&start_date=2025-01-01', 'days must not be given with start_date or end_date'],
    ['end_date=2025-01-01', 'start_date must be given with end_date'],
    ['start_date=tomorrow', 'start_date must be an ISO 8601 date or instant'],
    ['start_date=2025-02-30', 'start_date must be an ISO 8601 date or instant'],
    ['start_date=2025-01-02&end_date=2025-01-01', 'start_date must not be after end_date'],
    [
      'start_date=2001-01-01&end_date=2025-01-01',
      'start_date must not be more than 10 years before end_date',
    ],
    ['bucket=minute', 'bucket must be hour, day, week or month'],
    ['days=3650&bucket=hour', 'bucket must be day, week or month for more than 4000 hours'],
    ['split=person', 'split must be entity_type or action'],
    ['time_zone=Mars/Olympus', 'time_zone must be a time zone such as Europe/Berlin'],
    ['time_zone=', /^time_zone must/],
    ['user_id=1', 'user_id is not a known parameter'],
  ])('?%s is 400', async (query, message) => {
    const { status, body } = await call(`?${query}`, admin.key);
    expect({ status, error: body.error, message: body.message }).toEqual({
      status: 400,
      error: 'Invalid parameter',
      message: typeof message === 'string' ? message : expect.stringMatching(message),
    });
  });

  test('needs a key that may read', async () => {
    expect((await call('')).status).toBe(401);
    const writing = await stack.createKey({ user_id: member.id, scopes: ['activity:write'] });
    expect((await call('', writing)).status).toBe(403);
  });

  test('is described with its parameters', async () => {
    const { paths } = JSON.parse(await (await fetch(`${stack.url}/api/openapi.json`)).text());
    const { parameters } = paths['/api/activities/stats/timeline'].get;
    expect(parameters.map(({ name }: { name: string }) => name).sort()).toEqual(
      ['bucket', 'days', 'end_date', 'split', 'start_date', 'time_zone'].sort(),
    );
  });
});

describe('what the statistics page asks for', () => {
  const march = { start_date: '2025-03-01', end_date: '2025-03-31' };

  test('compares with the period before, which the end of a month ago is part of', async () => {
    const all = await statistics(admin.key).comparison.query({
      start_date: '2025-03-10',
      end_date: '2025-03-12',
    });
    expect(all).toEqual({
      window: {
        start_date: '2025-03-10T00:00:00.000Z',
        end_date: '2025-03-12T23:59:59.999Z',
        total_activities: 2,
        entity_counts: { invoice: 1, user: 1 },
        action_counts: { sent: 1, updated: 1 },
        active_people: 1,
      },
      before: {
        start_date: '2025-03-07T00:00:00.000Z',
        end_date: '2025-03-09T23:59:59.999Z',
        total_activities: 2,
        entity_counts: { task: 2 },
        action_counts: { created: 1, updated: 1 },
        active_people: 1,
      },
    });
  });

  test('names people to administrators only, and projects to those who see them', async () => {
    const [all, mine] = [statistics(admin.key), statistics(member.key)];
    expect(await all.people.query(march)).toEqual({
      people: [{ user_id: admin.id, username: 'ada.admin', display_name: 'Ada Admin', count: 4 }],
    });
    expect(await mine.people.query(march)).toEqual({ people: [] });
    const shared = { project_id: project, name: 'Shared', is_deleted: false };
    expect(await all.projects.query(march)).toEqual({ projects: [{ ...shared, count: 3 }] });
    expect(await mine.projects.query(march)).toEqual({ projects: [{ ...shared, count: 2 }] });
  });

  test('maps hours of weekdays, and lists the hours behind a cell', async () => {
    const input = { ...march, time_zone: 'America/New_York' };
    const { counts } = await statistics(admin.key).heatMap.query(input);
    // Saturday the 8th at 18:59 and 19:01, Tuesday the 11th at 8:00, when the clock has changed.
    const found = counts.flatMap((hours, day) =>
      hours.flatMap((count, hour) => (count > 0 ? [[day + 1, hour, count]] : [])),
    );
    expect(found).toEqual([
      [2, 8, 2],
      [6, 18, 1],
      [6, 19, 1],
    ]);
    expect(await statistics(admin.key).heatMapCell.query({ ...input, weekday: 2, hour: 8 })).toEqual({
      total_activities: 2,
      total_hours: 1,
      hours: [{ start_date: '2025-03-11T12:00:00.000Z', end_date: '2025-03-11T12:59:59.999Z', count: 2 }],
    });
  });
});

test('counts by type, by action and by person add up to the total while others write', async () => {
  const asAdmin = { headers: { authorization: `Bearer ${admin.key}` } };
  const count = (counts: Record<string, number>) => Object.values(counts).reduce((sum, one) => sum + one, 0);
  const read = async () => {
    const got = await fetch(`${stack.url}/api/activities/stats?days=1`, asAdmin);
    const answer = (await got.json()) as StatsOutput;
    const people = answer.user_activity.reduce((sum, row) => sum + row.count, 0);
    return { ...answer, by_system: answer.total_activities - people };
  };
  const { by_system } = await read();
  const totals = new Set<number>();
  const write = async () => {
    while (totals.size < 20) {
      const posted = await fetch(`${stack.url}/api/activities`, {
        method: 'POST',
        headers: { ...asAdmin.headers, 'content-type': 'application/json' },
        body: JSON.stringify({ action: 'updated', entity_type: 'task', entity_id: 1, user_id: member.id }),
      });
      expect([202, 429]).toContain(posted.status);
    }
  };
  const readOn = async () => {
    while (totals.size < 20) {
      const answer = await read();
      totals.add(answer.total_activities);
      expect(count(answer.entity_counts)).toBe(answer.total_activities);
      expect(count(answer.action_counts)).toBe(answer.total_activities);
      expect(answer.by_system).toBe(by_system);
    }
  };
  await Promise.all([write(), readOn(), readOn(), readOn()]);
});
