import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';

export interface UnbilledTask {
  task_id: number | null;
  task_name: string | null;
  /** All of its entries together, not rounded. */
  seconds: number;
  entry_ids: number[];
}

/**
 * Finished time of a project that no invoice bills yet, by task.
 * @param until only entries that began before this instant; null: all
 * @param options `lock`: the entries stay locked until the transaction ends, so that no two invoices bill the same hour
 */
export async function unbilledTime(
  em: EntityManager,
  project_id: number,
  until: Date | null,
  { lock }: { lock: boolean },
): Promise<UnbilledTask[]> {
  const end = until ? sql`started_at < ${until}::timestamptz` : sql`true`;
  // Locked in one order, or two invoices of the same time could wait for each other.
  const { rows } = await sql<UnbilledTask>`
    with entries as (
      select id, task_id, started_at, ended_at from time_entries
      where project_id = ${project_id} and invoice_id is null and ended_at is not null and ${end}
      order by id ${lock ? sql`for update` : sql``}
    )
    select e.task_id, t.name as task_name, array_agg(e.id order by e.id) as entry_ids,
      sum(extract(epoch from ended_at - started_at))::double precision as seconds
    from entries e left join tasks t on t.id = e.task_id
    group by e.task_id, t.name order by min(started_at), e.task_id`.execute(em.getKysely());
  return rows;
}
