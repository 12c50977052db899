import { z } from 'zod';
import { id, text } from './fields.ts';

export const timeEntry = z.object({
  id,
  user_id: id,
  project_id: id,
  project_name: z.string(),
  task_id: id.nullable(),
  task_name: z.string().nullable(),
  notes: z.string(),
  started_at: z.string(),
  /** Null while the timer runs. */
  ended_at: z.string().nullable(),
});
export type TimeEntry = z.output<typeof timeEntry>;

const moment = z.iso.datetime({ offset: true, error: 'must be an ISO 8601 instant with Z or an offset' });
const subject = { project_id: id, task_id: id.nullable().default(null), notes: text(0, 2_000).default('') };

export const startTimerInput = z.strictObject(subject);
export const createTimeEntryInput = z.strictObject({ ...subject, started_at: moment, ended_at: moment });
export const updateTimeEntryInput = z.strictObject({
  id,
  project_id: id.optional(),
  task_id: id.nullable().optional(),
  notes: text(0, 2_000).optional(),
  started_at: moment.optional(),
  ended_at: moment.optional(),
});
export const timeEntryIdInput = z.strictObject({ id });
export const listTimeEntriesInput = z.strictObject({ limit: z.int().min(1).max(100).default(50) });
