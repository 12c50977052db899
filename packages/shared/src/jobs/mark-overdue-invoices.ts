import { z } from 'zod';
import { declareJob } from './job-declaration.ts';

/**
 * Makes sent invoices overdue whose due date has passed. A day passes once in 24 hours, but a worker may be away at
 * midnight; looking often costs one index.
 */
export const markOverdueInvoices = declareJob({
  name: 'mark-overdue-invoices',
  queue: 'maintenance',
  payload: z.strictObject({}),
  schedule: { every_ms: 10 * 60_000 },
  attempts: 5,
  backoff: { initialMs: 1_000, maxMs: 60_000 },
});
