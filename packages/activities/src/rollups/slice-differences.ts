import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { rollupSeries } from './rollup-series.ts';
import { instantSql, type RollupSlice, withinSql } from './rollup-slices.ts';
import { sliceCountsSql } from './slice-counts.ts';

/** A bucket whose count is not what the rows say. `bucket`: see `instantSql`. */
export interface RollupDifference {
  series: string;
  bucket: string;
  user_id: number;
  project_id: number;
  entity_type: string;
  action: string;
  counted: number;
  actual: number;
}

export interface Differences {
  /** How many there are. */
  total: number;
  /** The first of them. */
  differences: RollupDifference[];
}

/** What is compared: a slice's rollups of some series, see `knownSeries`. */
export interface Comparison {
  series: readonly string[];
  slice: RollupSlice;
  /** How many differences are named. */
  most: number;
}

/** For hashing what is grouped; beyond it, PostgreSQL uses the disk. */
const WORK_MEM = '64MB';

/**
 * Compares the rollups of a slice with the activities of a slice. It is one statement and sees one snapshot: activities
 * that arrive meanwhile, late ones too, are in both or in neither.
 * @param tx within a transaction
 */
export async function sliceDifferences(
  tx: EntityManager,
  { series, slice, most }: Comparison,
): Promise<Differences> {
  await sql`select set_config('work_mem', ${WORK_MEM}, true)`.execute(tx.getKysely());
  const { rows } = await sql<RollupDifference & { total: number }>`
    select series, ${instantSql(sql`bucket`)} as bucket, user_id, project_id, entity_type, action,
      coalesce(counted.count, 0) as counted, coalesce(actual.count, 0) as actual, count(*) over () as total
    from (${sliceCountsSql(rollupSeries, slice)}) as actual
    full join (
      select * from activity_rollups
      where series = any(${series}::text[]) and ${withinSql(sql`bucket`, slice)}
    ) as counted using (series, bucket, user_id, project_id, entity_type, action)
    where coalesce(counted.count, 0) <> coalesce(actual.count, 0)
    order by 2, series, user_id, project_id, entity_type, action
    limit ${most}`.execute(tx.getKysely());
  const total = rows[0]?.total ?? 0;
  return { total, differences: rows.map(({ total: _total, ...difference }) => difference) };
}
