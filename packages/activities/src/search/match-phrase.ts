import type { EntityManager } from '@mikro-orm/postgresql';
import { inGroups, searchedBytes, withinBytes } from '@timetracker/db';
import { sql } from 'kysely';
import type { Blocks } from './blocks.ts';
import { idsOf, type Matches, matchesOf, put } from './matches.ts';
import { type Phrase, phrasesIn, type Texts } from './phrase.ts';
import { keepCommon, noPlaces, removeAll } from './places.ts';
import { loadPostings } from './postings.ts';

const AT_ONCE = 5_000;

/** Keeps what has a phrase of what has its terms: the doubtful ones are read. */
export async function keepPhrase(
  em: EntityManager,
  matches: Matches,
  phrase: Phrase,
  blocks: Blocks,
): Promise<void> {
  const doubtful = await among(em, matches, [phrase.doubts], blocks);
  removeMatches(matches, await withoutPhrase(em, doubtful, phrase));
}

/** Removes what has a phrase. */
export async function dropPhrase(
  em: EntityManager,
  matches: Matches,
  phrase: Phrase,
  blocks: Blocks,
): Promise<void> {
  const having = await among(
    em,
    matches,
    phrase.terms.map((term) => [term]),
    blocks,
  );
  const doubtful = await among(em, having, [phrase.doubts], blocks);
  removeMatches(having, await withoutPhrase(em, doubtful, phrase));
  removeMatches(matches, having);
}

/** Of the matches, those that have a term of every group. */
async function among(
  em: EntityManager,
  matches: Matches,
  groups: readonly (readonly string[])[],
  blocks: Blocks,
): Promise<Matches> {
  const postings = await loadPostings(em, groups, blocks, [...matches.keys()]);
  const found: Matches = new Map();
  const other = noPlaces();
  for (const block of postings.blocks()) {
    const bits = Uint32Array.from(matches.get(block) ?? []);
    for (const group of groups.keys()) {
      postings.addTo(other.fill(0), block, group);
      keepCommon(bits, other);
    }
    put(found, block, bits);
  }
  return found;
}

function removeMatches(matches: Matches, others: Matches): void {
  for (const [block, bits] of others) {
    const left = matches.get(block);
    if (!left) continue;
    removeAll(left, bits);
    put(matches, block, left);
  }
}

async function withoutPhrase(em: EntityManager, doubtful: Matches, phrase: Phrase): Promise<Matches> {
  const ids = idsOf(doubtful);
  const without: number[] = [];
  for (const some of inGroups(ids, AT_ONCE)) {
    const { rows: sizes } = await sql<{ id: number; bytes: number }>`
      select id, ${searchedBytes} as bytes from activities where id = any(${some}::bigint[])`.execute(
      em.getKysely(),
    );
    for (const group of withinBytes(sizes)) {
      const { rows } = await sql<Texts & { id: number }>`
        select id, entity_name, description from activities
        where id = any(${group.map(({ id }) => id)}::bigint[])`.execute(em.getKysely());
      for (const row of rows) if (!phrasesIn(row)(phrase)) without.push(row.id);
    }
  }
  return matchesOf(without);
}
