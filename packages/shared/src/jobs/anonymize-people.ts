import { z } from 'zod';
import { declareJob } from './job-declaration.ts';

/**
 * Goes on with every anonymization that has not come to its end. Whom and why is in the database, so that the queue holds
 * nothing about a person and a lost job loses nothing: it comes again by itself. A queue of its own, as a big history takes
 * minutes.
 */
export const anonymizePeople = declareJob({
  name: 'anonymize-people',
  queue: 'privacy',
  payload: z.strictObject({}),
  schedule: { every_ms: 60_000 },
  attempts: 5,
  backoff: { initialMs: 1_000, maxMs: 60_000 },
});
