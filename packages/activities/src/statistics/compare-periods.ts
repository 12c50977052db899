import type { EntityManager } from '@mikro-orm/postgresql';
import type { ComparisonOutput, StatsWindowInput } from '@timetracker/shared';
import { sql } from 'kysely';
import { slotSql } from '../counts/counted-sql.ts';
import { allVisible } from '../scope/resolve-filters.ts';
import type { Visibility } from '../visibility/visibility.ts';
import { countParts } from './count-parts.ts';
import { everCountedSql } from './ever-counted-sql.ts';
import { purgedBefore } from './purged-before.ts';
import { boundsOf, windowBefore, windowOf } from './window.ts';

/**
 * A window's totals beside those of the period of the same length directly before it. Of a window that is not over
 * yet, the part that has passed is what the period before is as long as.
 * @throws {AppError} invalid for a window that cannot be
 */
export async function comparePeriods(
  em: EntityManager,
  input: StatsWindowInput,
  visibility: Visibility,
  now = new Date(),
): Promise<ComparisonOutput> {
  const window = windowOf(input, now);
  const before = windowBefore(window, now);
  const cuts = [before.from, window.from, window.to];
  const counts = await countParts(em, visibility, cuts, ['entity_type', 'action']);
  const people = await activePeople(em, visibility, cuts);
  const totals = (part: number) => ({
    total_activities: counts[part]?.total ?? 0,
    entity_counts: counts[part]?.entity_type ?? {},
    action_counts: counts[part]?.action ?? {},
    active_people: people.get(part + 1) ?? 0,
  });
  return {
    window: { ...boundsOf(window), ...totals(1) },
    before: { ...boundsOf(before), ...totals(0) },
    ...(await purgedBefore(em, before.from)),
  };
}

/** How many people did anything in each part, from 1. The system itself is nobody. */
async function activePeople(
  em: EntityManager,
  visibility: Visibility,
  cuts: readonly number[],
): Promise<Map<number, number>> {
  const { rows } = await sql<{ slot: number; people: number }>`
    select slot, count(*) as people from (
      select ${slotSql(cuts)} as slot, user_id
      from ${everCountedSql(allVisible(visibility), cuts, ['user_id'])} counted
      where user_id <> 0 group by 1, 2 having sum(count) > 0
    ) active group by slot`.execute(em.getKysely());
  return new Map(rows.map(({ slot, people }) => [slot, people]));
}
