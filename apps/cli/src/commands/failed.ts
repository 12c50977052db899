import {
  type FailedEvent,
  type FailedList,
  listFailed,
  type Retried,
  retryFailed,
} from '@timetracker/activities';
import { actingAs, systemActor } from '@timetracker/db';
import { wholeNumber } from '@timetracker/shared';
import { z } from 'zod';
import { parseOptions } from '../parse-options.ts';
import type { Outcome } from '../print.ts';
import { withDatabase } from '../with-database.ts';

/** The options of `activity failed retry`. */
export interface FailedRetryOptions {
  id?: string[];
}

/** The options of `activity failed list`. */
export interface FailedListOptions extends FailedRetryOptions {
  afterId?: string;
}

const idOption = z.preprocess(
  (text) => (typeof text === 'string' && /^\d+$/.test(text) ? Number(text) : text),
  wholeNumber(1, Number.MAX_SAFE_INTEGER),
);
const options = z.object({ id: z.array(idOption).optional(), 'after-id': idOption.optional() });

/**
 * The events that could not be stored, oldest first, with the reasons; as many as can be printed at once.
 * @throws {AppError} invalid, also for an id that no failed event has
 */
export function failedList({ id, afterId }: FailedListOptions): Promise<Outcome> {
  const { id: ids, 'after-id': after_id } = parseOptions(options, { id, 'after-id': afterId });
  return withDatabase(async (database) => {
    const list = await listFailed(database.em, { ids, after_id });
    const { awaiting_newer_worker, ...failed } = list;
    const json = { ...failed, ...(awaiting_newer_worker > 0 && { awaiting_newer_worker }) };
    return { json, text: linesOf(list) };
  });
}

/**
 * Has events that could not be stored tried again: all of them, or those with the ids.
 * @throws {AppError} invalid, also for an id that no failed event has; nothing has changed then
 */
export function failedRetry({ id }: FailedRetryOptions): Promise<Outcome> {
  const { id: ids } = parseOptions(options, { id });
  return withDatabase(async (database) => {
    const { retried, left } = await actingAs(systemActor, () => retryFailed(database.em, ids));
    return { json: { retried, ...(left > 0 && { left }) }, text: textOf({ retried, left }) };
  });
}

function linesOf({ events, total, awaiting_newer_worker: awaiting }: FailedList): string {
  const more = total - events.length;
  const last = events.at(-1)?.id;
  return [
    ...(total === 0 ? ['No event has failed'] : events.map(line)),
    ...(more > 0 ? [`… and ${more.toLocaleString('en')} more: --after-id ${last}`] : []),
    ...(awaiting > 0 ? [`${counted(awaiting)} of a later version: waiting for a newer worker`] : []),
  ].join('\n');
}

const line = ({ id, event_id, reason, detail, set_aside_at }: FailedEvent) =>
  `${id} ${set_aside_at} ${reason} event_id=${event_id}: ${detail.replaceAll(/\s*\n\s*/g, ' ')}`;

const textOf = ({ retried, left }: Retried) =>
  [`${counted(retried)} tried again`, ...(left > 0 ? [`${counted(left)} left set aside`] : [])].join('\n');

const counted = (count: number) => (count === 1 ? '1 event' : `${count.toLocaleString('en')} events`);
