import { insertActivitiesSql, type NewActivity } from '@timetracker/activities';
import type { EntityManager } from '@timetracker/db';

/**
 * A multi-row insert into the product's table with its indexes, by the product's own statement, and nothing else: no
 * leaves, no counts, no head.
 */
export async function insertActivities(em: EntityManager, activities: readonly NewActivity[]): Promise<void> {
  await insertActivitiesSql(activities).execute(em.getKysely());
}
