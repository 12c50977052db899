import { storeActivities } from '@timetracker/shared';
import type { BatchWriter } from '../batch-writer.ts';
import type { OutboxRelay } from '../outbox-relay.ts';
import { handles } from '../registry.ts';

/** Hands a job's events to the batch writer and is done when they are stored; a claim check, when the outbox was looked at. */
export const storeActivitiesHandler = (writer: BatchWriter, outbox: Pick<OutboxRelay, 'look'>) =>
  handles(storeActivities, ({ events }) => (events.length > 0 ? writer.write(events) : outbox.look()));
