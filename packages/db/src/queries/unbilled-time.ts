import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';

export interface UnbilledTask {
  task_id: number | null;
  task_name: string | null;
  /** Whole minutes of the sum, so that a task is rounded once. */
  minutes: number;
  entry_ids: number[];
}

/**
 * Finished time of a project that no invoice bills yet, by task. The entries stay locked until the transaction ends:
 * two invoices cannot bill the same hour.
 * @param until only entries that began before this moment
 */
export async function unbilledTime(
  em: EntityManager,
  project_id: number,
  until: Date | null,
): Promise<UnbilledTask[]> {
  const { rows } = await sql<UnbilledTask>`
    with entries as (
      select id, task_id, started_at, ended_at from time_entries
      where project_id = ${project_id} and invoice_id is null and ended_at is not null
        and (${until}::timestamptz is null or started_at < ${until}::timestamptz)
      for update
    )
    select e.task_id, t.name as task_name, array_agg(e.id order by e.id) as entry_ids,
      round(sum(extract(epoch from ended_at - started_at)) / 60)::integer as minutes
    from entries e left join tasks t on t.id = e.task_id
    group by e.task_id, t.name order by min(started_at), e.task_id`.execute(em.getKysely());
  return rows;
}
