import { z } from 'zod';
import { posted } from '../posted.ts';
import { postedEvent } from './activity-event.ts';
import { action, endTime, entityType, id, startTime, subjectId, text, wholeNumber } from './fields.ts';
import { jsonObject } from './json-object.ts';
import { listOf } from './list-of.ts';
import { toldApartBy } from './user.ts';

/** An activity as readers see it: the seed's keys, then ours. `ip_address`, `user_agent` and `posted` only on request. */
export const activity = z.object({
  id: z.int(),
  user_id: id.nullable(),
  username: z.string().nullable(),
  display_name: z.string(),
  told_apart_by: toldApartBy,
  action,
  entity_type: entityType,
  entity_id: subjectId,
  entity_name: z.string().nullable(),
  description: z.string(),
  extra_data: jsonObject,
  created_at: z.string(),
  event_id: z.string(),
  project_id: id.nullable(),
  source: z.string(),
  /** Its person posted it with a date of the past; absent otherwise. */
  backdated: z.literal(true).optional(),
  ip_address: z.string().nullish(),
  user_agent: z.string().nullish(),
  /** Who really posted it, from where and when; null when nobody did with a key. */
  posted: posted.nullish(),
});
export type Activity = z.output<typeof activity>;

/** The filters that feed, search, export and statistics share. */
export const activityFilters = z.strictObject({
  /** Any of these people. */
  user_id: z.array(id).min(1, 'must not be empty').max(100, 'must name at most 100 people').optional(),
  entity_type: z.array(entityType).min(1, 'must not be empty').max(100, 'must name at most 100').optional(),
  action: z.array(action).min(1, 'must not be empty').max(100, 'must name at most 100').optional(),
  start_date: startTime.optional(),
  end_date: endTime.optional(),
  project_id: id.optional(),
  entity_id: id.optional(),
  /** Stored after the activity with this id. */
  after_id: z.int('must be a whole number').min(0, 'must be at least 0').optional(),
  q: text(1, 500).optional(),
});
export type ActivityFilters = z.output<typeof activityFilters>;

/** GET /api/activities (the seed, "Get Activities"; CONTRACT). */
export const listActivitiesInput = activityFilters
  .extend({
    limit: wholeNumber(1, 100).default(50),
    page: z
      .number('must be at least 1')
      .int('must be a whole number')
      .min(1, 'must be at least 1')
      .optional(),
    /** Goes on with older activities: the `next_cursor` of an earlier answer. */
    cursor: z.string().max(200).optional(),
    /** Goes back to newer activities: the `prev_cursor` of an earlier answer. */
    newer_than: z.string().max(200).optional(),
    include: z.enum(['security'], 'must be security').optional(),
  })
  .refine((input) => !(input.cursor && input.page), {
    path: ['page'],
    message: 'must not be given with cursor',
  })
  .refine((input) => !(input.newer_than && (input.page || input.cursor)), {
    path: ['newer_than'],
    message: 'must not be given with page or cursor',
  })
  .refine((input) => input.entity_id === undefined || input.entity_type?.length === 1, {
    path: ['entity_id'],
    message: 'needs one entity_type',
  })
  .refine((input) => !input.start_date || !input.end_date || input.start_date <= input.end_date, {
    path: ['start_date'],
    message: 'must not be after end_date',
  });
export type ListActivitiesInput = z.output<typeof listActivitiesInput>;

export const listActivitiesOutput = z.object({
  activities: z.array(activity),
  total: z.int(),
  pages: z.int(),
  /** Null when reading by cursor. */
  current_page: z.int().nullable(),
  has_next: z.boolean(),
  has_prev: z.boolean(),
  next_cursor: z.string().nullable(),
  /**
   * The place above the first of these activities, for what is newer or comes to be; null where there are none, and none
   * above their place.
   */
  prev_cursor: z.string().nullable(),
});
export type ListActivitiesOutput = z.output<typeof listActivitiesOutput>;

/** GET /api/activities/:id by number or event_id. */
export const getActivityInput = z.strictObject({
  id: z.union([z.string().regex(/^\d{1,15}$/), z.uuid()], 'must be a number or an event_id (UUID)'),
  include: z.enum(['security'], 'must be security').optional(),
});

export const MAX_EVENTS_PER_REQUEST = 1_000;

const manyMessage = `must have between 1 and ${MAX_EVENTS_PER_REQUEST.toLocaleString('en')} events`;

/** POST /api/activities: one event, or a list of them. */
export const postActivitiesInput = z.union([
  z.strictObject({
    activities: listOf(postedEvent, { min: 1, max: MAX_EVENTS_PER_REQUEST }, manyMessage),
  }),
  postedEvent,
]);

export type PostActivitiesInput = z.output<typeof postActivitiesInput>;

export const postActivitiesOutput = z.union([
  z.object({ accepted: z.int(), event_ids: z.array(z.string()) }),
  z.object({ activities: z.array(activity) }),
]);

/** An event that could not be stored, kept with the reason and shown to administrators. */
const setAsideEvent = z.object({
  id: z.int(),
  event_id: z.string().nullable(),
  reason: z.enum(['invalid', 'rejected', 'conflict']),
  detail: z.string(),
  payload: z.string(),
  set_aside_at: z.string(),
});
export const listSetAsideInput = z.strictObject({ limit: wholeNumber(1, 100).default(50) });
export const listSetAsideOutput = z.object({
  events: z.array(setAsideEvent),
  total: z.int(),
  /** Events that have not failed, but are of a version that no worker knows yet. */
  awaiting_newer_worker: z.int(),
});
