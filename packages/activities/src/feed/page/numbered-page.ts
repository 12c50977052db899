import type { EntityManager } from '@mikro-orm/postgresql';
import { isCountedBy } from '../../counts/counted-sql.ts';
import { countsBy, type SpanCount } from '../../counts/counts-by.ts';
import type { Grain } from '../../rollups/rollup-series.ts';
import { type FilterScope, isCounted, type Span } from '../../scope/filter-scope.ts';
import type { Visibility } from '../../visibility/visibility.ts';
import type { ActivityRow } from '../present-activity.ts';
import type { ReadAllowance } from '../read-allowance.ts';
import { indexedTrail } from '../searched-reader.ts';
import { newest } from './newest.ts';
import { type Located, seekOffset } from './seek-offset.ts';

/** Rows that may be stepped over one by one: fewer than that are not worth another question. */
const FEW = 200;

/** Whose page it is: what is asked for, by whom, and the cells of both. */
export interface Scope {
  asked: FilterScope;
  visibility: Visibility;
  cells: readonly FilterScope[];
}

/**
 * The rows of a page at any depth: whole months are skipped by their counts, then days, then hours, and the rest row by
 * row (DESIGN decision 7). Where days or hours of the cells were not counted, the search index knows what happened in them.
 * @param months how many activities the cells have in each month, newest first
 */
export async function numberedPage(
  em: EntityManager,
  { asked, visibility, cells }: Scope,
  months: readonly SpanCount[],
  { offset, limit, allowance }: { offset: number; limit: number; allowance: ReadAllowance },
): Promise<ActivityRow[]> {
  let located = seekOffset(months, offset, limit);
  if (!located) return [];
  const finer: Grain[] = cells.every(isCounted) ? ['day', 'hour'] : [];
  for (const grain of finer) {
    if (located.offset <= FEW) break;
    if (!cells.every((cell) => isCountedBy(grain, cell))) {
      const trail = await indexedTrail(em, within(asked, located), visibility);
      if (trail) return trail.read({ limit, offset: located.offset, allowance });
    }
    const counts = await countsBy(em, cells, grain, located.first);
    located = narrowed(located, seekOffset(counts, located.offset, limit));
  }
  const { from, to } = located;
  return newest(em, cells, {
    span: { from, to },
    limit,
    allowance,
    offset: located.offset,
    matching: months.reduce(
      (sum, month) => (month.to > from && month.from < to ? sum + month.count : sum),
      0,
    ),
  });
}

const within = (cell: FilterScope, { from, to }: Span): FilterScope => ({
  ...cell,
  from: Math.max(cell.from, from),
  to: Math.min(cell.to, to),
});

/** The page begins in a finer bucket, and may still end in a coarser one further down. */
function narrowed(coarse: Located, fine: Located | undefined): Located {
  if (!fine) return coarse;
  return { ...fine, from: coarse.from < coarse.first.from ? coarse.from : fine.from };
}
