import { z } from 'zod';
import { jsonMemory } from '../json/json-memory.ts';
import { MAX_USER_AGENT, posted } from '../posted.ts';
import { eventVersion } from './event-version.ts';
import {
  action,
  entityType,
  id,
  isOfMilliseconds,
  reportedType,
  subjectId,
  TOO_FINE,
  text,
} from './fields.ts';
import { isShallow, isStorableJson, jsonObject, MAX_NESTING } from './json-object.ts';

export const MAX_USERNAME = 100;
export const MAX_ENTITY_NAME = 500;
export const MAX_DESCRIPTION = 10_000;
export const MAX_EXTRA_DATA_BYTES = 64 * 1024;
/** What it may take in memory, by `jsonWeight`: readers hold many at once. */
const MAX_EXTRA_DATA_MEMORY = 512 * 1024;
const CLOCK_SKEW_MS = 5 * 60_000;

const bytes = new TextEncoder();

/** Free metadata of an activity: a JSON object of at most 64 KiB in UTF-8. */
export const extraData = jsonObject.superRefine((value, context) => {
  // Nobody may walk into it before its depth is known.
  if (!isShallow(value))
    return context.addIssue({ code: 'custom', message: `must be nested at most ${MAX_NESTING} levels deep` });
  if (jsonMemory(value, MAX_EXTRA_DATA_MEMORY) > MAX_EXTRA_DATA_MEMORY)
    return context.addIssue({ code: 'custom', message: 'must have fewer objects, lists, names and values' });
  if (bytes.encode(JSON.stringify(value)).length > MAX_EXTRA_DATA_BYTES)
    context.addIssue({ code: 'custom', message: `must be at most ${MAX_EXTRA_DATA_BYTES} bytes of JSON` });
  if (!isStorableJson(value))
    context.addIssue({ code: 'custom', message: 'must not contain NUL or unpaired surrogate characters' });
});

/** When something happened that is reported now, as finely as its source says. */
export const createdAt = z.iso
  .datetime({ offset: true, error: 'must be an ISO 8601 instant with Z or an offset' })
  .refine((value) => Date.parse(value) >= 0, 'must not be before 1970')
  .refine(
    (value) => Date.parse(value) <= Date.now() + CLOCK_SKEW_MS,
    'must not be more than 5 minutes in the future',
  );

/** An event as somebody outside posts it (CONTRACT: POST /api/activities). */
export const postedEvent = z.strictObject({
  action,
  entity_type: reportedType,
  entity_id: id,
  user_id: id.optional(),
  username: text(1, MAX_USERNAME).optional(),
  entity_name: text(0, MAX_ENTITY_NAME).nullish(),
  description: text(0, MAX_DESCRIPTION).nullish(),
  extra_data: extraData.nullish(),
  project_id: id.nullish(),
  ip_address: z.union([z.ipv4(), z.ipv6()], 'must be an IP address').nullish(),
  user_agent: text(0, MAX_USER_AGENT).nullish(),
  created_at: createdAt.refine(isOfMilliseconds, TOO_FINE).optional(),
  event_id: z.uuid('must be a UUID').toLowerCase().optional(),
});
export type PostedEvent = z.output<typeof postedEvent>;

/** Where an activity came from. */
export const activitySource = z.enum(['app', 'api', 'import']);

/**
 * An event on its way through outbox and queue: complete, attributed, and named by whoever produced it.
 * `occurred_at` is set only when the producer said when it happened; otherwise `received_at` counts.
 * `user_id` null: the system itself (command line, first start). `v` says which form it has while it waits, and is no part of
 * what is stored.
 */
export const activityEvent = z.object({
  v: eventVersion.optional(),
  // As the database tells it.
  event_id: z.uuid().toLowerCase(),
  user_id: id.nullable(),
  action,
  entity_type: entityType,
  entity_id: subjectId,
  entity_name: text(0, MAX_ENTITY_NAME).nullable(),
  description: text(0, MAX_DESCRIPTION),
  extra_data: jsonObject
    .refine((value) => isShallow(value), {
      message: `must be nested at most ${MAX_NESTING} levels deep`,
      abort: true,
    })
    .refine((value) => isStorableJson(value), 'must not contain NUL characters'),
  project_id: id.nullable(),
  ip_address: z.union([z.ipv4(), z.ipv6()]).nullable(),
  user_agent: text(0, MAX_USER_AGENT).nullable(),
  source: activitySource,
  occurred_at: z.iso.datetime({ offset: true }).nullable(),
  received_at: z.iso.datetime({ offset: true }),
  /** Of an event that somebody posted with a key. */
  posted: posted.nullish(),
});
export type ActivityEvent = z.output<typeof activityEvent>;
