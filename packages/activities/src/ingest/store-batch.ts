import type { EntityManager } from '@mikro-orm/postgresql';
import type { ActivityEvent } from '@timetracker/shared';
import { eventIdIn, parseEvents, rejected } from './parse-event.ts';
import { refuseQueued } from './refuse-queued.ts';
import { setAside } from './set-aside.ts';
import { type StoreResult, storeEvents, together } from './store-events.ts';
import { storeOrSplit } from './store-or-split.ts';

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
  const { fit: inShape, unfit } = parseEvents(payloads);
  const against =
    origin === 'queue' ? await refuseQueued(em.fork(), inShape) : new Map<ActivityEvent, string>();
  const fit = inShape.filter((event) => !against.has(event));
  await setAside(em.fork(), [...unfit, ...[...against].map(([event, detail]) => rejected(event, detail))]);
  const { results, refused } = await storeOrSplit(fit, (events) => storeEvents(em, events));
  await setAside(
    em.fork(),
    refused.map(({ item, detail }) => rejected(item, detail)),
  );
  return together(results);
}

/** Sets an event aside that cannot even be tried, with the reason. */
export const setApart = (
  em: EntityManager,
  { payload, detail }: { payload: unknown; detail: string },
): Promise<void> =>
  setAside(em.fork(), [{ event_id: eventIdIn(payload), reason: 'rejected', detail, payload }]);
