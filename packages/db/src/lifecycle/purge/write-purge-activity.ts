import type { EntityManager } from '@mikro-orm/postgresql';
import { newEventId } from '@timetracker/shared';
import { lockHead } from '../../ingest/store-events.ts';
import { writeActivities } from '../../ingest/write-activities.ts';
import type { Purge } from './purge.ts';

/**
 * Stores an activity about a purge in the transaction that begins or ends it, not by way of the queue: there is no
 * moment at which the log does not know of what was removed.
 */
export async function writePurgeActivity(
  tx: EntityManager,
  { id: purge_id, number, reason, before, entity_type, requested_by }: Purge,
  {
    action,
    description,
    facts = {},
  }: { action: 'started' | 'purged'; description: string; facts?: Record<string, unknown> },
): Promise<void> {
  const { last_id, recorded_at } = await lockHead(tx);
  await writeActivities(tx, [
    {
      id: last_id + 1,
      event_id: newEventId(),
      user_id: requested_by,
      action,
      entity_type: 'audit',
      entity_id: number,
      entity_name: `Purge ${number}`,
      description,
      extra_data: { purge_id, ...facts, before, entity_type, reason },
      project_id: null,
      ip_address: null,
      user_agent: null,
      source: 'app',
      created_at: recorded_at,
      recorded_at,
    },
  ]);
}
