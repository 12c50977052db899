import { isDeepStrictEqual } from 'node:util';
import type { ActivityEvent } from '@timetracker/shared';
import type { ForgottenPerson } from '../redaction/erased-subjects.ts';
import { withoutForgotten } from '../redaction/redact-event.ts';

/** The content of a stored activity, as far as its producer decided it. */
export type StoredContent = Pick<
  ActivityEvent,
  | 'event_id'
  | 'user_id'
  | 'action'
  | 'entity_type'
  | 'entity_id'
  | 'entity_name'
  | 'description'
  | 'extra_data'
  | 'project_id'
  | 'ip_address'
  | 'user_agent'
> & { created_at: Date };

const fields = [
  'user_id',
  'action',
  'entity_type',
  'entity_id',
  'entity_name',
  'description',
  'project_id',
  'ip_address',
  'user_agent',
] as const;

/**
 * Whether an event says something else than the activity stored under its event_id. Both are compared as they would be stored
 * now: without the people who were forgotten, before or since. The time counts only if the producer gave one: a repeated
 * request is received later, and is the same event all the same.
 */
export function contentDiffers(
  event: ActivityEvent,
  stored: StoredContent,
  forgotten: readonly ForgottenPerson[],
): boolean {
  const [said, kept] = [withoutForgotten(event, forgotten), withoutForgotten(stored, forgotten)];
  if (fields.some((field) => said[field] !== kept[field])) return true;
  if (!isDeepStrictEqual(asStored(said.extra_data), asStored(kept.extra_data))) return true;
  return event.occurred_at !== null && Date.parse(event.occurred_at) !== stored.created_at.getTime();
}

/** As it comes back from the database: JSON knows no -0. */
const asStored = (value: unknown): unknown => JSON.parse(JSON.stringify(value));
