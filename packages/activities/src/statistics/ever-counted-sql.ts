import type { RawBuilder } from 'kysely';
import { type CountedBy, countedSql } from '../counts/counted-sql.ts';
import type { Grain } from '../rollups/rollup-series.ts';
import type { FilterScope } from '../scope/filter-scope.ts';

/**
 * What statistics count: {@link countedSql} with what was purged, where counts of it were kept. The feed does not count
 * it, as nobody can read it any more.
 */
export const everCountedSql = (
  cells: readonly FilterScope[],
  cuts: readonly number[],
  by: readonly CountedBy[],
  grains?: readonly Grain[],
): RawBuilder<unknown> => countedSql(cells, cuts, by, grains, true);
