import { AwaitsNewerWorker } from '@timetracker/queue';
import { EVENT_VERSION, isOfLaterVersion, storeActivities, versionOf } from '@timetracker/shared';
import type { BatchWriter } from '../batch-writer.ts';
import type { OutboxRelay } from '../outbox-relay.ts';
import { handles } from '../registry.ts';

/**
 * Hands a job's events to the batch writer and is done when they are stored; a claim check, when the outbox was looked at.
 * @param known the highest version of events that this worker knows
 * @throws {AwaitsNewerWorker} when the others are stored, for events of later versions
 */
export const storeActivitiesHandler = (
  writer: BatchWriter,
  outbox: Pick<OutboxRelay, 'look'>,
  known = EVENT_VERSION,
) =>
  handles(storeActivities, async ({ events }) => {
    if (events.length === 0) return outbox.look();
    const isLater = (event: unknown) => isOfLaterVersion(event, known);
    if (!events.some(isLater)) return writer.write(events);
    const readable = events.filter((event) => !isLater(event));
    if (readable.length > 0) await writer.write(readable);
    const later = events.filter(isLater);
    throw new AwaitsNewerWorker(later, Math.max(...later.map((event) => versionOf(event) ?? 1)));
  });
