import { setImmediate } from 'node:timers/promises';
import type { EntityManager } from '@mikro-orm/postgresql';
import { SLICE_BYTES, searchedBytes } from '@timetracker/db';
import { sql } from 'kysely';
import type { FilterScope } from '../scope/filter-scope.ts';
import { filterScopeSql } from '../scope/filter-scope-sql.ts';
import { type Visibility, visibleSql } from '../visibility/visibility.ts';
import { phrasesIn, type Texts } from './phrase.ts';
import { searchTerms } from './search-terms.ts';
import { whenSql } from './spans.ts';

/** An activity that is not indexed yet. */
export interface NewMatch {
  id: number;
  created_at: Date;
}

const AT_ONCE = 5_000;
/** Rows that are looked through in a turn of the event loop: others are answered between. */
const ROWS_A_TURN = 20;

/** What is asked for and visible after an id, looked through row by row: the index does not know it yet. */
export async function newMatches(
  em: EntityManager,
  cell: FilterScope,
  visibility: Visibility,
  after: number,
): Promise<NewMatch[]> {
  const { include, exclude } = searchTerms(cell, visibility);
  const matches: NewMatch[] = [];
  for (let last = after; ; ) {
    const { rows } = await sql<NewMatch & Texts & { sized: number }>`
      select id, created_at, entity_name, description, sized from (
        select id, created_at, entity_name, description, count(*) over () as sized,
          sum(${searchedBytes}) over (order by id) - ${searchedBytes} as before
        from (
          select * from activities
          where id > ${last} and ${filterScopeSql(cell)} and ${whenSql(cell)} and ${visibleSql(visibility)}
          order by id limit ${AT_ONCE}) as activities) as sized
      where before < ${SLICE_BYTES} order by id`.execute(em.getKysely());
    for (const [index, row] of rows.entries()) {
      if (index % ROWS_A_TURN === ROWS_A_TURN - 1) await setImmediate();
      const has = phrasesIn(row);
      if (include.every(has) && !exclude.some(has)) matches.push({ id: row.id, created_at: row.created_at });
    }
    last = rows.at(-1)?.id ?? last;
    // Fewer than were sized are what fits into a slice.
    const { sized = 0 } = rows[0] ?? {};
    if (sized < AT_ONCE && rows.length === sized) return matches;
  }
}
