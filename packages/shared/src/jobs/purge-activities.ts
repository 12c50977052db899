import { z } from 'zod';
import { declareJob } from './job-declaration.ts';

/**
 * Removes what policies or administrators do not want to be kept: begins what policies are due for, and carries out
 * every purge that has not come to its end. Broken off, the next one goes on.
 */
export const purgeActivities = declareJob({
  name: 'purge-activities',
  queue: 'retention',
  payload: z.strictObject({}),
  schedule: { every_ms: 60_000 },
  attempts: 1,
  backoff: { initialMs: 1_000, maxMs: 1_000 },
});
