import type { ErrorBody } from '@timetracker/shared';
import { TRPCClientError } from '@trpc/client';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Client, clientOf } from '../client.ts';
import { type Stack, startStack } from '../stack.ts';

let stack: Stack;
let admin: Client;
let project_id: number;

beforeAll(async () => {
  stack = await startStack('postgres');
  await stack.createUser('ada.admin', 'admin');
  admin = await clientOf(stack, 'ada.admin');
  project_id = (await admin.project.create.mutate({ name: 'Around the world' })).id;
  // Half past eleven in the evening of 1 March in Kolkata (UTC+05:30), and half past midnight of 2 March.
  for (const started_at of ['2026-03-01T18:00:00Z', '2026-03-01T19:00:00Z'])
    await admin.timeEntry.create.mutate({
      project_id,
      started_at,
      ended_at: new Date(Date.parse(started_at) + 600_000).toISOString(),
    });
});
afterAll(() => stack.stop());

const refusal = async (call: Promise<unknown>): Promise<ErrorBody | undefined> => {
  try {
    await call;
  } catch (error) {
    if (error instanceof TRPCClientError && error.data?.body) return error.data.body;
    throw error;
  }
  return undefined;
};

/** Every place that takes a zone's name. */
const places: Record<string, (time_zone: string) => Promise<unknown>> = {
  'a profile': (time_zone) => admin.user.updateProfile.mutate({ time_zone }),
  'unbilled time': (time_zone) =>
    admin.invoice.unbilledTime.query({ project_id, until: '2026-03-01', time_zone }),
  'a new invoice': (time_zone) => admin.invoice.create.mutate({ client_id: 1, time_zone }),
  'the timeline': (time_zone) => admin.stats.timeline.query({ time_zone }),
  'the heat map': (time_zone) => admin.stats.heatMap.query({ time_zone }),
};

describe.each(Object.keys(places))('the zone of %s', (place) => {
  test.each([
    '+05:30',
    '-08:00',
    'UTC+5',
    'IST',
    'BST',
    'EST5EDT',
    'PST8PDT',
    'SystemV/PST8',
    'Mars/Olympus',
  ])('is not %s', async (time_zone) => {
    const refused = await refusal(places[place]?.(time_zone) ?? Promise.resolve());
    expect(refused?.issues).toEqual([
      { path: 'time_zone', message: 'must be a time zone such as Europe/Berlin' },
    ]);
  });
});

test('each zone that there is tells which time is unbilled up to the end of a day', async () => {
  const until = { project_id, until: '2026-03-01' };
  for (const time_zone of ['UTC', ...Intl.supportedValuesOf('timeZone')].filter((name) =>
    /\/|UTC/.test(name),
  )) {
    const there = (instant: string) =>
      new Intl.DateTimeFormat('sv', { timeZone: time_zone }).format(new Date(instant)) <= '2026-03-01';
    const minutes = ['2026-03-01T18:00:00Z', '2026-03-01T19:00:00Z'].filter(there).length * 10;
    const found = await admin.invoice.unbilledTime.query({ ...until, time_zone });
    expect
      .soft(
        found.reduce((sum, task) => sum + task.minutes, 0),
        time_zone,
      )
      .toBe(minutes);
  }
});

test('the last day of the calendar ends as well', async () => {
  const until = { project_id, until: '9999-12-31', time_zone: 'Pacific/Niue' };
  expect(await admin.invoice.unbilledTime.query(until)).toMatchObject([{ minutes: 20 }]);
  expect(
    await admin.invoice.unbilledTime.query({
      ...until,
      until: '0001-01-01',
      time_zone: 'Pacific/Kiritimati',
    }),
  ).toEqual([]);
});

test.each([
  ['europe/berlin', 'Europe/Berlin'],
  ['ASIA/KOLKATA', 'Asia/Kolkata'],
  ['utc', 'UTC'],
])('a profile keeps %s as %s', async (time_zone, expected) => {
  expect(await admin.user.updateProfile.mutate({ time_zone })).toMatchObject({ time_zone: expected });
});

test.each([
  ['IST', 'Asia/Calcutta'],
  ['+05:30', 'UTC'],
  ['Moon/Tranquility', 'UTC'],
])('a profile that holds %s since before names were checked is told as %s', async (stored, expected) => {
  await stack.db.em
    .getConnection()
    .execute('update users set time_zone = ? where username = ?', [stored, 'ada.admin']);
  expect((await admin.user.me.query()).time_zone).toBe(expected);
});
