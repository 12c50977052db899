import { expect, test } from 'vitest';
import { MemoryBudget } from './memory-budget.ts';

test('one owner gets their share, all together no more than there is, and what is given back is there again', () => {
  const budget = new MemoryBudget({ total: 100, each: 60 });
  const mine = budget.open('me');
  mine.grow(40);
  const alsoMine = budget.open('me');
  expect(() => alsoMine.grow(21)).toThrow('You send too much at once');
  alsoMine.grow(20);
  const yours = budget.open('you');
  expect(() => yours.grow(41)).toThrow('Too much is being received');
  yours.grow(40);
  expect(budget.held).toBe(100);
  mine.release();
  mine.release();
  expect(budget.held).toBe(60);
  budget.open('me').grow(40);
  for (const hold of [alsoMine, yours]) hold.release();
  expect(budget.held).toBe(40);
});

test('whoever waits gets what is given back, in the order in which they came, and is told when nothing is', async () => {
  const budget = new MemoryBudget({ total: 100, each: 60 });
  const mine = budget.open('me');
  mine.grow(50);
  const first = budget.open('me');
  const second = budget.open('me');
  const got: string[] = [];
  const waits = [
    first.wait(40, 60_000).then(() => got.push('first')),
    second.wait(40, 60_000).then(() => got.push('second')),
  ];
  await expect(budget.open('me').wait(40, 1)).rejects.toThrow('Too much is being received');
  expect(got).toEqual([]);
  mine.shrink(20);
  await expect(budget.open('me').wait(61, 60_000)).rejects.toMatchObject({ kind: 'tooLarge' });
  expect(got).toEqual([]);
  mine.release();
  await waits[0];
  expect([got, budget.held]).toEqual([['first'], 40]);
  first.release();
  await waits[1];
  second.release();
  expect([got, budget.held]).toEqual([['first', 'second'], 0]);
});
