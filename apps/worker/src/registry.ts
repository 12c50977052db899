import { type JobHandlers, type ReportProgress, UnrecoverableError } from '@timetracker/queue';
import { type JobDeclaration, jobs } from '@timetracker/shared';
import { z } from 'zod';

/** A declared job and what is done for it. */
export interface JobHandler {
  name: string;
  run: (data: unknown, report: ReportProgress) => Promise<void>;
}

/**
 * Binds a job's declaration to its handler, which gets the payload parsed. A payload that does not fit is not tried
 * again: it rests among the failed jobs.
 */
export const handles = <Payload extends z.ZodType>(
  job: JobDeclaration<Payload>,
  handle: (payload: z.output<Payload>, report: ReportProgress) => Promise<void>,
): JobHandler => ({
  name: job.name,
  run: async (data, report) => {
    const payload = job.payload.safeParse(data);
    if (!payload.success) throw new UnrecoverableError(z.prettifyError(payload.error));
    await handle(payload.data, report);
  },
});

/**
 * The handlers by job name.
 * @throws when a declared job has no handler or several, or a handler's job is not declared
 */
export function createRegistry(
  handlers: readonly JobHandler[],
  declared: readonly { name: string }[] = jobs,
): JobHandlers {
  for (const { name } of declared) {
    const count = handlers.filter((handler) => handler.name === name).length;
    if (count !== 1) throw new Error(`job ${name} must have exactly one handler, but has ${count}`);
  }
  for (const { name } of handlers) {
    if (!declared.some((job) => job.name === name))
      throw new Error(`job ${name} has a handler but no declaration`);
  }
  return Object.fromEntries(handlers.map((handler) => [handler.name, handler.run]));
}
