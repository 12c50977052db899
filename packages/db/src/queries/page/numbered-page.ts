import type { EntityManager } from '@mikro-orm/postgresql';
import type { Grain } from '../../ingest/rollup-series.ts';
import { countsBy, type SpanCount } from '../counts/counts-by.ts';
import type { ActivityRow } from '../present-activity.ts';
import type { ReadAllowance } from '../read-allowance.ts';
import { type Cell, isCounted } from '../scope/cell.ts';
import { locate, type Located } from './locate.ts';
import { newest } from './newest.ts';

/** Rows that may be stepped over one by one: fewer than that are not worth another question. */
const FEW = 200;

/**
 * The rows of a page at any depth: whole months are skipped by their counts, then days, then hours, and the rest row by
 * row (DESIGN decision 7).
 * @param months how many activities the cells have in each month, newest first
 */
export async function numberedPage(
  em: EntityManager,
  cells: readonly Cell[],
  months: readonly SpanCount[],
  { offset, limit, allowance }: { offset: number; limit: number; allowance: ReadAllowance },
): Promise<ActivityRow[]> {
  let located = locate(months, offset, limit);
  if (!located) return [];
  const finer: Grain[] = cells.every(isCounted) ? ['day', 'hour'] : [];
  for (const grain of finer) {
    if (located.offset <= FEW) break;
    const counts = await countsBy(em, cells, grain, located.first);
    located = narrowed(located, locate(counts, located.offset, limit));
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

/** The page begins in a finer bucket, and may still end in a coarser one further down. */
function narrowed(coarse: Located, fine: Located | undefined): Located {
  if (!fine) return coarse;
  return { ...fine, from: coarse.from < coarse.first.from ? coarse.from : fine.from };
}
