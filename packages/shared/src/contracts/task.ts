import { z } from 'zod';
import { taskPriorityValues } from '../catalog/task-priority.ts';
import { taskStatusValues } from '../catalog/task-status.ts';
import { day, id, nameText, text, version, wholeNumber } from './fields.ts';
import { toldApartBy } from './user.ts';

const status = z.enum(taskStatusValues, `must be one of ${taskStatusValues.join(', ')}`);
const priority = z.enum(taskPriorityValues, `must be one of ${taskPriorityValues.join(', ')}`);

const task = z.object({
  id,
  project_id: id,
  project_name: z.string(),
  name: z.string(),
  description: z.string(),
  status,
  priority,
  assignee_id: id.nullable(),
  assignee_name: z.string().nullable(),
  /** As `told_apart_by` of others. */
  assignee_told_apart_by: toldApartBy,
  due_date: z.string().nullable(),
  comment_count: z.int(),
  version: z.int(),
  created_at: z.string(),
});
export type Task = z.output<typeof task>;

/** Without a project: tasks of every project that the caller may work in and that is not archived. */
export const listTasksInput = z.strictObject({
  project_id: id.optional(),
  assignee_id: id.optional(),
  /** Neither done nor cancelled. */
  open: z.boolean().optional(),
  /** A part of the name, in any case. */
  search: text(1, 200).optional(),
  limit: wholeNumber(1, 1_000).default(1_000),
});
export const createTaskInput = z.strictObject({
  project_id: id,
  name: nameText(200),
  description: text(0, 2_000).default(''),
  status: status.default('todo'),
  priority: priority.default('normal'),
  assignee_id: id.nullable().default(null),
  due_date: day.nullable().default(null),
});
export const updateTaskInput = z.strictObject({
  id,
  version: version.optional(),
  name: nameText(200).optional(),
  description: text(0, 2_000).optional(),
  status: status.optional(),
  priority: priority.optional(),
  assignee_id: id.nullable().optional(),
  due_date: day.nullable().optional(),
});
export const taskIdInput = z.strictObject({ id });
