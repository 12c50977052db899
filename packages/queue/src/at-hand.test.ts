import { expect, test } from 'vitest';
import { createAtHand } from './at-hand.ts';

const limits = { jobs: 32, carried: 100, read: 100 };
const usual = { bytes: 0, alone: false };

/** Work that ends when the test says so, and notes its beginning. */
const controlled = () => {
  const begun: string[] = [];
  const ends = new Map<string, () => void>();
  return {
    begun,
    work: (name: string) => () => {
      begun.push(name);
      const { promise, resolve } = Promise.withResolvers<void>();
      ends.set(name, resolve);
      return promise;
    },
    end: (name: string) => ends.get(name)?.(),
  };
};

test('whoever has enough at hand fetches no more until some of it is done', async () => {
  const hand = createAtHand(limits);
  hand.take('a', { bytes: 60, alone: false });
  expect(hand.limit()).toBe(32);
  hand.take('b', { bytes: 60, alone: false });
  expect(hand.limit()).toBe(1);
  await hand.run('a', async () => undefined);
  expect(hand.limit()).toBe(32);
  hand.take('c', { bytes: 60, alone: false });
  hand.drop('c');
  expect(hand.limit()).toBe(32);
});

test('a job that is tried alone waits for the others, and those that come later wait for it', async () => {
  const hand = createAtHand(limits);
  const { begun, work, end } = controlled();
  const run = (name: string, alone: boolean) => {
    hand.take(name, { ...usual, alone });
    return hand.run(name, work(name));
  };
  const first = run('first', false);
  const suspects = [run('suspect', true), run('another', true)];
  expect(hand.limit()).toBe(1);
  expect(begun).toEqual(['first']);
  end('first');
  await first;
  const late = run('late', false);
  await expect.poll(() => begun).toEqual(['first', 'suspect']);
  end('suspect');
  await suspects[0];
  await expect.poll(() => begun.length).toBe(3);
  for (const name of ['another', 'late']) {
    await expect.poll(() => begun).toContain(name);
    end(name);
  }
  await Promise.all([...suspects, late]);
  expect(hand.limit()).toBe(32);
});

test('what is read at once leaves room for more, and a part that is bigger than that goes by itself', async () => {
  const hand = createAtHand(limits);
  const { begun, work, end } = controlled();
  const all = [
    hand.within(60, work('a')),
    hand.within(30, work('b')),
    hand.within(500, work('c')),
    hand.within(60, work('d')),
  ];
  expect(begun).toEqual(['a', 'b']);
  end('b');
  end('a');
  await expect.poll(() => begun).toContain('c');
  expect(begun).not.toContain('d');
  end('c');
  await expect.poll(() => begun).toContain('d');
  end('d');
  await Promise.all(all);
});

test('work that fails gives its place to others', async () => {
  const hand = createAtHand(limits);
  hand.take('a', { ...usual, alone: true });
  await expect(hand.run('a', () => Promise.reject(new Error('away')))).rejects.toThrow('away');
  await hand.run('b', async () => undefined);
});
