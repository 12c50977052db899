import type { EntityManager } from '@mikro-orm/postgresql';
import { type ActivityEvent, activityEvent } from '@timetracker/shared';
import { z } from 'zod';
import { refuseQueued } from './refuse-queued.ts';
import { setAside, type UnfitEvent } from './set-aside.ts';
import { type StoreResult, storeEvents } from './store-events.ts';
import { storeOrSplit } from './store-or-split.ts';

const eventIdIn = (payload: unknown): string | null =>
  typeof payload === 'object' && payload !== null && 'event_id' in payload ? String(payload.event_id) : null;

/** What vouches for an erasure or a purge is written by whoever carries it out, and never comes by way of the queue. */
const vouching: readonly string[] = ['started', 'anonymized', 'purged'];

function parseEvent(payload: unknown): ActivityEvent | UnfitEvent {
  const parsed = activityEvent.safeParse(payload);
  if (parsed.success) {
    const { event_id, entity_type, action } = parsed.data;
    if (entity_type !== 'audit' || !vouching.includes(action)) return parsed.data;
    const detail = `An activity that something was ${action} is not taken from others`;
    return { event_id, reason: 'rejected', detail, payload };
  }
  const detail = z.prettifyError(parsed.error);
  return { event_id: eventIdIn(payload), reason: 'invalid', detail, payload };
}

const isUnfit = (event: ActivityEvent | UnfitEvent): event is UnfitEvent => 'reason' in event;
const isFit = (event: ActivityEvent | UnfitEvent): event is ActivityEvent => !isUnfit(event);

/** Where a batch comes from. Whoever can write into the outbox table is the app; into the queue, whoever reaches its server. */
export type Origin = 'outbox' | 'queue';

/**
 * Stores what can be stored of a batch, and sets the rest aside with the reason: one poison event never stops the others.
 * From the queue, only what somebody may have posted is stored ({@link refuseQueued}).
 * @throws when the database is away; the whole batch may be tried again then, nothing is stored twice
 */
export async function storeBatch(
  em: EntityManager,
  payloads: readonly unknown[],
  origin: Origin = 'outbox',
): Promise<StoreResult> {
  const parsed = payloads.map(parseEvent);
  const inShape = parsed.filter(isFit);
  const against =
    origin === 'queue' ? await refuseQueued(em.fork(), inShape) : new Map<ActivityEvent, string>();
  const fit = inShape.filter((event) => !against.has(event));
  await setAside(em.fork(), [
    ...parsed.filter(isUnfit),
    ...[...against].map(([event, detail]) => rejected(event, detail)),
  ]);
  const { results, refused } = await storeOrSplit(fit, (events) => storeEvents(em, events));
  await setAside(
    em.fork(),
    refused.map(({ item, detail }) => rejected(item, detail)),
  );
  return {
    stored: results.flatMap((result) => result.stored),
    duplicates: results.reduce((sum, result) => sum + result.duplicates, 0),
    conflicts: results.flatMap((result) => result.conflicts),
  };
}

const rejected = (event: ActivityEvent, detail: string): UnfitEvent => ({
  event_id: event.event_id,
  reason: 'rejected',
  detail,
  payload: event,
});

/** Sets an event aside that cannot even be tried, with the reason. */
export const setApart = (
  em: EntityManager,
  { payload, detail }: { payload: unknown; detail: string },
): Promise<void> =>
  setAside(em.fork(), [{ event_id: eventIdIn(payload), reason: 'rejected', detail, payload }]);
