import type { EntityManager } from '@timetracker/db';
import type { NewActivity } from '@timetracker/db/ingest';
import { sql } from 'kysely';

/**
 * A multi-row insert into the product's table with its indexes, and nothing else: no leaves, no counts, no head. The
 * same statement as the product's own, as far as it goes.
 */
export async function insertActivities(em: EntityManager, activities: readonly NewActivity[]): Promise<void> {
  const of = <Value>(value: (activity: NewActivity) => Value) => activities.map(value);
  await sql`
    insert into activities (id, event_id, user_id, action, entity_type, entity_id, entity_name, description,
      extra_data, project_id, ip_address, user_agent, source, created_at, recorded_at)
    select * from unnest(
      ${of((one) => one.id)}::bigint[], ${of((one) => one.event_id)}::uuid[], ${of((one) => one.user_id)}::integer[],
      ${of((one) => one.action)}::text[], ${of((one) => one.entity_type)}::text[],
      ${of((one) => one.entity_id)}::integer[], ${of((one) => one.entity_name)}::text[],
      ${of((one) => one.description)}::text[], ${of((one) => JSON.stringify(one.extra_data))}::jsonb[],
      ${of((one) => one.project_id)}::integer[], ${of((one) => one.ip_address)}::text[],
      ${of((one) => one.user_agent)}::text[], ${of((one) => one.source)}::text[],
      ${of((one) => one.created_at)}::timestamptz[], ${of((one) => one.recorded_at)}::timestamptz[])`.execute(
    em.getKysely(),
  );
}
