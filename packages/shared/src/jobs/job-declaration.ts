import type { z } from 'zod';
import type { QueueName } from './queues.ts';

/** When a job comes by itself: every so many milliseconds, the first time at once, or by a cron pattern in UTC. */
export type JobSchedule = { every_ms: number } | { cron: string };

/** A background job, declared once: what it is called, what it carries, when it comes, and how it is retried. */
export interface JobDeclaration<Payload extends z.ZodType = z.ZodType> {
  name: string;
  queue: QueueName;
  payload: Payload;
  /** A scheduled job carries `{}`, exists once however many workers run, and goes when its schedule goes. */
  schedule?: JobSchedule;
  /** How often a failing job is tried before it rests among the failed ones. */
  attempts: number;
  /** False: a job that was given up is forgotten, for what it carries is nobody's to read. */
  keep_failed?: boolean;
  /** The wait before the next try doubles from `initialMs` up to `maxMs`. */
  backoff: { initialMs: number; maxMs: number };
}

/** What a job carries, as it is handed to the queue. */
export type JobInput<Job extends JobDeclaration> = z.input<Job['payload']>;

/** Declares a job; the identity function that keeps the payload's type. */
export const declareJob = <Payload extends z.ZodType>(job: JobDeclaration<Payload>) => job;
