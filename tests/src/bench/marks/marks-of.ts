import type { Results } from '../run-bench.ts';
import { erasureMarks } from './erasure-marks.ts';
import { latencyMarks } from './latency-marks.ts';
import type { Mark } from './mark.ts';
import { memoryMarks } from './memory-marks.ts';
import { readMarks } from './read-marks.ts';
import { sealingMarks } from './sealing-marks.ts';
import { startMarks } from './start-marks.ts';
import { writeMarks } from './write-marks.ts';

/** Everything that is wanted of the product, with what a run says about it. */
export const marksOf = (results: Results): Mark[] => [
  ...writeMarks(results),
  ...sealingMarks(results),
  ...erasureMarks(results),
  ...readMarks(results),
  ...latencyMarks(results),
  ...memoryMarks(results),
  ...startMarks(results),
];
