import type { NewActivity } from '@timetracker/activities';
import {
  actionOf,
  activityEvent,
  type Changes,
  describeActivity,
  entityDefinition,
  isEntityType,
  reportedTypes,
} from '@timetracker/shared';
import { Temporal } from 'temporal-polyfill';
import { expect, test } from 'vitest';
import { testHistory } from './test-history.ts';

const ACTIVITIES = 50_000;
const { rows, cast, period, people, memberships, last_id } = testHistory(ACTIVITIES, 1);

const share = (fits: (row: NewActivity) => boolean) => rows.filter(fits).length / rows.length;
const isLate = (row: NewActivity) => Date.parse(row.recorded_at) - Date.parse(row.created_at) > 3_600_000;
const changesOf = (row: NewActivity) => row.extra_data['changes'] as Changes;

test('has as many activities as asked for, numbered without gaps after those before', () => {
  expect(rows.map(({ id }) => id)).toEqual(
    Array.from({ length: ACTIVITIES }, (_, index) => last_id + 1 + index),
  );
});

test('does everything that the catalog declares for people, and nothing else', () => {
  const declared = reportedTypes.flatMap((type) =>
    entityDefinition(type).actions.map((action) => `${type} ${action}`),
  );
  const told = new Set(rows.map(({ entity_type, action }) => `${entity_type} ${action}`));
  expect([...told].toSorted()).toEqual(declared.toSorted());
});

test('is mostly about time and tasks, and now and then about people and clients', () => {
  const ofType = (type: string) => share(({ entity_type }) => entity_type === type);
  expect(ofType('time_entry')).toBeGreaterThan(0.4);
  expect(ofType('task')).toBeGreaterThan(0.3);
  expect(ofType('comment')).toBeGreaterThan(0.05);
  for (const type of ['invoice', 'project', 'client', 'user']) {
    expect(ofType(type)).toBeGreaterThan(0.002);
    expect(ofType(type)).toBeLessThan(0.05);
  }
});

test('every activity is one that could have come through the queue', () => {
  for (const { created_at, recorded_at, ...row } of rows)
    activityEvent.parse({ ...row, occurred_at: created_at, received_at: recorded_at });
});

test('actions and sentences are those that the changes have in the catalog', () => {
  const named = new Set(['created', 'deleted', 'started']);
  for (const row of rows) {
    if (!isEntityType(row.entity_type)) throw new Error(row.entity_type);
    const definition = entityDefinition(row.entity_type);
    const changes = changesOf(row);
    expect(definition.tracked).toEqual(expect.arrayContaining(Object.keys(changes)));
    const action = named.has(row.action)
      ? definition.actions.find((one) => one === row.action)
      : actionOf(definition, changes);
    if (!action) throw new Error(row.action);
    expect(row.action).toBe(action);
    expect(row.description).toBe(describeActivity({ ...row, action, entity_type: row.entity_type }));
    if (changes['status'] && row.action !== 'created' && row.action !== 'deleted')
      expect(row.extra_data).toMatchObject({
        old_status: changes['status'].before,
        new_status: changes['status'].after,
      });
  }
});

test('what is told of a thing fits together: it is made once, and nothing happens after it was deleted', () => {
  const made = new Set<string>();
  const gone = new Set<string>();
  const wrong: NewActivity[] = [];
  for (const row of rows) {
    const thing = `${row.entity_type} ${row.entity_id}`;
    if (gone.has(thing) || (row.action === 'created' && made.has(thing))) wrong.push(row);
    if (row.action === 'created') made.add(thing);
    if (row.action === 'deleted') gone.add(thing);
  }
  expect(wrong).toEqual([]);
});

test('a timer that stops was started before, by the same person', () => {
  const running = new Map<number | null, number>();
  for (const row of rows.filter((row) => row.action === 'started' || row.action === 'stopped')) {
    if (row.action === 'started') {
      expect(running.has(row.user_id)).toBe(false);
      running.set(row.user_id, row.entity_id);
    } else {
      expect(running.get(row.user_id)).toBe(row.entity_id);
      running.delete(row.user_id);
    }
  }
});

test('about one in a hundred comes hours to weeks after its neighbours, the others at once and in order', () => {
  expect(share(isLate)).toBeGreaterThan(0.007);
  expect(share(isLate)).toBeLessThan(0.013);
  const delays = rows.filter(isLate).map((row) => Date.parse(row.recorded_at) - Date.parse(row.created_at));
  expect(Math.max(...delays)).toBeGreaterThan(14 * 86_400_000);
  expect(Math.max(...delays)).toBeLessThan(36 * 86_400_000);
  const ascends = (instants: string[]) =>
    instants.every((instant, index) => index === 0 || (instants[index - 1] ?? '') <= instant);
  expect(ascends(rows.map(({ recorded_at }) => recorded_at))).toBe(true);
  expect(ascends(rows.filter((row) => !isLate(row)).map(({ created_at }) => created_at))).toBe(true);
});

test('event_ids are different, of version 7, and tell when it happened', () => {
  expect(new Set(rows.map(({ event_id }) => event_id)).size).toBe(ACTIVITIES);
  for (const { event_id, created_at } of rows) {
    expect(event_id[14]).toBe('7');
    expect(Number.parseInt(event_id.replaceAll('-', '').slice(0, 12), 16)).toBe(Date.parse(created_at));
  }
});

