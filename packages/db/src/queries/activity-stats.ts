import type { EntityManager } from '@mikro-orm/postgresql';
import type { StatsOutput } from '@timetracker/shared';
import { sql } from 'kysely';
import type { SeriesName } from '../ingest/rollup-series.ts';
import { type Visibility, visibleSql } from '../visibility/visibility.ts';

interface Count {
  entity_type: string;
  action: string;
  count: number;
}

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const hourly: SeriesName = 'type_action_hour';

/**
 * Counts of the last `days` × 24 hours, exact to the millisecond (the seed, "Get Activity Statistics").
 * Administrators: whole hours come from the rollups, the two edges from the rows. Others: from the rows they may see.
 */
export async function activityStats(
  em: EntityManager,
  days: number,
  visibility: Visibility,
  now = new Date(),
): Promise<StatsOutput> {
  const since = new Date(now.getTime() - days * DAY_MS);
  const counts =
    visibility.kind === 'everything'
      ? await countsFromRollups(em, since, now)
      : await countsFromRows(em, since, now, visibility);
  return {
    total_activities: counts.reduce((sum, row) => sum + row.count, 0),
    entity_counts: sumBy(counts, (row) => row.entity_type),
    action_counts: sumBy(counts, (row) => row.action),
    user_activity: visibility.kind === 'everything' ? await mostActive(em, since, now) : [],
    period_days: days,
  };
}

function sumBy(counts: readonly Count[], key: (row: Count) => string): Record<string, number> {
  const sums: Record<string, number> = {};
  for (const row of counts) sums[key(row)] = (sums[key(row)] ?? 0) + row.count;
  return sums;
}

async function countsFromRows(
  em: EntityManager,
  since: Date,
  until: Date,
  visibility: Visibility,
): Promise<Count[]> {
  const { rows } = await sql<Count>`
    select entity_type, action, count(*) as count from activities
    where created_at > ${since} and created_at <= ${until} and ${visibleSql(visibility)}
    group by entity_type, action`.execute(em.getKysely());
  return rows;
}

/** One statement, so that rollups and rows are of one snapshot. */
async function countsFromRollups(em: EntityManager, since: Date, until: Date): Promise<Count[]> {
  const firstWhole = new Date(Math.ceil((since.getTime() + 1) / HOUR_MS) * HOUR_MS);
  const lastEnd = new Date(Math.floor((until.getTime() + 1) / HOUR_MS) * HOUR_MS);
  const { rows } = await sql<Count>`
    select entity_type, action, sum(count)::bigint as count from (
      select entity_type, action, count from activity_rollups
      where series = ${hourly} and bucket >= ${firstWhole} and bucket < ${lastEnd}
      union all
      select entity_type, action, count(*) from activities
      where created_at > ${since} and created_at < ${firstWhole} group by 1, 2
      union all
      select entity_type, action, count(*) from activities
      where created_at >= ${lastEnd} and created_at <= ${until} group by 1, 2
    ) parts group by entity_type, action having sum(count) > 0`.execute(em.getKysely());
  return rows;
}

async function mostActive(
  em: EntityManager,
  since: Date,
  until: Date,
): Promise<StatsOutput['user_activity']> {
  const { rows } = await sql<StatsOutput['user_activity'][number]>`
    select users.username, users.display_name, count(*) as count
    from activities join users on users.id = activities.user_id
    where activities.created_at > ${since} and activities.created_at <= ${until}
    group by users.id order by count(*) desc, users.username limit 10`.execute(em.getKysely());
  return rows;
}
