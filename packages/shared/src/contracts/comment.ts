import { z } from 'zod';
import { id, text, version } from './fields.ts';
import { toldApartBy } from './user.ts';

const comment = z.object({
  id,
  task_id: id,
  user_id: id,
  display_name: z.string(),
  told_apart_by: toldApartBy,
  body: z.string(),
  version: z.int(),
  created_at: z.string(),
  /** Null when it was never changed. */
  edited_at: z.string().nullable(),
});
export type Comment = z.output<typeof comment>;

const body = text(1, 5_000).refine((value) => value.trim() !== '', 'must not be empty');

export const listCommentsInput = z.strictObject({ task_id: id });
export const createCommentInput = z.strictObject({ task_id: id, body });
export const updateCommentInput = z.strictObject({ id, body, version: version.optional() });
export const commentIdInput = z.strictObject({ id });
