import type { EntityManager } from '@mikro-orm/postgresql';
import { type RawBuilder, sql } from 'kysely';
import type { FilterScope, Span } from '../../scope/filter-scope.ts';
import { type Condition, instantSql, rollupAxes } from '../../scope/filter-scope-sql.ts';

/**
 * What leads through a cell in the feed's order: an index of one of its axes, whose keys are read side by side, or the
 * index of time, past what does not belong.
 */
export interface AccessPath {
  axis: 'users' | 'projects' | 'kinds' | 'time';
  /** The keys of a person or project axis. */
  ids: readonly number[];
  /** The keys of the axis of kinds. */
  kinds: readonly Kind[];
}

interface Kind {
  entity_type: string;
  action: string;
}

interface Estimate {
  everything: number;
  users: number;
  projects: number;
  kinds: (Kind & { count: number })[];
}

const byTime: AccessPath = { axis: 'time', ids: [], kinds: [] };

/**
 * Chooses the driver that reads the fewest rows for a page.
 * @param span where the page lies
 * @param matching how many activities of the cell are there, at the most
 * @param take how many rows are needed
 */
export async function chooseAccessPath(
  em: EntityManager,
  cell: FilterScope,
  span: Span,
  { matching, take }: { matching: number; take: number },
): Promise<AccessPath> {
  const ids = { users: idsOf(cell.users), projects: idsOf(cell.projects) };
  // An entity's own index is what the planner takes: nothing else is as narrow.
  if (cell.entity_id !== undefined || (!ids.users && !ids.projects && !hasKinds(cell))) return byTime;
  const estimate = await estimateOf(em, cell, span);
  const cost = (count: number, keys: number) => {
    const share = Math.min(1, matching / Math.max(1, count));
    return Math.min(count, (Math.max(1, keys) * take) / Math.max(share, 1e-9));
  };
  const candidates: { driver: AccessPath; cost: number }[] = [
    { driver: byTime, cost: cost(estimate.everything, 1) },
  ];
  for (const axis of ['users', 'projects'] as const) {
    const keys = ids[axis];
    if (keys)
      candidates.push({ driver: { axis, ids: keys, kinds: [] }, cost: cost(estimate[axis], keys.length) });
  }
  if (hasKinds(cell)) {
    const { kinds } = estimate;
    const count = kinds.reduce((sum, kind) => sum + kind.count, 0);
    candidates.push({ driver: { axis: 'kinds', ids: [], kinds }, cost: cost(count, kinds.length) });
  }
  return candidates.reduce((best, other) => (other.cost < best.cost ? other : best)).driver;
}

const hasKinds = ({ types, actions }: FilterScope) => 'in' in types || 'in' in actions;

const idsOf = (set: FilterScope['users']): readonly number[] | undefined =>
  'in' in set ? set.in : undefined;

/** How many activities each axis has in the months of a span. */
async function estimateOf(em: EntityManager, cell: FilterScope, { from, to }: Span): Promise<Estimate> {
  const axes = rollupAxes(cell);
  const months = sql`bucket >= date_trunc('month', ${instantSql(from)}, 'UTC') and bucket < ${instantSql(to)}`;
  const sum = (series: string, condition: Condition): RawBuilder<unknown> => sql`
    (select coalesce(sum(count), 0)::bigint from activity_rollups
      where series = ${series} and ${months} and ${condition})`;
  const kinds = sql`
    (select coalesce(json_agg(kinds), '[]') from (
      select entity_type, action, sum(count) as count from activity_rollups
      where series = 'type_action_month' and ${months} and ${axes.kinds}
      group by 1, 2) kinds)`;
  const { rows } = await sql<Estimate>`
    select ${sum('all_month', sql`true`)} as everything,
      ${'in' in cell.users ? sum('user_month', axes.users) : sql`0`} as users,
      ${'in' in cell.projects ? sum('project_month', axes.projects) : sql`0`} as projects,
      ${hasKinds(cell) ? kinds : sql`'[]'::json`} as kinds`.execute(em.getKysely());
  return rows[0] ?? { everything: 0, users: 0, projects: 0, kinds: [] };
}
