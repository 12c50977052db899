import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import type { FilterScope } from '../scope/filter-scope.ts';
import { allOf, entityIdSql, rowAxes } from '../scope/filter-scope-sql.ts';
import type { Blocks } from './blocks.ts';
import { addId, keepIds, type Matches, put } from './matches.ts';
import { type Bits, idAt, placesIn, removePlaces } from './places.ts';
import { overlap, whenSql } from './spans.ts';
import { eachRun, type TimeRuns } from './time-runs.ts';

/** Keeps what happened at the time of a cell: whole hours by the index; where the time divides an hour, by the rows. */
export async function keepTime(
  em: EntityManager,
  matches: Matches,
  cell: FilterScope,
  blocks: Blocks,
): Promise<void> {
  const divided = [...matches.keys()].filter((block) => {
    const known = blocks.all.get(block);
    return known && overlap(cell, known.first_hour, known.last_hour) === 'some';
  });
  const runs = await blocks.runsOf(divided);
  const doubtful: number[] = [];
  for (const block of divided) {
    const bits = matches.get(block);
    if (!bits) continue;
    const own = runs.get(block);
    if (own) for (const place of cutRuns(bits, own, cell)) doubtful.push(idAt(block, place));
    put(matches, block, bits);
  }
  if (doubtful.length === 0) return;
  const { rows } = await sql<{ id: number }>`
    select id from activities where id = any(${doubtful}::bigint[]) and ${whenSql(cell)}`.execute(
    em.getKysely(),
  );
  for (const { id } of rows) addId(matches, id);
}

/** Removes the runs that are not meant as a whole. @returns the places of those that are meant in part */
function cutRuns(bits: Bits, runs: TimeRuns, cell: FilterScope): number[] {
  const doubtful: number[] = [];
  eachRun(runs, (from, to, hour) => {
    const meant = overlap(cell, hour, hour);
    if (meant === 'some') for (const place of placesIn(bits, from, to)) doubtful.push(place);
    if (meant !== 'all') removePlaces(bits, from, to);
  });
  return doubtful;
}

/** Keeps what is about the entity of a cell: there is an index for that. */
export async function keepEntity(
  em: EntityManager,
  matches: Matches,
  cell: FilterScope,
  entity_id: number,
): Promise<void> {
  const { rows } = await sql<{ id: number }>`
    select id from activities where ${allOf([rowAxes(cell).kinds, ...entityIdSql(cell.types, entity_id)])}`.execute(
    em.getKysely(),
  );
  keepIds(
    matches,
    rows.map(({ id }) => id),
  );
}
