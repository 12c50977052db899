import { z } from 'zod';
import { taskStatusValues } from '../catalog/index.ts';
import { id, nameText, text } from './fields.ts';

const status = z.enum(taskStatusValues, `must be one of ${taskStatusValues.join(', ')}`);

export const task = z.object({
  id,
  project_id: id,
  name: z.string(),
  description: z.string(),
  status,
  assignee_id: id.nullable(),
  created_at: z.string(),
});
export type Task = z.output<typeof task>;

export const listTasksInput = z.strictObject({ project_id: id });
export const createTaskInput = z.strictObject({
  project_id: id,
  name: nameText(200),
  description: text(0, 2_000).default(''),
  status: status.default('todo'),
  assignee_id: id.nullable().default(null),
});
export const updateTaskInput = z.strictObject({
  id,
  name: nameText(200).optional(),
  description: text(0, 2_000).optional(),
  status: status.optional(),
  assignee_id: id.nullable().optional(),
});
export const taskIdInput = z.strictObject({ id });
