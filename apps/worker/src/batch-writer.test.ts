import type { StoreResult } from '@timetracker/activities';
import { expect, test, vi } from 'vitest';
import { createBatchWriter } from './batch-writer.ts';

const result: StoreResult = { stored: [{ id: 1, event_id: 'a' }], duplicates: 0, conflicts: [] };

/** A store whose commits end when the test says so. */
const controlledStore = () => {
  const commits: PromiseWithResolvers<StoreResult>[] = [];
  const store = vi.fn((_events: unknown[]) => {
    const commit = Promise.withResolvers<StoreResult>();
    commits.push(commit);
    return commit.promise;
  });
  return { commits, store };
};

test('what arrives during a commit is the next batch', async () => {
  const { commits, store } = controlledStore();
  const { write } = createBatchWriter({ store, onStored: vi.fn() });
  const first = write(['a']);
  const others = [write(['b']), write(['c', 'd'])];
  expect(store.mock.calls).toEqual([[['a']]]);
  commits[0]?.resolve(result);
  await first;
  await vi.waitFor(() => expect(store).toHaveBeenLastCalledWith(['b', 'c', 'd']));
  commits[1]?.resolve(result);
  await Promise.all(others);
});

test('a batch holds whole jobs and at most 4,000 events', async () => {
  const sizes: number[] = [];
  const store = vi.fn(async (events: unknown[]) => {
    sizes.push(events.length);
    return result;
  });
  const { write } = createBatchWriter({ store, onStored: vi.fn() });
  await Promise.all(Array.from({ length: 12 }, () => write(Array.from({ length: 900 }, () => 'event'))));
  expect(sizes).toEqual([900, 3_600, 3_600, 2_700]);
});

test('a batch has at most 8 MiB in memory, whatever that was as text', async () => {
  const sizes: number[] = [];
  const store = vi.fn(async (events: unknown[]) => {
    sizes.push(events.length);
    return result;
  });
  const { write } = createBatchWriter({ store, onStored: vi.fn() });
  // 3 bytes each as text, 64 in memory: 3.2 MB a job.
  const heavy = Array.from({ length: 10 }, () => Array.from({ length: 5_000 }, () => ({})));
  await Promise.all(Array.from({ length: 6 }, () => write(heavy)));
  expect(sizes).toEqual([10, 20, 20, 10]);
});

test('a job that alone is more than a batch is written alone', async () => {
  const store = vi.fn(async () => result);
  await createBatchWriter({ store, onStored: vi.fn() }).write(Array.from({ length: 5_000 }, () => 'event'));
  expect(store).toHaveBeenCalledOnce();
});

test('a failed commit fails the jobs of its batch only', async () => {
  const { commits, store } = controlledStore();
  const { write } = createBatchWriter({ store, onStored: vi.fn() });
  const first = write(['a']);
  const second = write(['b']);
  commits[0]?.reject(new Error('database away'));
  await expect(first).rejects.toThrow('database away');
  await vi.waitFor(() => expect(store).toHaveBeenCalledTimes(2));
  commits[1]?.resolve(result);
  await second;
});

test('tells of each commit what was stored, out of how many', async () => {
  const onStored = vi.fn();
  await createBatchWriter({ store: async () => result, onStored }).write(['a', 'b']);
  expect(onStored).toHaveBeenCalledExactlyOnceWith(result, 2);
});
