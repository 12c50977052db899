import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { slotSql } from '../counts/counted-sql.ts';
import { allVisible } from '../scope/resolve-filters.ts';
import type { Visibility } from '../visibility/visibility.ts';
import { everCountedSql } from './ever-counted-sql.ts';

export type Split = 'entity_type' | 'action';

/** What one part of a period holds; by type and by action as far as asked. */
export interface PartCounts {
  total: number;
  entity_type: Record<string, number>;
  action: Record<string, number>;
}

interface Row {
  slot: number;
  entity_type?: string | null;
  action?: string | null;
  count: number;
}

/**
 * The counts of every part of a period, in one statement.
 * @param cuts epoch milliseconds, ascending: first instant, divisions, end (not included)
 * @returns one entry a part, in their order, empty ones too
 */
export async function countParts(
  em: EntityManager,
  visibility: Visibility,
  cuts: readonly number[],
  splits: readonly Split[],
): Promise<PartCounts[]> {
  const sets = splits.map((split) => sql`(slot, ${sql.ref(split)})`);
  const { rows } = await sql<Row>`
    select slot, ${sql.join(splits.map((split) => sql.ref(split)))}, sum(count)::bigint as count
    from (
      select ${slotSql(cuts)} as slot, entity_type, action, count
      from ${everCountedSql(allVisible(visibility), cuts, ['entity_type', 'action'])} counted
    ) parts
    group by grouping sets (${sql.join(sets)}) having sum(count) > 0`.execute(em.getKysely());
  const parts = cuts.slice(1).map((): PartCounts => ({ total: 0, entity_type: {}, action: {} }));
  for (const { slot, count, ...keys } of rows) {
    const part = parts[slot - 1];
    const split = splits.find((split) => typeof keys[split] === 'string');
    if (!part || !split) continue;
    part[split][keys[split] ?? ''] = count;
    // Every split counts each activity once: the first one makes the total.
    if (split === splits[0]) part.total += count;
  }
  return parts;
}
