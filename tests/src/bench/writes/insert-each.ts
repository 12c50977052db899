import type { ActivityEvent } from '@timetracker/shared';
import type { Pool } from 'pg';

const insert = `
  insert into activities (id, event_id, user_id, action, entity_type, entity_id, entity_name, description, extra_data,
    project_id, ip_address, user_agent, source, created_at, recorded_at)
  values (nextval('bench_ids'), $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 'api', $12, now())`;

/** Ids as a table of the seed's product gives them. */
export const prepareIds = (pool: Pool) => pool.query('create sequence if not exists bench_ids');

/** One `INSERT` and one `COMMIT` for each event; no queue, no counts, no hashes. */
export async function insertEach(
  pool: Pool,
  events: readonly Omit<ActivityEvent, 'source' | 'received_at'>[],
): Promise<void> {
  for (const event of events) {
    await pool.query(insert, [
      event.event_id,
      event.user_id,
      event.action,
      event.entity_type,
      event.entity_id,
      event.entity_name,
      event.description,
      JSON.stringify(event.extra_data),
      event.project_id,
      event.ip_address,
      event.user_agent,
      event.occurred_at ?? new Date().toISOString(),
    ]);
  }
}
