import type { EntityManager } from '@mikro-orm/postgresql';
import type { StatsOutput } from '@timetracker/shared';
import type { Visibility } from '../visibility/visibility.ts';
import { countParts } from './count-parts.ts';
import { purgedBefore } from './purged-before.ts';
import { topPeople } from './top-people.ts';
import { lastDays } from './window.ts';

const MOST_ACTIVE = 10;

/** Counts of the last `days` × 24 hours, exact to the millisecond (the seed, "Get Activity Statistics"). */
export async function activityStats(
  em: EntityManager,
  days: number,
  visibility: Visibility,
  now = new Date(),
): Promise<StatsOutput> {
  const window = lastDays(days, now);
  const [counts] = await countParts(em, visibility, [window.from, window.to], ['entity_type', 'action']);
  const people = await topPeople(em, window, MOST_ACTIVE, visibility);
  return {
    total_activities: counts?.total ?? 0,
    entity_counts: counts?.entity_type ?? {},
    action_counts: counts?.action ?? {},
    user_activity: people.map(({ username, display_name, told_apart_by, count }) => ({
      username,
      display_name,
      ...(told_apart_by !== undefined && { told_apart_by }),
      count,
    })),
    period_days: days,
    ...(await purgedBefore(em, window.from)),
  };
}
