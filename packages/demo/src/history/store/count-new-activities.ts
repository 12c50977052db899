import {
  bucketSql,
  type Dimension,
  dimensionSql,
  type RollupSeries,
  seriesSql,
} from '@timetracker/activities';
import { type Kysely, sql } from 'kysely';
import { countingOrder } from './counting-order.ts';

/**
 * Adds to the rollups what the activities after an id count.
 * @param onSeries called before each series, with how many there are
 */
export async function countNewActivities(
  db: Kysely<unknown>,
  last_id: number,
  onSeries: (index: number, count: number) => void,
): Promise<void> {
  await sql`create temporary table seed_counts (like activity_rollups) on commit drop`.execute(db);
  const order = countingOrder();
  for (const [index, { series, parts }] of order.entries()) {
    onSeries(index, order.length);
    const counts = parts
      ? sumsSql(series, parts)
      : sql`select * from ${seriesSql(series, sql<boolean>`activities.id > ${last_id}`)} counts`;
    await sql`insert into seed_counts ${counts}`.execute(db);
    // In the order of the key, as every writer does it.
    await sql`
      insert into activity_rollups (series, bucket, user_id, project_id, entity_type, action, count)
      select series, bucket, user_id, project_id, entity_type, action, count from seed_counts
      where series = ${series.series}
      order by bucket, user_id, project_id, entity_type, action
      on conflict (series, bucket, user_id, project_id, entity_type, action)
      do update set count = activity_rollups.count + excluded.count`.execute(db);
  }
}

/** A series from the counts of its parts, each of which stands for its activities. */
function sumsSql({ series, grain, by }: RollupSeries, parts: RollupSeries) {
  const has = (dimension: Dimension) => by.includes(dimension);
  const type = has('entity_type') ? 'entity_type' : 'restricted_type';
  return sql`
    select ${sql.lit(series)}, ${bucketSql(grain)},
      ${has('user_id') ? dimensionSql('user_id') : sql`0`},
      ${has('project_id') ? dimensionSql('project_id') : sql`0`},
      ${has(type) ? dimensionSql(type) : sql`''`},
      ${has('action') ? dimensionSql('action') : sql`''`}, sum(activities.count)
    from (
      select bucket as created_at, user_id, project_id, entity_type, action, count
      from seed_counts where series = ${parts.series}) activities
    group by 2, 3, 4, 5, 6`;
}
