import { expect, test } from 'vitest';
import { parts, readOptions } from './options.ts';

test('without options, everything is measured on histories of ten thousand and of a million', () => {
  expect(readOptions([])).toEqual({
    sizes: [10_000, 1_000_000],
    only: parts,
    data: undefined,
    quick: false,
    help: false,
  });
});

test('sizes have suffixes, and come once and in order', () => {
  expect(readOptions(['--size', '10M, 500,10k,10000']).sizes).toEqual([500, 10_000, 10_000_000]);
});

test.for([
  [['--size', '10g'], '--size takes numbers up to 100m such as 10k,1m,10m, not "10g"'],
  [['--size', '0'], '--size takes numbers up to 100m such as 10k,1m,10m, not "0"'],
  [['--size', '1k,'], '--size takes numbers up to 100m such as 10k,1m,10m, not ""'],
  [['--size', '101m'], '--size takes numbers up to 100m such as 10k,1m,10m, not "101m"'],
  [
    ['--only', 'reads,cooks'],
    '--only knows latency, writes, sealing, erasure, reads, pages, start, not "cooks"',
  ],
  [['--sizes', '1k'], "Unknown option '--sizes'"],
] as const)('refuses %s in one line', ([args, line]) => {
  expect(() => readOptions(args)).toThrow(line);
});
