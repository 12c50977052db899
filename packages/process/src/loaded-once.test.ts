import { expect, test } from 'vitest';
import { loadedOnce } from './loaded-once.ts';

test('it is loaded at the first need, once for all who ask meanwhile and later', async () => {
  let loads = 0;
  const needed = loadedOnce(async () => ({ number: ++loads }));
  expect(loads).toBe(0);
  const answers = await Promise.all([needed(), needed()]);
  expect([...answers, await needed()]).toEqual([{ number: 1 }, { number: 1 }, { number: 1 }]);
});

test('a load that fails is told to whoever asked, and tried again for the next one', async () => {
  let loads = 0;
  const needed = loadedOnce(async () => {
    if (++loads === 1) throw new Error('not there');
    return loads;
  });
  await expect(Promise.all([needed(), needed()])).rejects.toThrow('not there');
  expect(await needed()).toBe(2);
  expect(await needed()).toBe(2);
});
