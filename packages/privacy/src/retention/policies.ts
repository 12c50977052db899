import type { EntityManager } from '@mikro-orm/postgresql';
import { databaseTime } from '@timetracker/db';
import { AppError } from '@timetracker/shared';
import { sql } from 'kysely';
import { isAnythingDue } from './due.ts';
import type { Purge } from './purge.ts';
import { requestPurge } from './request-purge.ts';

/** For how long activities about a type of entity are kept. Types without a policy are kept for ever. */
export interface RetentionPolicy {
  entity_type: string;
  days: number;
  /** Whether statistics go on counting what went. */
  keep_counts: boolean;
}

/** Every policy, by type. */
export async function listPolicies(em: EntityManager): Promise<RetentionPolicy[]> {
  const { rows } = await sql<RetentionPolicy>`
    select entity_type, days, keep_counts from retention_policies order by entity_type`.execute(
    em.getKysely(),
  );
  return rows;
}

/** Sets or changes the policy of a type. @returns whether it is another one than before */
export async function setPolicy(
  em: EntityManager,
  { entity_type, days, keep_counts }: RetentionPolicy,
): Promise<boolean> {
  const { rows } = await sql`
    insert into retention_policies (entity_type, days, keep_counts) values (${entity_type}, ${days}, ${keep_counts})
    on conflict (entity_type) do update
    set days = excluded.days, keep_counts = excluded.keep_counts, updated_at = now()
    where (retention_policies.days, retention_policies.keep_counts)
      is distinct from (excluded.days, excluded.keep_counts)
    returning entity_type`.execute(em.getKysely());
  return rows.length > 0;
}

/** From now on, a type is kept for ever. @throws {AppError} notFound for a type without a policy */
export async function removePolicy(em: EntityManager, entity_type: string): Promise<void> {
  const { rows } = await sql`
    delete from retention_policies where entity_type = ${entity_type} returning entity_type`.execute(
    em.getKysely(),
  );
  if (rows.length === 0)
    throw new AppError('notFound', `Activities about a ${entity_type} have no retention policy`);
}

/**
 * Asks for the purges that policies are due for: one for each policy, once a day in UTC, and only where something is old
 * enough. Days of 24 hours, cut at the day, so that a purge can say what it is of.
 * @param now by the clock of the database, unless somebody says otherwise
 * @returns those that were asked for
 */
export async function requestDuePurges(em: EntityManager, now?: Date): Promise<Purge[]> {
  const day = `${(now ?? (await databaseTime(em))).toISOString().slice(0, 10)}T00:00:00.000Z`;
  const { rows } = await sql<RetentionPolicy & { before: Date }>`
    select entity_type, days, keep_counts, ${day}::timestamptz - days * interval '24 hours' as before
    from retention_policies
    where not exists (
      select from activity_purges
      where by_policy and activity_purges.entity_type = retention_policies.entity_type
        and (finished_at is null or started_at >= ${day}::timestamptz))
    order by entity_type`.execute(em.getKysely());
  const purges: Purge[] = [];
  for (const { entity_type, days, keep_counts, ...row } of rows) {
    const before = row.before.toISOString();
    if (!(await isAnythingDue(em, { entity_type, before }))) continue;
    const reason = `Kept for ${days} days`;
    purges.push(await requestPurge(em, { entity_type, before, keep_counts, by_policy: true, reason }));
  }
  return purges;
}
