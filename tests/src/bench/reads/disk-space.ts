import { poolOf } from '@timetracker/db';
import { FULL_TEXT_INDEX } from './full-text.ts';
import type { History } from './history.ts';

/** What a history takes on the disk, MB. */
export interface DiskSpace {
  activities: number;
  /** The rows alone. */
  table_mb: number;
  indexes_mb: number;
  /** With their indexes: what the product keeps besides. */
  counts_mb: number;
  leaves_mb: number;
  search_mb: number;
}

/** As PostgreSQL counts it now. */
export async function diskSpaceOf({ db, activities }: History): Promise<DiskSpace> {
  const { rows } = await (await poolOf(db)).query<Omit<DiskSpace, 'activities'>>(`
    select round(pg_table_size('activities') / 1e6)::integer as table_mb,
      round((pg_indexes_size('activities')
        - coalesce(pg_relation_size(to_regclass('${FULL_TEXT_INDEX}')), 0)) / 1e6)::integer as indexes_mb,
      round(pg_total_relation_size('activity_rollups') / 1e6)::integer as counts_mb,
      round(pg_total_relation_size('activity_leaves') / 1e6)::integer as leaves_mb,
      round((pg_total_relation_size('search_postings') + pg_total_relation_size('search_blocks')) / 1e6)::integer as search_mb`);
  const [space] = rows;
  if (!space) throw new Error('PostgreSQL did not say how much space there is');
  return { activities, ...space };
}
