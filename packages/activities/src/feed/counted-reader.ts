import type { EntityManager } from '@mikro-orm/postgresql';
import { countsBy } from '../counts/counts-by.ts';
import type { FilterScope } from '../scope/filter-scope.ts';
import { visibleScopes } from '../scope/resolve-filters.ts';
import type { Visibility } from '../visibility/visibility.ts';
import type { FeedReader } from './feed-reader.ts';
import { cursorWindow } from './page/cursor-window.ts';
import { newest } from './page/newest.ts';
import { numberedPage } from './page/numbered-page.ts';

/** A trail without words: totals and places of pages come from the rollups, rows from an index. */
export async function countedReader(
  em: EntityManager,
  asked: FilterScope,
  visibility: Visibility,
): Promise<FeedReader> {
  const cells = visibleScopes(asked, visibility);
  const months = await countsBy(em, cells, 'month');
  const total = months.reduce((sum, { count }) => sum + count, 0);
  return {
    total,
    read: ({ place, limit, offset = 0, allowance }) =>
      place
        ? newest(em, cells, {
            span: cursorWindow(place, months, limit),
            place,
            limit,
            allowance,
            matching: total,
          })
        : numberedPage(em, { asked, visibility, cells }, months, { offset, limit, allowance }),
  };
}
