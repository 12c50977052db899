import { z } from 'zod';
import { createdAt, postedEvent } from './activity-event.ts';
import { nameText, text, utc } from './fields.ts';
import { username } from './user.ts';

/** An identifier of another system. */
const foreignId = z.union([z.int(), text(1, 100)], 'must be a whole number or a short text');

/**
 * An activity in a file from elsewhere: what an answer of `GET /api/activities` or an export says of it. People are told
 * by their user name alone, since a `user_id` counts in the system that the file comes from; without either, it was the
 * system itself. `created_at` is required: the past has a time. Without an offset it is UTC.
 */
export const importedActivity = postedEvent
  .extend({
    id: foreignId.nullish(),
    user_id: foreignId.nullish(),
    username: username.nullish(),
    display_name: nameText(100).nullish(),
    created_at: z.string('must be an ISO 8601 instant').transform(utc).pipe(createdAt),
    event_id: postedEvent.shape.event_id.nullish(),
    source: text(0, 100).nullish(),
  })
  .refine(({ user_id, username }) => (user_id ?? null) === null || (username ?? null) !== null, {
    path: ['username'],
    message: 'is required beside user_id, which counts in another system',
  });
export type ImportedActivity = z.output<typeof importedActivity>;
