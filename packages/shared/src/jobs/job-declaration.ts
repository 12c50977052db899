import type { z } from 'zod';

/** A background job, declared once: what it is called, what it carries, and how it is retried. */
export interface JobDeclaration<Payload extends z.ZodType> {
  name: string;
  queue: string;
  payload: Payload;
  /** How often a failing job is tried before it rests among the failed ones. */
  attempts: number;
  /** The wait before the next try doubles from `initialMs` up to `maxMs`. */
  backoff: { initialMs: number; maxMs: number };
}

/** Declares a job; the identity function that keeps the payload's type. */
export const declareJob = <Payload extends z.ZodType>(job: JobDeclaration<Payload>) => job;
