import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { EVER, type RollupSeries, rollupSeries } from '../ingest/rollup-series.ts';

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

async function reconcileSeries(
  em: EntityManager,
  { series, grain, by }: RollupSeries,
): Promise<RollupDifference[]> {
  const key = (dimension: (typeof by)[number], none: string | number) =>
    by.includes(dimension) ? sql`coalesce(${sql.ref(dimension)}, ${none})` : sql`${none}`;
  const { rows } = await sql<Omit<RollupDifference, 'bucket'> & { bucket: Date }>`
    with actual as (
      select bucket, user_id, project_id, entity_type, action, count(*) as count from (
        select ${bucketSql(grain)} as bucket, ${key('user_id', 0)}::integer as user_id,
          ${key('project_id', 0)}::integer as project_id, ${key('entity_type', '')}::text as entity_type,
          ${key('action', '')}::text as action
        from activities) keys
      group by bucket, user_id, project_id, entity_type, action
    ), counted as (select * from activity_rollups where series = ${series})
    select ${series} as series, bucket, user_id, project_id, entity_type, action,
      coalesce(counted.count, 0) as counted, coalesce(actual.count, 0) as actual
    from actual full join counted using (bucket, user_id, project_id, entity_type, action)
    where coalesce(counted.count, 0) <> coalesce(actual.count, 0)
    order by bucket limit ${MOST_SHOWN}`.execute(em.getKysely());
  return rows.map((row) => ({ ...row, bucket: row.bucket.toISOString() }));
}

/** The twin of `bucketOf`, over rows. */
function bucketSql(grain: RollupSeries['grain']) {
  if (grain === 'ever') return sql`${EVER}::timestamptz`;
  if (grain === 'quarter_hour') return sql`date_bin('15 minutes', created_at, ${EVER}::timestamptz)`;
  return sql`date_trunc(${grain}, created_at, 'UTC')`;
}
