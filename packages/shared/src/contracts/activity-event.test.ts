import { expect, test } from 'vitest';
import { anEvent } from '../test-event.ts';
import { activityEvent, postedEvent } from './activity-event.ts';

const nested = (depth: number) =>
  JSON.parse(`${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`) as Record<string, unknown>;
const post = (extra_data: unknown) =>
  postedEvent.safeParse({ action: 'created', entity_type: 'task', entity_id: 1, extra_data });
const messages = (result: ReturnType<typeof post>) => result.error?.issues.map(({ message }) => message);

test('metadata may be nested a hundred levels deep, and no deeper, however deep', () => {
  expect(post(nested(100)).success).toBe(true);
  for (const depth of [101, 3_000, 100_000])
    expect(messages(post(nested(depth)))).toEqual(['must be nested at most 100 levels deep']);
  expect(activityEvent.safeParse({ ...anEvent(), extra_data: nested(3_000) }).success).toBe(false);
});

test('metadata is an object of at most 64 KiB whose every string and key can be stored', () => {
  expect(messages(post([]))).toEqual(['must be an object']);
  expect(messages(post({ a: 'x'.repeat(65_536) }))).toEqual(['must be at most 65536 bytes of JSON']);
  for (const bad of [{ a: ['\u0000'] }, { '\u0000': 1 }, { a: { b: '\ud800' } }])
    expect(messages(post(bad))).toEqual(['must not contain NUL or unpaired surrogate characters']);
});

test('what TimeTracker alone may say cannot be posted', () => {
  const posted = { action: 'purged', entity_type: 'audit', entity_id: 1 };
  expect(postedEvent.safeParse(posted).error?.issues[0]?.message).toMatch(
    /^has unknown entity type "audit"; known: project, task, .*comment$/,
  );
});
