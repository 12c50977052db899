import { type RawBuilder, sql } from 'kysely';
import { ALL_TIME, type FilterScope } from '../scope/filter-scope.ts';
import { instantSql } from '../scope/filter-scope-sql.ts';
import { startOfHour } from './time-runs.ts';

type When = Pick<FilterScope, 'from' | 'to' | 'gaps'>;

/** Whether all of an hour is meant, none of it, or a part. */
export type Meant = 'all' | 'none' | 'some';

/** How much of the hours from one to another, both included, a cell means. */
export function overlap({ from, to, gaps }: When, first: number, last: number): Meant {
  const [start, end] = [startOfHour(first), startOfHour(last + 1)];
  if (end <= from || start >= to || gaps.some((gap) => gap.from <= start && gap.to >= end)) return 'none';
  const cut = start < from || end > to || gaps.some((gap) => gap.from < end && gap.to > start);
  return cut ? 'some' : 'all';
}

/** The same of an activity's instant. */
export const whenSql = ({ from, to, gaps }: When): RawBuilder<boolean> =>
  sql<boolean>`${sql.join(
    [
      sql`activities.created_at >= ${instantSql(from)} and activities.created_at < ${instantSql(to)}`,
      ...gaps.map(
        (gap) =>
          sql`not (activities.created_at >= ${instantSql(gap.from)} and activities.created_at < ${instantSql(gap.to)})`,
      ),
    ],
    sql` and `,
  )}`;

/** Whether a cell means every time. */
export const isAlways = ({ from, to, gaps }: When): boolean =>
  from === ALL_TIME.from && to === ALL_TIME.to && gaps.length === 0;
