import { arrayText } from '@timetracker/db';
import { type RawBuilder, sql } from 'kysely';
import type { RollupDelta } from './rollup-deltas.ts';

/**
 * A statement that adds to the rollups, whatever they are by then; a rollup that is not there begins. Run it with the
 * head locked, as the one who counts.
 * @param table those of activities that are there, or the counts of purged ones
 */
export const addToRollupsSql = (
  deltas: readonly RollupDelta[],
  table: 'activity_rollups' | 'activity_rollups_purged' = 'activity_rollups',
): RawBuilder<unknown> => sql`
  insert into ${sql.table(table)} as rollups (series, bucket, user_id, project_id, entity_type, action, count)
  select * from ${deltasSql(deltas)}
  on conflict (series, bucket, user_id, project_id, entity_type, action)
  do update set count = rollups.count + excluded.count`;

/** Deltas as a table with the columns of `activity_rollups`, in their order. */
export function deltasSql(deltas: readonly RollupDelta[]): RawBuilder<unknown> {
  const of = (field: keyof RollupDelta) => arrayText(deltas.map((delta) => delta[field]));
  return sql`unnest(
    ${of('series')}::text[], ${of('bucket')}::timestamptz[], ${of('user_id')}::integer[], ${of('project_id')}::integer[],
    ${of('entity_type')}::text[], ${of('action')}::text[], ${of('count')}::bigint[])`;
}
