import { z } from 'zod';
import { MAX_EVENTS_PER_REQUEST } from '../contracts/activity.ts';
import { declareJob } from './job-declaration.ts';

/**
 * Stores a batch of events as activities (DESIGN decision 2: a job is a batch); one without events is a claim check: they wait
 * in the outbox. The list is parsed event by event in the worker, so that one bad event is set aside and the others are stored. Only trouble of the surroundings
 * makes the job fail, so it is tried until the database is back: at 15 s a try, 10,000 tries are two days.
 */
export const storeActivities = declareJob({
  name: 'store-activities',
  queue: 'activities',
  payload: z.object({ events: z.array(z.unknown()).max(MAX_EVENTS_PER_REQUEST) }),
  attempts: 10_000,
  backoff: { initialMs: 250, maxMs: 15_000 },
});
