import { z } from 'zod';
import { declareJob } from './job-declaration.ts';

/**
 * Brings the search index up to the newest activities. What it does not know yet is found all the same, looked through
 * one by one: it need not hurry, only never fall far behind.
 */
export const indexSearch = declareJob({
  name: 'index-search',
  queue: 'search',
  payload: z.strictObject({}),
  schedule: { every_ms: 5_000 },
  attempts: 5,
  backoff: { initialMs: 1_000, maxMs: 60_000 },
});
