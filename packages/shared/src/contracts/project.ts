import { z } from 'zod';
import { id, nameText, text } from './fields.ts';

export const project = z.object({
  id,
  name: z.string(),
  description: z.string(),
  archived_at: z.string().nullable(),
  created_at: z.string(),
  member_count: z.int(),
});
export type Project = z.output<typeof project>;

export const listProjectsInput = z.strictObject({ archived: z.boolean().default(false) });
export const createProjectInput = z.strictObject({
  name: nameText(200),
  description: text(0, 2_000).default(''),
});
export const updateProjectInput = z.strictObject({
  id,
  name: nameText(200).optional(),
  description: text(0, 2_000).optional(),
});
export const projectIdInput = z.strictObject({ id });
export const projectMemberInput = z.strictObject({ project_id: id, user_id: id });

export const projectMember = z.object({ user_id: id, username: z.string(), display_name: z.string() });
