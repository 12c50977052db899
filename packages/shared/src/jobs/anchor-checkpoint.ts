import { z } from 'zod';
import { declareJob } from './job-declaration.ts';

/**
 * Carries the newest checkpoint out of the reach of whoever owns the database. It is among the mails, not the sealing:
 * places outside take their time.
 */
export const anchorCheckpoint = declareJob({
  name: 'anchor-checkpoint',
  queue: 'mail',
  payload: z.strictObject({}),
  schedule: { every_ms: 60_000 },
  attempts: 3,
  keep_failed: false,
  backoff: { initialMs: 5_000, maxMs: 20_000 },
});
