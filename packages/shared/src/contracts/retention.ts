import { z } from 'zod';
import { entityType, id, startTime, trimmedText, wholeNumber } from './fields.ts';

/** Ten thousand days are 27 years. */
const days = wholeNumber(1, 10_000);
const reason = trimmedText(1, 500);

/** For how long activities about a type are kept. Types without a policy are kept for ever. */
export const setRetentionPolicyInput = z.strictObject({
  entity_type: entityType,
  days,
  /** Whether statistics go on counting what was purged. */
  keep_counts: z.boolean().default(true),
});
export const removeRetentionPolicyInput = z.strictObject({ entity_type: entityType });

/** A hold on either a project or a person. */
export const placeHoldInput = z
  .strictObject({ project_id: id.optional(), user_id: id.optional(), reason })
  .refine((hold) => (hold.project_id === undefined) !== (hold.user_id === undefined), {
    path: ['project_id'],
    message: 'must be given, or user_id, and not both',
  });
export const releaseHoldInput = z.strictObject({ id });

const inThePast = startTime.refine((value) => value.getTime() <= Date.now(), 'must not be in the future');

/** What a purge is of: activities that happened before, of one type or of all. */
export const purgeScopeInput = z.strictObject({ before: inThePast, entity_type: entityType.optional() });
export const purgeInput = purgeScopeInput.extend({ reason, keep_counts: z.boolean().default(true) });

/** What a purge would do now. */
export const purgeDue = z.object({
  due: z.int(),
  /** Too new to be sealed: these stay. */
  unsealed: z.int(),
  /** Under a legal hold: these stay. */
  held: z.int(),
});

/** A purge and how far it has come: waiting until it has begun, at its end when it is finished. */
export const purgeOutput = z.object({
  id: z.uuid(),
  number: z.int(),
  reason: z.string(),
  before: z.string(),
  entity_type: z.string().nullable(),
  keep_counts: z.boolean(),
  by_policy: z.boolean(),
  requested_by: z.int().nullable(),
  started_at: z.string(),
  begun_at: z.string().nullable(),
  finished_at: z.string().nullable(),
  last_id: z.int().nullable(),
  purged_through: z.int(),
  purged: z.int(),
});
export type PurgeOutput = z.output<typeof purgeOutput>;

export const legalHold = z.object({
  id: z.int(),
  project_id: z.int().nullable(),
  user_id: z.int().nullable(),
  reason: z.string(),
  placed_by: z.int().nullable(),
  placed_at: z.string(),
});

export const retentionOutput = z.object({
  policies: z.array(z.object({ entity_type: z.string(), days: z.int(), keep_counts: z.boolean() })),
  holds: z.array(legalHold),
  /** The last hundred, the newest first. */
  purges: z.array(purgeOutput),
});
