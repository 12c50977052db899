import { z } from 'zod';
import { declareJob } from './job-declaration.ts';

/**
 * Seals what was stored into a signed checkpoint when 10,000 activities wait for one, or one has waited for most of a
 * minute. Looking costs two rows; the next look is soon, so that a failed one need not be tried again.
 */
export const sealLog = declareJob({
  name: 'seal-log',
  queue: 'sealing',
  payload: z.strictObject({}),
  schedule: { every_ms: 5_000 },
  attempts: 1,
  keep_failed: false,
  backoff: { initialMs: 1_000, maxMs: 1_000 },
});
