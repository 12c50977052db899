import { z } from 'zod';
import { id, text } from './fields.ts';

/** POST /api/users/:id/anonymize */
export const anonymizeInput = z.strictObject({ id, reason: text(1, 500) });

/** 202: accepted; the account is erased already. */
export const anonymizationAccepted = z.object({
  job_id: z.string(),
  status: z.enum(['running', 'completed']),
});

/** How many rows, jobs or files were, or would be changed, by place. */
const counts = z.record(z.string(), z.int());

/** GET /api/users/:id/anonymization: how far it is, and the report when it is completed. No personal data. */
export const anonymizationReport = z.object({
  job_id: z.string(),
  user_id: id,
  status: z.enum(['running', 'completed']),
  /** From 0 to 100. */
  progress: z.int(),
  reason: z.string(),
  requested_by: id.nullable(),
  requested_at: z.string(),
  finished_at: z.string().nullable(),
  counts,
});
export type AnonymizationReport = z.output<typeof anonymizationReport>;

const matches = z.object({
  count: z.int(),
  samples: z.array(z.object({ id: z.int(), description: z.string() })),
});

/** GET /api/users/:id/anonymization/preview: what would change. Ambiguous: a name that is a word elsewhere. */
export const anonymizationPreview = z.object({
  counts,
  ambiguous_replaced: matches,
  ambiguous_left: matches,
});
export type AnonymizationPreview = z.output<typeof anonymizationPreview>;

/** A great many objects, which nobody looks at again: to check and copy each takes longer than to write it. */
const manyObjects = z.array(z.unknown().meta({ type: 'object' }));

/** GET /api/users/:id/data: everything that is held about a person. */
export const personData = z.object({
  user_id: id,
  exported_at: z.string(),
  account: z.looseObject({}),
  former_names: z.array(z.looseObject({})),
  data: z.record(z.string(), z.array(z.looseObject({}))),
  activities: manyObjects,
  mentioned_in: manyObjects,
});
