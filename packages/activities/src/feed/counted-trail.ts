import type { EntityManager } from '@mikro-orm/postgresql';
import { countsBy } from '../counts/counts-by.ts';
import type { Cell } from '../scope/cell.ts';
import { visibleCells } from '../scope/resolve-filters.ts';
import type { Visibility } from '../visibility/visibility.ts';
import { newest } from './page/newest.ts';
import { numberedPage } from './page/numbered-page.ts';
import { spanBeside } from './page/span-beside.ts';
import type { Trail } from './trail.ts';

/** A trail without words: totals and places of pages come from the rollups, rows from an index. */
export async function countedTrail(em: EntityManager, asked: Cell, visibility: Visibility): Promise<Trail> {
  const cells = visibleCells(asked, visibility);
  const months = await countsBy(em, cells, 'month');
  const total = months.reduce((sum, { count }) => sum + count, 0);
  return {
    total,
    read: ({ place, limit, offset = 0, allowance }) =>
      place
        ? newest(em, cells, {
            span: spanBeside(place, months, limit),
            place,
            limit,
            allowance,
            matching: total,
          })
        : numberedPage(em, { asked, visibility, cells }, months, { offset, limit, allowance }),
  };
}
