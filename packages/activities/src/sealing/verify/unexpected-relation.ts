import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';

/** The tables that verifying reads. */
const TABLES = [
  'activities',
  'activity_head',
  'activity_leaves',
  'activity_purged',
  'activity_rewrites',
  'log_checkpoints',
  'log_keys',
  'log_nodes',
];

/**
 * What of the log is no ordinary table any more: others are read with it as its children, or its rows are made up or left
 * out by rules and policies, so that who reads it need not see what is there.
 * @returns what it is, as a sentence; undefined when all is well
 */
export async function findUnexpectedRelation(tx: EntityManager): Promise<string | undefined> {
  const { rows } = await sql<{ name: string; why: string }>`
    select name, case
        when kind is distinct from 'r' then 'no ordinary table'
        when secured then 'under row security'
        when exists (select from pg_inherits where inhparent = place or inhrelid = place) then 'read with others'
        when exists (select from pg_rewrite where ev_class = place) then 'under a rule' end as why
    from (
      select name, place, relkind as kind, relrowsecurity or relforcerowsecurity as secured
      from unnest(${TABLES}::text[]) as name
      cross join lateral (select to_regclass(quote_ident(name))::oid as place) as found
      left join pg_class on pg_class.oid = place
    ) as known
    where kind is distinct from 'r' or secured
      or exists (select from pg_inherits where inhparent = place or inhrelid = place)
      or exists (select from pg_rewrite where ev_class = place)
    order by name limit 1`.execute(tx.getKysely());
  const [odd] = rows;
  return odd && `the table ${odd.name} is ${odd.why}`;
}
