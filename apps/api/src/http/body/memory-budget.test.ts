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
