import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';

/** Events of one version that wait for a worker that knows it. */
export interface AwaitedVersion {
  version: number;
  events: number;
}

/**
 * Counts the events of the outbox that wait for a newer worker, by their versions.
 * @param known the highest version that this worker knows
 */
export async function laterInOutbox(em: EntityManager, known: number): Promise<AwaitedVersion[]> {
  const { rows } = await sql<AwaitedVersion>`
    select event_version as version, count(*) as events from activity_outbox
    where event_version > ${known} group by event_version order by event_version`.execute(em.getKysely());
  return rows;
}

/** Keeps what a worker has seen of events that wait for a newer one, for those who look on, in place of what was seen before. */
export const noteAwaited = (em: EntityManager, awaited: readonly AwaitedVersion[]): Promise<void> =>
  em.fork().transactional(async (tx) => {
    const db = tx.getKysely();
    const versions = awaited.map(({ version }) => version);
    await sql`delete from awaited_versions where version <> all(${versions}::smallint[])`.execute(db);
    await sql`
      insert into awaited_versions (version, events)
      select * from unnest(${versions}::smallint[], ${awaited.map(({ events }) => events)}::bigint[])
      on conflict (version) do update set events = excluded.events
      where awaited_versions.events <> excluded.events`.execute(db);
  });

/** How many events wait for a newer worker, in outbox and queue, as the worker last saw it. */
export async function awaitingNewerWorker(em: EntityManager): Promise<number> {
  const { rows } = await sql<{ events: number }>`
    select coalesce(sum(events), 0)::bigint as events from awaited_versions`.execute(em.getKysely());
  return rows[0]?.events ?? 0;
}
