import { type Database, openDatabase } from '@timetracker/db';
import { createTestDatabase, type TestDatabase } from '@timetracker/db/testing';
import { actions, entityTypes } from '@timetracker/shared';
import { anEvent } from '@timetracker/shared/testing';
import fc from 'fast-check';
import { type RawBuilder, sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { storeBatch } from '../ingest/store-batch.ts';
import { type Visibility, visibleSql } from '../visibility/visibility.ts';
import { comparePeriods } from './compare-periods.ts';
import { heatMap } from './heat-map.ts';
import { heatMapCell } from './heat-map-cell.ts';
import { timeline } from './timeline.ts';
import { topPeople } from './top-people.ts';
import { topProjects } from './top-projects.ts';
import { windowOf } from './window.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const FIRST = Date.parse('2024-09-15T00:00:00Z');
const LAST = Date.parse('2025-12-15T00:00:00Z');
const AFTERWARDS = new Date('2040-01-01T00:00:00Z');
const PEOPLE = 6;
const PROJECTS = 5;

let testDatabase: TestDatabase;
let database: Database;
let instants: number[];

/** Anywhere, and close around the starts of hours, days and months, there and in zones that are ahead or behind. */
const instant = fc.oneof(
  fc.integer({ min: FIRST, max: LAST }),
  fc
    .tuple(
      fc.integer({ min: 0, max: 450 }),
      fc.constantFrom(0, 4, 5, 6, 18, 18.5, 19, 23),
      fc.constantFrom(-1, 0, 1),
    )
    .map(([day, hour, off]) => FIRST + day * DAY + hour * HOUR + off),
  fc
    .tuple(
      fc.constantFrom('2024-11-03T05:30Z', '2025-03-09T06:59Z', '2025-11-02T05:00Z'),
      fc.integer({ max: 90, min: 0 }),
    )
    .map(([change, minutes]) => Date.parse(change) + minutes * 60_000),
);

const happened = fc.record({
  user_id: fc.option(fc.integer({ min: 1, max: PEOPLE })),
  project_id: fc.option(fc.integer({ min: 1, max: PROJECTS })),
  entity_type: fc.constantFrom(...entityTypes),
  entity_id: fc.integer({ min: 1, max: PROJECTS }),
  entity_name: fc.option(fc.constantFrom('Website', 'Logo')),
  action: fc.constantFrom(...actions),
  occurred_at: instant.map((at) => new Date(at).toISOString()),
});

beforeAll(async () => {
  testDatabase = await createTestDatabase();
  database = await openDatabase(testDatabase.url);
  const events = fc.sample(happened, { numRuns: 1_500, seed: 20_251_124 });
  await storeBatch(database.em, events.map(anEvent));
  instants = events.map(({ occurred_at }) => Date.parse(occurred_at));
  await database.em.execute(`
    insert into users (username, display_username, display_name, email)
      select name, name, initcap(name), name || '@example.com' from unnest(array['eve', 'dan', 'cy', 'bo', 'al', 'flo']) name;
    insert into projects (name) values ('Alpha'), ('Beta'), ('Gamma')`);
});
afterAll(async () => {
  await database.close();
  await testDatabase.drop();
});

const em = () => database.em.fork();
const rowsOf = async <Row>(query: RawBuilder<Row>) => (await query.execute(em().getKysely())).rows;

const visibility: fc.Arbitrary<Visibility> = fc.oneof(
  fc.constant<Visibility>({ kind: 'everything' }),
  fc.record({
    kind: fc.constant('limited' as const),
    user_id: fc.integer({ min: 1, max: PEOPLE }),
    project_ids: fc.uniqueArray(fc.integer({ min: 1, max: PROJECTS })),
    hidden_types: fc.uniqueArray(fc.constantFrom(...entityTypes)),
  }),
);
const zone = fc.constantFrom('UTC', 'Asia/Kolkata', 'America/New_York', 'Europe/Berlin', 'Asia/Kathmandu');

/** Also one whose summer time is half an hour. */
const clocks = fc.oneof(zone, fc.constant('Australia/Lord_Howe'));

/** First and last instant, both included; often just at, before or after an activity. */
const bounds = (longest = LAST - FIRST) =>
  fc
    .tuple(
      fc.oneof(
        instant,
        fc
          .tuple(fc.nat(1_499), fc.constantFrom(-1, 0, 1))
          .map(([index, off]) => (instants[index] ?? 0) + off),
      ),
      fc.oneof(fc.integer({ min: 0, max: longest }), fc.integer({ min: 0, max: 3 * HOUR })),
    )
    .map(([from, length]) => [from, from + length] as const);
const inputOf = ([from, to]: readonly [number, number], time_zone = 'UTC') => ({
  start_date: new Date(from).toISOString(),
  end_date: new Date(to).toISOString(),
  time_zone,
});

const inside = ([from, to]: readonly [number, number], seen: Visibility) => sql`
  activities.created_at >= ${new Date(from)} and activities.created_at <= ${new Date(to)} and ${visibleSql(seen)}`;

interface Counted {
  key: string;
  count: number;
}
const countBy = async (key: RawBuilder<unknown>, where: RawBuilder<unknown>) =>
  Object.fromEntries(
    (
      await rowsOf(
        sql<Counted>`select ${key}::text as key, count(*) as count from activities where ${where} group by 1`,
      )
    ).map(({ key, count }) => [key, count]),
  );

describe('every number is what a plain count of the rows says', () => {
  const bucketAndPeriod = fc
    .constantFrom('hour', 'day', 'week', 'month')
    .chain((bucket) => fc.tuple(fc.constant(bucket), bucket === 'hour' ? bounds(160 * DAY) : bounds()));

  test('of the timeline: each bucket, by type and by action, empty ones too', () =>
    fc.assert(
      fc.asyncProperty(visibility, zone, bucketAndPeriod, async (seen, time_zone, [bucket, period]) => {
        const answer = await timeline(em(), { ...inputOf(period, time_zone), bucket }, seen);
        const expected = await rowsOf(sql<{
          start: Date;
          entity_type: string;
          action: string;
          count: number;
        }>`
          select date_trunc(${bucket}, created_at, ${time_zone}) as start, entity_type, action, count(*) as count
          from activities where ${inside(period, seen)} group by 1, 2, 3`);
        const sums = new Map<string, { total: number; entity_counts: object; action_counts: object }>();
        for (const { start, entity_type, action, count } of expected) {
          const at = start.toISOString();
          const sum = sums.get(at) ?? { total: 0, entity_counts: {}, action_counts: {} };
          const plus = (counts: object, key: string) => ({
            ...counts,
            [key]: (Reflect.get(counts, key) ?? 0) + count,
          });
          sums.set(at, {
            total: sum.total + count,
            entity_counts: plus(sum.entity_counts, entity_type),
            action_counts: plus(sum.action_counts, action),
          });
        }
        for (const { start, end: _, ...counts } of answer.buckets) {
          expect(counts, start).toEqual(
            sums.get(start) ?? { total: 0, entity_counts: {}, action_counts: {} },
          );
          sums.delete(start);
        }
        expect([...sums.keys()]).toEqual([]);
        const starts = answer.buckets.map(({ start }) => start);
        expect(answer.buckets.slice(0, -1).map(({ end }) => end)).toEqual(starts.slice(1));
        expect(Date.parse(starts[0] ?? '')).toBeLessThanOrEqual(period[0]);
        expect(Date.parse(answer.buckets.at(-1)?.end ?? '')).toBeGreaterThan(period[1]);
      }),
      { numRuns: 200 },
    ));

  test('of the comparison with the period before', () =>
    fc.assert(
      fc.asyncProperty(visibility, bounds(), async (seen, [from, to]) => {
        const answer = await comparePeriods(em(), inputOf([from, to]), seen, AFTERWARDS);
        const before = [from - (to - from) - 1, from - 1] as const;
        for (const [totals, period] of [
          [answer.window, [from, to]],
          [answer.before, before],
        ] as const) {
          const where = inside(period, seen);
          const [all] = await rowsOf(sql<{ total: number; people: number }>`
            select count(*) as total, count(distinct user_id) as people from activities where ${where}`);
          expect(totals).toEqual({
            start_date: new Date(period[0]).toISOString(),
            end_date: new Date(period[1]).toISOString(),
            total_activities: all?.total,
            entity_counts: await countBy(sql`entity_type`, where),
            action_counts: await countBy(sql`action`, where),
            active_people: all?.people,
          });
        }
      }),
      { numRuns: 100 },
    ));

  test('of the most active people and projects, in order also where they are level', () =>
    fc.assert(
      fc.asyncProperty(visibility, bounds(), fc.integer({ min: 1, max: 7 }), async (seen, period, limit) => {
        const window = windowOf(inputOf(period), new Date());
        const people = await rowsOf(sql`
          select users.id as user_id, username, display_name, count(*) as count
          from activities join users on users.id = user_id where ${inside(period, seen)}
          group by users.id order by count(*) desc, username limit ${limit}`);
        expect(await topPeople(em(), window, limit, seen)).toEqual(seen.kind === 'everything' ? people : []);
        const projects = await rowsOf(sql`
          select project_id, count(*) as count from activities where project_id is not null and ${inside(period, seen)}
          group by project_id order by count(*) desc, project_id limit ${limit}`);
        const found = await topProjects(em(), window, limit, seen);
        expect(found.map(({ project_id, count }) => ({ project_id, count }))).toEqual(projects);
      }),
      { numRuns: 100 },
    ));

  test('of the heat map, and of the hours behind a cell', () =>
    fc.assert(
      fc.asyncProperty(
        visibility,
        clocks,
        bounds(),
        fc.nat(7 * 24 - 1),
        async (seen, time_zone, period, place) => {
          const answer = await heatMap(em(), inputOf(period, time_zone), seen);
          const expected = await countBy(
            sql`to_char(created_at at time zone ${time_zone}, 'ID-HH24')`,
            inside(period, seen),
          );
          const cells = answer.counts.flatMap((hours, day) =>
            hours.map((count, hour) => [`${day + 1}-${String(hour).padStart(2, '0')}`, count] as const),
          );
          expect(cells).toHaveLength(7 * 24);
          expect(Object.fromEntries(cells.filter(([, count]) => count > 0))).toEqual(expected);

          const [cell = '1-00', count = 0] = cells[place] ?? [];
          const weekday = Number(cell.slice(0, 1));
          const hour = Number(cell.slice(2));
          const input = { ...inputOf(period, time_zone), weekday, hour, limit: 100 };
          const behind = await heatMapCell(em(), input, seen);
          expect(behind.total_activities).toBe(count);
          for (const { start_date, end_date, count } of behind.hours) {
            const within = inside([Date.parse(start_date), Date.parse(end_date)], seen);
            expect(
              await countBy(sql`to_char(created_at at time zone ${time_zone}, 'ID-HH24')`, within),
            ).toEqual({
              [cell]: count,
            });
          }
          expect(behind.hours).toHaveLength(behind.total_hours);
          expect(behind.hours.reduce((sum, { count }) => sum + count, 0)).toBe(count);
        },
      ),
      { numRuns: 100 },
    ));
});

describe('projects are called by their names', () => {
  const whole = windowOf(inputOf([FIRST, LAST]), AFTERWARDS);
  const called = async (seen: Visibility) =>
    Object.fromEntries(
      (await topProjects(em(), whole, 10, seen)).map((project) => [project.project_id, project]),
    );
  const named = (project_id: number, entity_name: string) =>
    storeBatch(database.em, [
      anEvent({
        entity_type: 'project',
        entity_id: project_id,
        project_id,
        entity_name,
        occurred_at: new Date(LAST - 1).toISOString(),
      }),
    ]);

  test('as they are now, or as they were last called when they are gone', async () => {
    await named(1, 'Once something else');
    await named(4, 'Delta, deleted');
    const projects = await called({ kind: 'everything' });
    expect(projects[1]).toMatchObject({ name: 'Alpha', is_deleted: false });
    expect(projects[4]).toMatchObject({ name: 'Delta, deleted', is_deleted: true });
  });

  test('and to those without access as in what they may see themselves', async () => {
    await named(2, 'Not yet Beta');
    const mine: Visibility = { kind: 'limited', user_id: 1, project_ids: [1], hidden_types: [] };
    const projects = await called(mine);
    expect(projects[1]?.name).toBe('Alpha');
    expect(projects[2]?.name).toBe('Not yet Beta');
  });
});

test('hours are told apart where a clock changed a minute after midnight', async () => {
  // Newfoundland: half a minute past midnight for the first, a minute past eleven of the evening before for the second.
  const at = ['2010-11-07T02:30:30.000Z', '2010-11-07T02:31:10.000Z'];
  await storeBatch(
    database.em,
    at.map((occurred_at) => anEvent({ occurred_at })),
  );
  const input = { start_date: '2010-11-01', end_date: '2010-11-30', time_zone: 'America/St_Johns' };
  const everything: Visibility = { kind: 'everything' };
  const { counts } = await heatMap(em(), input, everything);
  expect([counts[5]?.[23], counts[6]?.[0]]).toEqual([1, 1]);
  const { hours } = await heatMapCell(em(), { ...input, weekday: 6, hour: 23, limit: 20 }, everything);
  expect(hours).toEqual([
    { start_date: '2010-11-07T02:31:00.000Z', end_date: '2010-11-07T03:29:59.999Z', count: 1 },
  ]);
});
