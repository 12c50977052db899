import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import type { Cell } from '../queries/scope/cell.ts';
import { cellSql } from '../queries/scope/cell-sql.ts';
import { cellTerms } from './cell-terms.ts';
import { type Texts, textsHave } from './ids-with-phrase.ts';
import { whenSql } from './spans.ts';

/** An activity that is not indexed yet. */
export interface NewMatch {
  id: number;
  created_at: Date;
}

const AT_ONCE = 5_000;

/** The activities of a cell after an id, looked through row by row: the index does not know them yet. */
export async function newMatches(em: EntityManager, cell: Cell, after: number): Promise<NewMatch[]> {
  const { include, exclude } = cellTerms(cell);
  const matches: NewMatch[] = [];
  for (let last = after; ; ) {
    const { rows } = await sql<NewMatch & Texts>`
      select id, created_at, entity_name, description from activities
      where id > ${last} and ${cellSql(cell)} and ${whenSql(cell)} order by id limit ${AT_ONCE}`.execute(
      em.getKysely(),
    );
    for (const row of rows) {
      const has = ({ words }: { words: readonly string[] }) => textsHave(row, words);
      if (include.every(has) && !exclude.some(has)) matches.push({ id: row.id, created_at: row.created_at });
    }
    last = rows.at(-1)?.id ?? last;
    if (rows.length < AT_ONCE) return matches;
  }
}
