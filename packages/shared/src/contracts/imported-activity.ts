import { z } from 'zod';
import { createdAt, postedEvent } from './activity-event.ts';
import { entityType, subjectId, text, trimmedText } from './fields.ts';
import { importedInstant } from './imported-instant.ts';
import { username } from './user.ts';

const instant = z
  .string('must be an ISO 8601 instant, or milliseconds since 1970')
  .refine(
    (value) => !/^\d+$/.test(value),
    'is a number that is not of 12 to 14 digits: whether it counts seconds or milliseconds cannot be told',
  )
  .pipe(createdAt);

/** An identifier of another system. */
const foreignId = z.union([z.int(), text(1, 100)], 'must be a whole number or a short text');

const importedFields = postedEvent.extend({
  id: foreignId.nullish(),
  user_id: foreignId.nullish(),
  username: username.nullish(),
  /** Only whoever gets an account is called so, and only if somebody may be. */
  display_name: trimmedText(0, 500).nullish(),
  created_at: z.preprocess(importedInstant, instant),
  event_id: postedEvent.shape.event_id.nullish(),
  source: text(0, 100).nullish(),
  // What answers say besides: it follows from the rest here, or cannot be known of another system.
  posted: z.unknown().optional(),
  backdated: z.unknown().optional(),
  told_apart_by: z.unknown().optional(),
});

/** What a row may say. */
export const importedFieldNames = Object.keys(importedFields.shape);

const isNamed = ({ user_id, username }: Pick<z.output<typeof importedFields>, 'user_id' | 'username'>) =>
  (user_id ?? null) === null || (username ?? null) !== null;
const unnamed = { path: ['username'], message: 'is required beside user_id, which counts in another system' };

/**
 * An activity in a file from elsewhere: what an answer of `GET /api/activities` or an export says of it. People are told
 * by their user name alone, since a `user_id` counts in the system that the file comes from; without either, it was the
 * system itself. `created_at` is required: the past has a time. Without an offset it is UTC.
 */
export const importedActivity = importedFields.refine(isNamed, unnamed);

/** A row that may also be of what TimeTracker alone tells: nobody may report it, but it may be stored already. */
export const importedRecord = importedFields
  .extend({ entity_type: entityType, entity_id: subjectId })
  .refine(isNamed, unnamed);
export type ImportedActivity = z.output<typeof importedRecord>;
