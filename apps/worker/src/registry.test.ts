import { UnrecoverableError } from '@timetracker/queue';
import { jobs, storeActivities } from '@timetracker/shared';
import { expect, test, vi } from 'vitest';
import { createRegistry, handles } from './registry.ts';

const done = async () => undefined;
const all = () => jobs.map((job) => handles(job, done));

test('every declared job with one handler makes a registry', () => {
  const registry = createRegistry(all());
  expect(Object.keys(registry).sort()).toEqual(jobs.map((job) => job.name).sort());
});

test('a declared job without a handler is refused', () => {
  expect(() => createRegistry([])).toThrow('job store-activities must have exactly one handler, but has 0');
});

test('a declared job with two handlers is refused', () => {
  const twice = [...all(), handles(storeActivities, done)];
  expect(() => createRegistry(twice)).toThrow('but has 2');
});

test('a handler of a job that nobody declared is refused', () => {
  const stray = handles({ ...storeActivities, name: 'send-postcard' }, done);
  expect(() => createRegistry([...all(), stray])).toThrow(
    'job send-postcard has a handler but no declaration',
  );
});

test('a payload out of shape never reaches its handler and is not tried again', async () => {
  const handle = vi.fn(done);
  const { run } = handles(storeActivities, handle);
  await expect(run({ events: 'many' }, vi.fn())).rejects.toBeInstanceOf(UnrecoverableError);
  expect(handle).not.toHaveBeenCalled();
});

test('every scheduled job takes what a schedule hands it', () => {
  const scheduled = jobs.filter((job) => job.schedule);
  expect(scheduled.length).toBeGreaterThan(0);
  for (const job of scheduled) expect(job.payload.safeParse({}).success).toBe(true);
});
