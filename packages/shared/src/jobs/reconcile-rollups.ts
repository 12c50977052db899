import { z } from 'zod';
import { declareJob } from './job-declaration.ts';

/**
 * Compares every rollup with the activities, at an hour when few write. It mends nothing: a difference is a mistake, which
 * somebody should look at first. Broken off, it begins anew.
 */
export const reconcileRollups = declareJob({
  name: 'reconcile-rollups',
  queue: 'maintenance',
  payload: z.strictObject({}),
  schedule: { cron: '17 2 * * *' },
  attempts: 5,
  backoff: { initialMs: 10_000, maxMs: 10 * 60_000 },
});
