import { expect, test, vi } from 'vitest';
import { reconnecting } from './reconnecting.ts';

const connected = (waitUntilReady: () => Promise<void>) => ({
  waitUntilReady,
  close: vi.fn(async () => undefined),
});

test('what connected once is kept', async () => {
  const open = vi.fn(() => connected(async () => undefined));
  const { get } = reconnecting(open);
  expect(await get()).toBe(await get());
  expect(open).toHaveBeenCalledOnce();
});

test('what failed to connect is closed, and the next call makes another', async () => {
  const broken = connected(() => Promise.reject(new Error('refused')));
  const whole = connected(async () => undefined);
  const { get } = reconnecting(
    vi.fn<() => typeof whole>().mockReturnValueOnce(broken).mockReturnValue(whole),
  );
  await expect(get()).rejects.toThrow('refused');
  expect(await get()).toBe(whole);
  expect(broken.close).toHaveBeenCalledOnce();
});

test('nothing is opened after closing', async () => {
  const thing = connected(async () => undefined);
  const { get, close } = reconnecting(() => thing);
  await get();
  await close();
  expect(thing.close).toHaveBeenCalledOnce();
  await expect(get()).rejects.toThrow('closed');
});

test('closing ends though the thing’s own does not', async () => {
  const { get, close } = reconnecting(() => ({
    waitUntilReady: async () => undefined,
    close: () => new Promise<never>(() => undefined),
  }));
  await get();
  await close();
});
