import { z } from 'zod';
import { activityFilters } from './activity.ts';
import { day, id, nameText, wholeNumber } from './fields.ts';
import { toldApartBy } from './user.ts';

/** How many views a person may have. */
export const MAX_SAVED_VIEWS = 50;

/**
 * What a view of the feed is narrowed to. Its days are those of whoever looks: midnight is where they are, and
 * `days` are counted from the day on which they look.
 */
const viewFilters = activityFilters
  .pick({ user_id: true, entity_type: true, action: true, project_id: true, q: true })
  .extend({
    start_date: day.optional(),
    end_date: day.optional(),
    /** Today and the days before it, as many in all. */
    days: wholeNumber(1, 3_650).optional(),
  })
  .refine((filters) => filters.days === undefined || !(filters.start_date ?? filters.end_date), {
    path: ['days'],
    message: 'must not be given with start_date or end_date',
  })
  .refine((filters) => !filters.start_date || !filters.end_date || filters.start_date <= filters.end_date, {
    path: ['start_date'],
    message: 'must not be after end_date',
  });
export type ViewFilters = z.output<typeof viewFilters>;

/** A filter of the feed under a name: its owner's, or, shared by an administrator, everybody's. */
const savedView = z.object({
  id,
  user_id: id,
  owner_name: z.string(),
  /** As `told_apart_by` of others. */
  owner_told_apart_by: toldApartBy,
  name: z.string(),
  filters: viewFilters,
  shared: z.boolean(),
  created_at: z.string(),
});
export type SavedView = z.output<typeof savedView>;

const name = nameText(60);

export const createSavedViewInput = z.strictObject({
  name,
  filters: viewFilters,
  shared: z.boolean().default(false),
});
export const updateSavedViewInput = z.strictObject({
  id,
  name: name.optional(),
  filters: viewFilters.optional(),
  shared: z.boolean().optional(),
});
export const savedViewIdInput = z.strictObject({ id });
