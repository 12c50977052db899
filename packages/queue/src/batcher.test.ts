import { expect, test, vi } from 'vitest';
import { createBatcher } from './batcher.ts';

/** Every number is one item, and takes as many bytes as it says beyond 1,000. */
const bytesOf = (item: number) => Math.max(0, item - 1_000);
const limits = {
  windowMs: 5,
  enough: { items: 4, bytes: 80 },
  atMost: { items: 6, bytes: 100 },
  bytesOf,
  atOnce: 2,
};

test('calls within the window are one delivery', async () => {
  const deliver = vi.fn(async () => undefined);
  const { add } = createBatcher<number>(deliver, limits);
  await Promise.all([add([1]), add([2]), add([3])]);
  expect(deliver.mock.calls).toEqual([[[1, 2, 3]]]);
});

test('a caller alone does not wait for the window', async () => {
  const deliver = vi.fn(async () => undefined);
  const { add } = createBatcher<number>(deliver, { ...limits, windowMs: 60_000 });
  for (const item of [1, 2, 3]) await add([item]);
  expect(deliver.mock.calls).toEqual([[[1]], [[2]], [[3]]]);
});

test('after a batch that had company, and beside a delivery, the window is waited for', async () => {
  const deliveries: PromiseWithResolvers<void>[] = [];
  const deliver = vi.fn((_items: number[]) => {
    const delivery = Promise.withResolvers<void>();
    deliveries.push(delivery);
    return delivery.promise;
  });
  const { add } = createBatcher<number>(deliver, { ...limits, windowMs: 60_000 });
  const sent = [add([1])];
  await vi.waitFor(() => expect(deliver).toHaveBeenCalledTimes(1));
  // Beside the first one.
  sent.push(add([2]));
  await new Promise(setImmediate);
  sent.push(add([3, 4, 5]));
  expect(deliver.mock.calls).toEqual([[[1]], [[2, 3, 4, 5]]]);
  for (const delivery of deliveries) delivery.resolve();
  await Promise.all(sent);
  // The last one had company, and nothing is underway.
  sent.push(add([6]));
  await new Promise(setImmediate);
  sent.push(add([7, 8, 9]));
  expect(deliver.mock.calls.slice(2)).toEqual([[[6, 7, 8, 9]]]);
  for (const delivery of deliveries) delivery.resolve();
  await Promise.all(sent);
});

test('a batch with enough items leaves without waiting for the window', async () => {
  const deliver = vi.fn(async () => undefined);
  const { add } = createBatcher<number>(deliver, { ...limits, windowMs: 60_000 });
  await Promise.all([add([1, 2]), add([3, 4])]);
  expect(deliver.mock.calls).toEqual([[[1, 2, 3, 4]]]);
});

test('a call that would overfill the batch opens the next one', async () => {
  const deliver = vi.fn(async () => undefined);
  const { add } = createBatcher<number>(deliver, limits);
  await Promise.all([add([1, 2, 3]), add([4, 5, 6, 7])]);
  expect(deliver.mock.calls).toEqual([[[1, 2, 3]], [[4, 5, 6, 7]]]);
});

test('a call of more than a batch holds settles when all of it is delivered', async () => {
  const delivered: number[] = [];
  const { add } = createBatcher<number>(async (items) => void delivered.push(...items), limits);
  const items = Array.from({ length: 20 }, (_, index) => index);
  await add(items);
  expect(delivered).toEqual(items);
});

test('a failed delivery fails exactly the calls whose items it held', async () => {
  const deliver = async (items: number[]) => {
    if (items.includes(1)) throw new Error('away');
  };
  const { add } = createBatcher<number>(deliver, { ...limits, enough: { items: 2, bytes: 80 } });
  const calls = await Promise.allSettled([add([1]), add([2]), add([3]), add([4])]);
  expect(calls.map((call) => call.status)).toEqual(['rejected', 'rejected', 'fulfilled', 'fulfilled']);
});

test('settling sends what waits and resolves when nothing is on its way', async () => {
  const delivery = Promise.withResolvers<void>();
  const deliver = vi.fn(() => delivery.promise);
  const { add, settle } = createBatcher<number>(deliver, { ...limits, windowMs: 60_000 });
  const added = add([1]);
  const settled = settle();
  await vi.waitFor(() => expect(deliver).toHaveBeenCalledOnce());
  delivery.resolve();
  await Promise.all([added, settled]);
});

test('adding nothing delivers nothing', async () => {
  const deliver = vi.fn(async () => undefined);
  await createBatcher<number>(deliver, limits).add([]);
  expect(deliver).not.toHaveBeenCalled();
});

test('while as many deliveries as allowed are underway, what comes is one batch for the next', async () => {
  const deliveries: PromiseWithResolvers<void>[] = [];
  const deliver = vi.fn((_items: number[]) => {
    const delivery = Promise.withResolvers<void>();
    deliveries.push(delivery);
    return delivery.promise;
  });
  const { add } = createBatcher<number>(deliver, { ...limits, windowMs: 1, atOnce: 1 });
  const first = add([1]);
  await vi.waitFor(() => expect(deliver).toHaveBeenCalledTimes(1));
  const later = [add([2]), add([3])];
  deliveries[0]?.resolve();
  await first;
  await vi.waitFor(() => expect(deliver).toHaveBeenCalledTimes(2));
  expect(deliver.mock.calls[1]).toEqual([[2, 3]]);
  const enough = add([4, 5, 6, 7]);
  expect(deliver).toHaveBeenCalledTimes(3);
  for (const delivery of deliveries) delivery.resolve();
  await Promise.all([...later, enough]);
});

test('a batch leaves when it has enough bytes, holds no more than it may, and a bigger item goes alone', async () => {
  const deliver = vi.fn(async (_items: number[]) => undefined);
  const { add } = createBatcher<number>(deliver, { ...limits, windowMs: 60_000 });
  await Promise.all([add([1_050]), add([1_060, 1_500]), add([1_030]), add([1_050])]);
  expect(deliver.mock.calls).toEqual([[[1_050]], [[1_060]], [[1_500]], [[1_030, 1_050]]]);
});
