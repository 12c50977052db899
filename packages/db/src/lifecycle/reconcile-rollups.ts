import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { type RollupSeries, rollupSeries } from '../ingest/rollup-series.ts';
import { seriesSql } from '../ingest/series-sql.ts';

/** A bucket whose count is not what the rows say. */
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

const MOST_SHOWN = 100;

/**
 * Compares every rollup with the rows that it counts, series by series, each within one snapshot: activities that
 * arrive meanwhile disturb nothing.
 * @returns the differences, 100 a series at the most
 */
export async function reconcileRollups(em: EntityManager): Promise<RollupDifference[]> {
  const differences: RollupDifference[] = [];
  for (const series of rollupSeries) differences.push(...(await reconcileSeries(em, series)));
  return differences;
}

async function reconcileSeries(em: EntityManager, series: RollupSeries): Promise<RollupDifference[]> {
  const { rows } = await sql<Omit<RollupDifference, 'bucket'> & { bucket: Date }>`
    select series, bucket, user_id, project_id, entity_type, action,
      coalesce(counted.count, 0) as counted, coalesce(actual.count, 0) as actual
    from ${seriesSql(series, sql`true`)} actual
    full join (select * from activity_rollups where series = ${series.series}) counted
      using (series, bucket, user_id, project_id, entity_type, action)
    where coalesce(counted.count, 0) <> coalesce(actual.count, 0)
    order by bucket limit ${MOST_SHOWN}`.execute(em.getKysely());
  return rows.map((row) => ({ ...row, bucket: row.bucket.toISOString() }));
}
