import { DriverException } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';
import { type ActivityEvent, activityEvent } from '@timetracker/shared';
import { z } from 'zod';
import { setAside, type UnfitEvent } from './set-aside.ts';
import { type StoreResult, storeEvents } from './store-events.ts';

// SQLSTATE classes that say "this row", not "this moment": data exception, integrity constraint violation.
const ABOUT_THE_DATA = /^(22|23)/;

const sqlState = (error: unknown): string => {
  if (error instanceof DriverException) return error.code ?? '';
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
};

const eventIdIn = (payload: unknown): string | null =>
  typeof payload === 'object' && payload !== null && 'event_id' in payload ? String(payload.event_id) : null;

function parseEvent(payload: unknown): ActivityEvent | UnfitEvent {
  const parsed = activityEvent.safeParse(payload);
  if (parsed.success) return parsed.data;
  const detail = z.prettifyError(parsed.error);
  return { event_id: eventIdIn(payload), reason: 'invalid', detail, payload };
}

const isUnfit = (event: ActivityEvent | UnfitEvent): event is UnfitEvent => 'reason' in event;
const isFit = (event: ActivityEvent | UnfitEvent): event is ActivityEvent => !isUnfit(event);

/**
 * Stores what can be stored of a batch as it came from the queue, and sets the rest aside with the reason: one
 * poison event never stops the others.
 * @throws when the database is away; the whole batch may be tried again then, nothing is stored twice
 */
export async function storeBatch(em: EntityManager, payloads: readonly unknown[]): Promise<StoreResult> {
  const parsed = payloads.map(parseEvent);
  const unfit = parsed.filter(isUnfit);
  if (unfit.length > 0) await setAside(em.fork(), unfit);
  const events = parsed.filter(isFit);
  return storeOrSplit(em, events);
}

/** Halves a refused batch until the row that the database refuses stands alone. */
async function storeOrSplit(em: EntityManager, events: readonly ActivityEvent[]): Promise<StoreResult> {
  if (events.length === 0) return { stored: [], duplicates: 0, conflicts: [] };
  try {
    return await storeEvents(em, events);
  } catch (error) {
    if (!ABOUT_THE_DATA.test(sqlState(error))) throw error;
    const [only] = events;
    if (events.length === 1 && only) {
      const detail = error instanceof Error ? error.message : String(error);
      await setAside(em.fork(), [{ event_id: only.event_id, reason: 'rejected', detail, payload: only }]);
      return { stored: [], duplicates: 0, conflicts: [] };
    }
    const middle = Math.ceil(events.length / 2);
    const first = await storeOrSplit(em, events.slice(0, middle));
    const second = await storeOrSplit(em, events.slice(middle));
    return {
      stored: [...first.stored, ...second.stored],
      duplicates: first.duplicates + second.duplicates,
      conflicts: [...first.conflicts, ...second.conflicts],
    };
  }
}
