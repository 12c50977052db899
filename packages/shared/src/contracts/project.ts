import { z } from 'zod';
import { projectColors } from '../catalog/project-colors.ts';
import { cents, id, nameText, text, version } from './fields.ts';

const color = z.enum(projectColors, `must be one of ${projectColors.join(', ')}`);

const project = z.object({
  id,
  name: z.string(),
  description: z.string(),
  client_id: id.nullable(),
  client_name: z.string().nullable(),
  color,
  /** What an hour costs the client, in the smallest unit of its currency; null when time is not invoiced. */
  hourly_rate_cents: z.int().nullable(),
  /** The client's, else the workspace's. */
  currency: z.string(),
  archived_at: z.string().nullable(),
  version: z.int(),
  created_at: z.string(),
  member_count: z.int(),
  open_task_count: z.int(),
});
export type Project = z.output<typeof project>;

export const listProjectsInput = z.strictObject({
  archived: z.boolean().default(false),
  client_id: id.optional(),
});

/** Client and rate are for administrators. */
export const createProjectInput = z.strictObject({
  name: nameText(200),
  description: text(0, 2_000).default(''),
  color: color.default('blue'),
  client_id: id.nullable().default(null),
  hourly_rate_cents: cents.nullable().default(null),
});
export const updateProjectInput = z.strictObject({
  id,
  version: version.optional(),
  name: nameText(200).optional(),
  description: text(0, 2_000).optional(),
  color: color.optional(),
  client_id: id.nullable().optional(),
  hourly_rate_cents: cents.nullable().optional(),
});
export const projectIdInput = z.strictObject({ id });
export const projectMemberInput = z.strictObject({ project_id: id, user_id: id });
