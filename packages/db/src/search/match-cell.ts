import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import type { Cell } from '../queries/scope/cell.ts';
import { rowAxes } from '../queries/scope/cell-sql.ts';
import type { Blocks } from './blocks.ts';
import { type CellTerms, cellTerms, type Phrase } from './cell-terms.ts';
import { idsWithPhrase } from './ids-with-phrase.ts';
import {
  type Bits,
  BLOCK_SIZE,
  blockOf,
  countPlaces,
  idAt,
  keepCommon,
  noPlaces,
  placeOf,
  placesIn,
  removeAll,
  removePlaces,
  setBit,
} from './places.ts';
import { Postings } from './postings.ts';
import { isAlways, meantOf, whenSql } from './spans.ts';

/** Activities by block, as places; no block without any. */
export type Matches = Map<number, Bits>;

/**
 * Which indexed activities a cell means: its terms by the index, what the index does not know by the rows that are
 * left.
 */
export async function matchCell(em: EntityManager, cell: Cell, blocks: Blocks): Promise<Matches> {
  const asked = cellTerms(cell);
  const matches = await matchTerms(em, asked, blocksOf(cell, blocks));
  if (cell.after_id !== undefined) dropUpTo(matches, cell.after_id);
  if (!isAlways(cell)) await keepTime(em, matches, cell, blocks);
  if (cell.entity_id !== undefined) await keepEntity(em, matches, cell);
  for (const phrase of asked.include.filter(({ exact }) => !exact)) await keepPhrase(em, matches, phrase);
  for (const phrase of asked.exclude.filter(({ exact }) => !exact)) await dropPhrase(em, matches, phrase);
  return matches;
}

/** The blocks in which something may have happened at the time. */
const blocksOf = (cell: Cell, { all }: Blocks): number[] =>
  [...all.values()]
    .filter(({ first_hour, last_hour }) => meantOf(cell, first_hour, last_hour) !== 'none')
    .map(({ block }) => block);

async function matchTerms(
  em: EntityManager,
  { include, exclude, anyOf, noneOf }: CellTerms,
  candidates: readonly number[],
): Promise<Matches> {
  const words = [...new Set(include.flatMap(({ terms }) => terms))];
  const having = await Postings.load(em, words, candidates);
  const blocks = words.length > 0 ? having.blocksWith(words) : candidates;
  const without = [...noneOf, ...exclude.flatMap(({ exact, terms }) => (exact ? terms : []))];
  const facets = await Postings.load(em, [...anyOf.flat(), ...without], blocks);
  const matches: Matches = new Map();
  for (const block of blocks) {
    const sets = [
      ...words.map((word) => having.anyOf(block, [word])),
      ...anyOf.map((terms) => facets.anyOf(block, terms)),
    ];
    const [bits, ...others] = sets;
    if (!bits) continue;
    for (const other of others) keepCommon(bits, other);
    removeAll(bits, facets.anyOf(block, without));
    put(matches, block, bits);
  }
  return matches;
}

function put(matches: Matches, block: number, bits: Bits): void {
  if (countPlaces(bits) > 0) matches.set(block, bits);
  else matches.delete(block);
}

function dropUpTo(matches: Matches, id: number): void {
  for (const [block, bits] of matches) {
    if (idAt(block, 0) > id) continue;
    removePlaces(bits, 0, blockOf(id) === block ? placeOf(id) + 1 : BLOCK_SIZE);
    put(matches, block, bits);
  }
}

/** Whole hours by the index; of those that the time divides, each activity is asked. */
async function keepTime(em: EntityManager, matches: Matches, cell: Cell, blocks: Blocks): Promise<void> {
  const divided = [...matches.keys()].filter((block) => {
    const known = blocks.all.get(block);
    return known && meantOf(cell, known.first_hour, known.last_hour) === 'some';
  });
  const runs = await blocks.runsOf(divided);
  const unsure: number[] = [];
  for (const block of divided) {
    const bits = matches.get(block);
    if (!bits) continue;
    for (const run of runs.get(block) ?? []) {
      const meant = meantOf(cell, run.hour, run.hour);
      if (meant === 'some')
        unsure.push(...placesIn(bits, run.from, run.to).map((place) => idAt(block, place)));
      if (meant !== 'all') removePlaces(bits, run.from, run.to);
    }
  }
  if (unsure.length > 0) {
    const { rows } = await sql<{ id: number }>`
      select id from activities where id = any(${unsure}::bigint[]) and ${whenSql(cell)}`.execute(
      em.getKysely(),
    );
    for (const { id } of rows) setBit(matches.get(blockOf(id)) ?? noPlaces(), placeOf(id));
  }
  for (const block of divided) put(matches, block, matches.get(block) ?? noPlaces());
}

async function keepEntity(em: EntityManager, matches: Matches, cell: Cell): Promise<void> {
  const { rows } = await sql<{ id: number }>`
    select id from activities where ${rowAxes(cell).kinds} and activities.entity_id = ${cell.entity_id}`.execute(
    em.getKysely(),
  );
  keepIds(
    matches,
    rows.map(({ id }) => id),
  );
}

async function keepPhrase(em: EntityManager, matches: Matches, { words }: Phrase): Promise<void> {
  keepIds(matches, await idsWithPhrase(em, idsOf(matches), words));
}

async function dropPhrase(em: EntityManager, matches: Matches, { words, terms }: Phrase): Promise<void> {
  const pairs = await Postings.load(em, terms, [...matches.keys()]);
  const candidates: Matches = new Map();
  for (const [block, bits] of matches) {
    const left = Uint32Array.from(bits);
    for (const term of terms) keepCommon(left, pairs.anyOf(block, [term]));
    put(candidates, block, left);
  }
  for (const [block, bits] of placesOf(await idsWithPhrase(em, idsOf(candidates), words))) {
    const left = matches.get(block);
    if (!left) continue;
    removeAll(left, bits);
    put(matches, block, left);
  }
}

function keepIds(matches: Matches, ids: readonly number[]): void {
  const kept = placesOf(ids);
  for (const [block, bits] of matches) {
    keepCommon(bits, kept.get(block) ?? noPlaces());
    put(matches, block, bits);
  }
}

/** The ids of matches, ascending within a block. */
const idsOf = (matches: Matches): number[] =>
  [...matches].flatMap(([block, bits]) => placesIn(bits).map((place) => idAt(block, place)));

function placesOf(ids: readonly number[]): Matches {
  const matches: Matches = new Map();
  for (const id of ids) {
    const bits = matches.get(blockOf(id)) ?? noPlaces();
    matches.set(blockOf(id), bits);
    setBit(bits, placeOf(id));
  }
  return matches;
}
