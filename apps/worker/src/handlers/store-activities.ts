import { storeActivities } from '@timetracker/shared';
import type { BatchWriter } from '../batch-writer.ts';
import { handles } from '../registry.ts';

/** Hands a job's events to the batch writer and is done when they are stored. */
export const storeActivitiesHandler = (writer: BatchWriter) =>
  handles(storeActivities, ({ events }) => writer.write(events));