test('lies within the period and reaches its end', () => {
  const instants = rows.map(({ created_at }) => Date.parse(created_at));
  expect(Math.min(...instants)).toBeGreaterThanOrEqual(period.from);
  expect(Math.max(...instants)).toBeLessThanOrEqual(period.until);
  expect(period.until - Math.max(...instants)).toBeLessThan(2 * 3_600_000);
});

test('people work by day where they are, less at weekends, and more as time goes by', () => {
  const zones = new Map(people.map(({ id, time_zone }) => [id, time_zone]));
  const local = rows
    .filter((row) => row.user_id !== null && !isLate(row))
    .map((row) =>
      Temporal.Instant.from(row.created_at).toZonedDateTimeISO(zones.get(row.user_id ?? 0) ?? 'UTC'),
    );
  const among = (fits: (time: Temporal.ZonedDateTime) => boolean) => local.filter(fits).length / local.length;
  expect(new Set(zones.values()).size).toBeGreaterThan(4);
  expect(among(({ hour }) => hour >= 7 && hour < 19)).toBeGreaterThan(0.85);
  expect(among(({ hour }) => hour < 6)).toBeLessThan(0.03);
  expect(among(({ dayOfWeek }) => dayOfWeek > 5)).toBeLessThan(0.06);
  const middle = (period.from + period.until) / 2;
  expect(share(({ created_at }) => Date.parse(created_at) > middle)).toBeGreaterThan(0.57);
});

test('few people and few projects have most of it, and everybody has something', () => {
  const counts = (key: 'user_id' | 'project_id') => {
    const known = new Map<number, number>();
    for (const row of rows) if (row[key] !== null) known.set(row[key], (known.get(row[key]) ?? 0) + 1);
    return [...known.values()].toSorted((a, b) => b - a);
  };
  const sum = (values: number[]) => values.reduce((total, value) => total + value, 0);
  for (const key of ['user_id', 'project_id'] as const) {
    const sorted = counts(key);
    expect(sum(sorted.slice(0, sorted.length / 5)) / sum(sorted)).toBeGreaterThan(0.5);
    expect((sorted[0] ?? 0) / ACTIVITIES).toBeLessThan(0.25);
  }
  expect(counts('user_id')).toHaveLength(people.length);
});

test('people work in 5 to 60 projects, only in theirs, and only while both are there', () => {
  const projectsOf = Map.groupBy(memberships, ({ person }) => person.id);
  const sizes = [...projectsOf.values()].map((projects) => projects.length);
  expect(Math.min(...sizes)).toBeGreaterThanOrEqual(5);
  expect(Math.max(...sizes)).toBeLessThanOrEqual(60);
  expect(sizes.filter((size) => size < 20).length / sizes.length).toBeGreaterThan(0.5);
  const workers = new Map(cast.workers.map((worker) => [worker.id, worker]));
  const places = new Map(cast.places.map((place) => [place.id, place]));
  for (const row of rows.filter(
    ({ entity_type }) => entity_type === 'task' || entity_type === 'time_entry',
  )) {
    const at = Date.parse(row.created_at);
    expect(projectsOf.get(row.user_id ?? 0)?.some(({ project }) => project.id === row.project_id)).toBe(true);
    expect(workers.get(row.user_id ?? 0)?.joined).toBeLessThanOrEqual(at);
    expect(places.get(row.project_id ?? 0)?.begun).toBeLessThanOrEqual(at);
  }
});

test('some of it is done by the system, some has no project, and comes from where it may', () => {
  expect(share(({ user_id }) => user_id === null)).toBeGreaterThan(0.001);
  expect(share(({ user_id }) => user_id === null)).toBeLessThan(0.02);
  expect(share(({ project_id }) => project_id === null)).toBeGreaterThan(0.01);
  expect(share(({ source }) => source === 'app')).toBeGreaterThan(0.8);
  expect(share(({ source }) => source === 'api')).toBeGreaterThan(0.05);
  expect(share(({ source }) => source === 'import')).toBeGreaterThan(0.001);
  for (const row of rows) {
    const seen = row.user_id !== null && row.source === 'app';
    expect(row.ip_address !== null).toBe(seen);
    if (seen) expect(row.user_agent).toContain('Mozilla');
  }
});

test('has words for every search: a third of all, a few dozen, exactly one', () => {
  const found = new Map<string, number>();
  for (const { entity_name, description } of rows) {
    const words = new Set(`${entity_name} ${description}`.toLowerCase().match(/\p{L}+/gu));
    for (const word of words) found.set(word, (found.get(word) ?? 0) + 1);
  }
  const between = (least: number, most: number) =>
    [...found.values()].filter((count) => count >= least && count <= most).length;
  expect((found.get('website') ?? 0) / ACTIVITIES).toBeGreaterThan(0.27);
  expect((found.get('website') ?? 0) / ACTIVITIES).toBeLessThan(0.45);
  expect(between(12, 80)).toBeGreaterThan(200);
  expect(between(1, 1)).toBeGreaterThan(50);
});

test('is the same for the same seed and another for another', () => {
  expect(testHistory(3_000, 7).rows).toEqual(testHistory(3_000, 7).rows);
  expect(testHistory(3_000, 8).rows.map(({ description }) => description)).not.toEqual(
    testHistory(3_000, 7).rows.map(({ description }) => description),
  );
});

test('as short as one activity, it is one', () => {
  expect(testHistory(1, 1).rows).toHaveLength(1);
});
