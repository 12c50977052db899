import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';

/** How much was changed, by place. */
export type Counts = Record<string, number>;

export function addCounts(...parts: readonly Counts[]): Counts {
  const sum: Counts = {};
  for (const part of parts)
    for (const [place, count] of Object.entries(part)) sum[place] = (sum[place] ?? 0) + count;
  return sum;
}

/** Adds to what an anonymization has changed, in the transaction that did so. */
export async function keepCounts(tx: EntityManager, id: string, counts: Counts): Promise<void> {
  await sql`
    update anonymizations set counts = (
      select coalesce(jsonb_object_agg(place, count), '{}') from (
        select place, sum(count::bigint) as count
        from (select * from jsonb_each_text(counts) union all
          select * from unnest(${Object.keys(counts)}::text[], ${Object.values(counts).map(String)}::text[]))
          as part (place, count)
        group by place) as total)
    where id = ${id}`.execute(tx.getKysely());
}
