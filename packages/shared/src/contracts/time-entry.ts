import { z } from 'zod';
import { id, isInCalendar, isOfMilliseconds, TOO_FINE, text, version, wholeNumber } from './fields.ts';
import { toldApartBy } from './user.ts';

const timeEntry = z.object({
  id,
  user_id: id,
  display_name: z.string(),
  told_apart_by: toldApartBy,
  project_id: id,
  project_name: z.string(),
  project_color: z.string(),
  task_id: id.nullable(),
  task_name: z.string().nullable(),
  notes: z.string(),
  started_at: z.string(),
  /** Null while the timer runs. */
  ended_at: z.string().nullable(),
  /** The invoice that bills it; what is billed can be neither changed nor deleted. */
  invoice_id: id.nullable(),
  version: z.int(),
});
export type TimeEntry = z.output<typeof timeEntry>;

const MOMENT_FORM = 'must be an ISO 8601 instant with Z or an offset';
const moment = z.iso
  .datetime({ offset: true, error: MOMENT_FORM })
  .refine(isInCalendar, MOMENT_FORM)
  .refine(isOfMilliseconds, TOO_FINE);
const subject = { project_id: id, task_id: id.nullable().default(null), notes: text(0, 2_000).default('') };

export const startTimerInput = z.strictObject({
  ...subject,
  /** Stop the timer that runs, if any, instead of refusing. */
  stop_running: z.boolean().default(false),
});
export const createTimeEntryInput = z.strictObject({ ...subject, started_at: moment, ended_at: moment });
export const updateTimeEntryInput = z.strictObject({
  id,
  version: version.optional(),
  project_id: id.optional(),
  task_id: id.nullable().optional(),
  notes: text(0, 2_000).optional(),
  started_at: moment.optional(),
  ended_at: moment.optional(),
});
export type UpdateTimeEntryInput = z.output<typeof updateTimeEntryInput>;
export const timeEntryIdInput = z.strictObject({ id });

/**
 * The caller's own entries; with a project, everybody's in it; of somebody else, for administrators.
 * `from` and `to` choose entries that touch the period [from, to).
 */
export const listTimeEntriesInput = z.strictObject({
  user_id: id.optional(),
  project_id: id.optional(),
  task_id: id.optional(),
  from: moment.optional(),
  to: moment.optional(),
  limit: wholeNumber(1, 1_000).default(50),
});
export type ListTimeEntriesInput = z.output<typeof listTimeEntriesInput>;

/** Time of a project, in seconds, running timers not included. */
const projectTime = z.object({
  total_seconds: z.int(),
  unbilled_seconds: z.int(),
  by_person: z.array(
    z.object({ user_id: id, display_name: z.string(), told_apart_by: toldApartBy, seconds: z.int() }),
  ),
  by_task: z.array(z.object({ task_id: id.nullable(), task_name: z.string().nullable(), seconds: z.int() })),
});
export type ProjectTime = z.output<typeof projectTime>;
