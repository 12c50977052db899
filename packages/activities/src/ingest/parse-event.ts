import { type ActivityEvent, activityEvent, isSurelyEvent } from '@timetracker/shared';
import { z } from 'zod';
import type { UnfitEvent } from './set-aside.ts';

/** The event_id of a payload of whatever shape. */
export const eventIdIn = (payload: unknown): string | null =>
  typeof payload === 'object' && payload !== null && 'event_id' in payload ? String(payload.event_id) : null;

/** What vouches for an erasure or a purge is written by whoever carries it out, and never comes by way of the queue. */
const vouching: readonly string[] = ['started', 'anonymized', 'purged'];

function parseEvent(payload: unknown): ActivityEvent | UnfitEvent {
  if (isSurelyEvent(payload)) return checked(payload, payload);
  const parsed = activityEvent.safeParse(payload);
  if (parsed.success) return checked(parsed.data, payload);
  const detail = z.prettifyError(parsed.error);
  return { event_id: eventIdIn(payload), reason: 'invalid', detail, payload };
}

function checked(event: ActivityEvent, payload: unknown): ActivityEvent | UnfitEvent {
  const { event_id, entity_type, action } = event;
  if (entity_type !== 'audit' || !vouching.includes(action)) return event;
  const detail = `An activity that something was ${action} is not taken from others`;
  return { event_id, reason: 'rejected', detail, payload };
}

const isUnfit = (event: ActivityEvent | UnfitEvent): event is UnfitEvent => 'reason' in event;
const isFit = (event: ActivityEvent | UnfitEvent): event is ActivityEvent => !isUnfit(event);

/** Events out of payloads of whatever shape, and those that are none, with the reasons. */
export function parseEvents(payloads: readonly unknown[]): { fit: ActivityEvent[]; unfit: UnfitEvent[] } {
  const parsed = payloads.map(parseEvent);
  return { fit: parsed.filter(isFit), unfit: parsed.filter(isUnfit) };
}

/** An event that is in shape, and is not stored all the same. */
export const rejected = (event: ActivityEvent, detail: string): UnfitEvent => ({
  event_id: event.event_id,
  reason: 'rejected',
  detail,
  payload: event,
});
