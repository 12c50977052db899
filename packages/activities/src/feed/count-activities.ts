import type { EntityManager } from '@mikro-orm/postgresql';
import { inSnapshot } from '@timetracker/db';
import type { ActivityFilters } from '@timetracker/shared';
import { hasWords } from '../scope/filter-scope.ts';
import { resolveFilters } from '../scope/resolve-filters.ts';
import type { Visibility } from '../visibility/visibility.ts';
import { openFeedReader } from './open-feed-reader.ts';

/** How many activities a viewer may see of what the filters ask for: the exact total of a list, without a page. */
export async function countActivities(
  em: EntityManager,
  filters: ActivityFilters,
  visibility: Visibility,
): Promise<number> {
  const asked = await resolveFilters(em, filters);
  const total = async (reader: EntityManager) => (await openFeedReader(reader, asked, visibility)).total;
  // Without words it is one statement, which reads one moment anyway.
  return hasWords(asked) ? inSnapshot(em, total) : total(em);
}
